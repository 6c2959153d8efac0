// what-happened.ts: how a process has ended, or why it does nothing although it is there, in a few words.
import type { Ended_ending } from "../../console.capnp.ts";

/** @param ending undefined where it was not told that it has ended. */
export function whatHappened(ending: Ended_ending | undefined): string {
  if (ending === undefined) return "it is not armed any more, or has ended";
  switch (ending.which) {
    case "exited":
      return ending.exited === 0 ? "✓ it ended, exit code 0" : `✗ it failed, exit code ${ending.exited}`;
    case "killed":
      return `✗ killed by ${ending.killed.signal}${ending.killed.dumpedCore ? ", with a core dump" : ""}`;
    default:
      return "it has ended; how is not told";
  }
}

/** Why a process answers nothing: a signal, or a debugger, has stopped it. Empty for one that runs, or of which it is not told. */
export function whatHoldsUp(state: string): string {
  return state === "running" ? "" : state;
}
