// answer.ts: whether a process does something that keeps it from answering, and at last whether it answers.
import { setTimeout as sleep } from "node:timers/promises";
import { TeleopError, watchProcess } from "@teleop/core";
import { type Check, failed, ok, skipped, warning } from "./check.ts";
import type { Patient } from "./patient.ts";

/** What it does just now: a process that is stopped answers nobody, and one that is busy late. */
export async function checkActivity({ facts, means }: Patient): Promise<Check> {
  const watched = watchProcess(facts);
  // Long enough to be told from a moment's work.
  await sleep(WATCH_MS, undefined, { signal: means.signal });
  const { activity, phrase } = watched.whyUnresponsive();
  const [finding = "", advice = ""] = split(phrase);
  switch (activity.doing) {
    case "stopped":
    case "traced":
    case "frozen":
      return failed("activity", "ATTACH_TIMEOUT", finding, advice);
    case "blocked":
      return failed(
        "activity",
        "ATTACH_TIMEOUT",
        phrase ?? "it is blocked",
        "wait until the kernel lets it go on",
      );
    case "busy":
      return warning("activity", finding, advice);
    case "waiting":
      return warning("activity", finding, advice);
    case "ended":
      return failed("activity", "NO_SUCH_PROCESS", finding, "look why it ended, and start it again");
    case "idle":
      return ok("activity", "it waits for events, as a process does that can answer");
    case "unknown":
      return skipped("activity", "the system does not tell what it does");
  }
}

const WATCH_MS = 150;

/** "it is stopped: let it go on" is a finding and an advice. */
function split(phrase = ""): readonly string[] {
  const at = phrase.indexOf(": ");
  return at < 0 ? [phrase, "find out for what it waits"] : [phrase.slice(0, at), phrase.slice(at + 2)];
}

/** Attaches, and leaves again. */
export async function checkAnswer({ pid, means }: Patient): Promise<Check> {
  const began = performance.now();
  try {
    await using target = await means.attach(pid);
    const took = performance.now() - began;
    return ok("answer", `it answered after ${took.toFixed(0)} ms, at ${target.address}`);
  } catch (error) {
    means.signal?.throwIfAborted();
    if (!(error instanceof TeleopError)) throw error;
    return failed("answer", error.code, error.rawMessage);
  }
}
