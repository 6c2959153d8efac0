// toasts.tsx: what happened that belongs to nothing that is shown: it stays until somebody has read it.
import { type ReadonlySignal, signal } from "@preact/signals";
import type { JSX } from "preact";
import { reasonsOf } from "./reasons-of.ts";

export interface Toast {
  readonly id: number;
  readonly kind: "failed" | "done";
  /** In a few words. */
  readonly what: string;
  readonly details: readonly string[];
}

/** How long one stays that tells of a success, in milliseconds. */
const DONE_MS = 6_000;

const MOST = 5;

export class Toasts {
  readonly #list = signal<readonly Toast[]>([]);
  #lastId = 0;

  get list(): ReadonlySignal<readonly Toast[]> {
    return this.#list;
  }

  /** Something has failed: told in full, until somebody takes it away. */
  failed(what: string, error: unknown): void {
    this.#add("failed", what, reasonsOf(error));
  }

  /** Something that was asked for is done. It goes by itself. */
  done(what: string): void {
    const id = this.#add("done", what, []);
    setTimeout(() => this.dismiss(id), DONE_MS);
  }

  dismiss(id: number): void {
    this.#list.value = this.#list.value.filter((toast) => toast.id !== id);
  }

  #add(kind: Toast["kind"], what: string, details: readonly string[]): number {
    const id = ++this.#lastId;
    this.#list.value = [...this.#list.value.slice(1 - MOST), { id, kind, what, details }];
    return id;
  }
}

export function ToastList({ toasts }: { readonly toasts: Toasts }): JSX.Element {
  return (
    <ul class="toasts" aria-live="polite">
      {toasts.list.value.map(({ id, kind, what, details }) => (
        <li class={`toast ${kind}`} key={id}>
          <div>
            <strong>
              {kind === "failed" ? "✗ " : "✓ "}
              {what}
            </strong>
            {details.map((detail) => (
              <p key={detail}>{detail}</p>
            ))}
          </div>
          <button type="button" onClick={() => toasts.dismiss(id)} aria-label={`Take away: ${what}`}>
            ×
          </button>
        </li>
      ))}
    </ul>
  );
}
