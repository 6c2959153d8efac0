// copy-button.tsx: puts a text where it can be pasted.
import type { ComponentChildren, JSX } from "preact";
import { useApp } from "../app/context.ts";

export interface CopyButtonProps {
  /** What is copied, for who is told that it was. */
  readonly what: string;
  readonly text: () => string;
  readonly children: ComponentChildren;
}

export function CopyButton({ what, text, children }: CopyButtonProps): JSX.Element {
  const { toasts } = useApp();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text());
      toasts.done(`${what}: copied`);
    } catch (error) {
      toasts.failed(`${what} cannot be copied`, error);
    }
  };
  return (
    <button type="button" onClick={() => void copy()}>
      {children}
    </button>
  );
}
