// enter-key.ts: lets people end what goes on, and keep what there is of it by then: Enter, where Ctrl-C throws it away.
import { createInterface } from "node:readline";
import type { Context } from "./context.ts";

export interface EnterKey extends Disposable {
  /** Whether there is a terminal whose keys come here. */
  readonly canBePressed: boolean;
  /** Aborted when it is. */
  readonly pressed: AbortSignal;
}

/** Listens for Enter on a terminal, until it is disposed. In a pipe nobody presses anything. */
export function enterKey({ input, err }: Pick<Context, "input" | "err">): EnterKey {
  const controller = new AbortController();
  if (!err.isTerminal || input.isTTY !== true) {
    return { canBePressed: false, pressed: controller.signal, [Symbol.dispose]() {} };
  }
  const reader = createInterface({ input, terminal: false });
  reader.on("line", () => controller.abort());
  return {
    canBePressed: true,
    pressed: controller.signal,
    [Symbol.dispose]() {
      reader.close();
      input.pause();
    },
  };
}
