// armed-sign.ts: what the system shows of a process being armed, so that a client need not wait for one that is not.
import { readdirSync } from "node:fs";
import type { ArmedSign, ArmedSignOptions } from "./attacher.ts";
import { findPrivateDirectories } from "./private-directory.ts";
import { ownProc, type Proc } from "./proc.ts";
import { type ProcessFacts, processFacts } from "./process-facts.ts";
import type { Rendezvous } from "./rendezvous.ts";
import { errnoOf } from "./system-error.ts";

/**
 * Client side, {@link Attacher.armedSign} of every attacher whose targets look for the attach file, by whatever wakes
 * them. Such a target has a private directory, or is a Rust one, which has an inotify(7) instance or catches SIGQUIT.
 * Elsewhere than on Linux the system does not tell of everything, so that "no" is never the answer.
 */
export function attachFileSign(rendezvous: Rendezvous, { isBound }: ArmedSignOptions): ArmedSign {
  const facts = processFacts(rendezvous.pid);
  if (facts === undefined) return UNKNOWN;
  const directory = privateDirectory(facts, rendezvous.name);
  if (typeof directory === "string")
    return { armed: "certainly", sign: `its private directory ${directory}`, advice: COULD_NOT_LISTEN };
  if (isBound === true) return { armed: "possibly", sign: "something is at the address of its socket" };
  if (facts.catchesSigquit === true) {
    return {
      armed: "possibly",
      sign: "it catches SIGQUIT",
      advice:
        "it may be woken by SIGQUIT alone, as targets of the Rust crate's default build are: try `attacher: unix()`",
    };
  }
  const proc = ownProc();
  const watches = proc === undefined ? undefined : hasInotify(proc, facts.pid);
  if (watches === true) return { armed: "possibly", sign: "it has an inotify instance" };
  const isAllTold = directory === false && facts.catchesSigquit === false && watches === false;
  return isAllTold ? { armed: "no" } : UNKNOWN;
}

const COULD_NOT_LISTEN =
  "it is armed; if it was woken and could not listen, as where files of the program were removed, it has reported why (failed)";

const UNKNOWN: ArmedSign = { armed: "unknown" };

/** False when there is none; undefined when that is not told. */
function privateDirectory(facts: ProcessFacts, name: string | undefined): string | false | undefined {
  if (facts.euid === undefined) return undefined;
  try {
    return findPrivateDirectories(facts, name)[0] ?? false;
  } catch (error) {
    // Closed to us, or not to be trusted.
    if (errnoOf(error) !== undefined) return undefined;
    throw error;
  }
}

/** Undefined when it is not told: of another user's process, and of one that is not dumpable. */
function hasInotify(proc: Proc, pid: number): boolean | undefined {
  try {
    return readdirSync(proc.path(pid, "fd")).some(
      (descriptor) => proc.link(pid, `fd/${descriptor}`) === "anon_inode:inotify",
    );
  } catch (error) {
    if (errnoOf(error) !== undefined) return undefined;
    throw error;
  }
}
