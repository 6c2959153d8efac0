// bridge-questions.ts: what one end of a bridge asks the other about its place, and how that answers: the methods of a
// host that are not about one process, by their names.
import { TeleopError } from "@teleop/core";
import { show } from "@teleop/core/basics";
import type { Host } from "./host.ts";

/** @throws TeleopError what the host throws; `UNKNOWN_QUESTION` for a question of a newer teleop. */
export async function answerTo(
  host: Host,
  question: string,
  argument: unknown,
  { signal }: { readonly signal?: AbortSignal | undefined },
): Promise<unknown> {
  switch (question) {
    case "list":
      return await host.list({ signal });
    case "pidFromFile":
      if (typeof argument !== "string") throw bad(question, argument);
      return await host.pidFromFile(argument);
    default:
      return unknownQuestion(question);
  }
}

/** The same of a question whose answer goes on. */
export async function* followUp(
  host: Host,
  question: string,
  argument: unknown,
  { signal }: { readonly signal?: AbortSignal | undefined },
): AsyncGenerator<unknown, void> {
  switch (question) {
    case "watch":
      yield* host.watch({ signal });
      return;
    case "doctor":
      if (typeof argument !== "number") throw bad(question, argument);
      yield* host.doctor(argument, { signal });
      return;
    default:
      unknownQuestion(question);
  }
}

function unknownQuestion(question: string): never {
  throw new TeleopError(
    "UNKNOWN_QUESTION",
    `the teleop there cannot answer ${show(question)}: bring it to the version of the one here`,
  );
}

function bad(question: string, argument: unknown): TeleopError {
  return new TeleopError("INVALID_ARGUMENT", `${question} cannot be asked about ${show(argument)}`);
}
