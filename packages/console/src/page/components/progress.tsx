// progress.tsx: something that takes a while, and can be given up.
import type { JSX } from "preact";
import { useId } from "preact/hooks";

/** How far something is. */
export interface ShownProgress {
  /** What is being done. */
  readonly label: string;
  /** From 0 to 1; undefined where nobody knows how far it is. */
  readonly fraction?: number | undefined;
  /** How far it is, in words: "12 MB of some 40 MB". */
  readonly detail?: string | undefined;
}

export interface ProgressProps extends ShownProgress {
  readonly onCancel?: (() => void) | undefined;
  /** What the button says that ends it; default "Cancel". */
  readonly cancel?: string | undefined;
}

export function Progress({
  label,
  fraction,
  detail,
  onCancel,
  cancel = "Cancel",
}: ProgressProps): JSX.Element {
  const id = useId();
  return (
    <div class="progress">
      <label for={id}>{label}</label>
      <progress id={id} max={1} value={fraction}>
        {fraction === undefined ? "" : `${Math.round(fraction * 100)} %`}
      </progress>
      {detail !== undefined && <span class="quiet">{detail}</span>}
      {onCancel !== undefined && (
        <button type="button" onClick={onCancel}>
          {cancel}
        </button>
      )}
    </div>
  );
}
