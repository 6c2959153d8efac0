// form-context.ts: what all fields of a form know.
import type { Problems } from "../model/params-of-draft.ts";

export interface FormContext {
  /** Begins the ids of its elements. */
  readonly id: string;
  readonly problems: Problems;
  /** The names of what is held, with what it is: `$1`, `Board.Watch`. */
  readonly held: readonly { readonly name: string; readonly title: string }[];
}

/** The id of the element for a path. */
export function idOf(form: FormContext, path: string): string {
  return `${form.id}-${path}`;
}
