// dialog.tsx: a question that is to be answered before anything else. The element keeps the focus inside, and Escape is no.
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

export interface DialogProps {
  readonly title: string;
  /** What is asked, or told. */
  readonly children: ComponentChildren;
  /** What the button says that does it; without it there is only one that closes. */
  readonly confirm?: string | undefined;
  readonly onConfirm?: (() => void) | undefined;
  /** Also for Escape. It has to take the dialog away. */
  readonly onClose: () => void;
}

/** Shown for as long as it is rendered. */
export function Dialog({ title, children, confirm, onConfirm, onClose }: DialogProps): JSX.Element {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const shown = element.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  const cancel = (event: Event): void => {
    event.preventDefault();
    onClose();
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    if (onConfirm === undefined) onClose();
    else onConfirm();
  };
  return (
    <dialog ref={element} aria-labelledby={id} onCancel={cancel}>
      <form onSubmit={submit}>
        <h2 id={id}>{title}</h2>
        <div class="dialog-body">{children}</div>
        <div class="actions">
          {confirm !== undefined && (
            <button type="submit" class="primary">
              {confirm}
            </button>
          )}
          <button type="button" onClick={onClose}>
            {confirm === undefined ? "Close" : "Cancel"}
          </button>
        </div>
      </form>
    </dialog>
  );
}
