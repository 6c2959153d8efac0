// signs.ts: by what a process that says nothing of itself can be recognised as armed: what arming leaves behind, also that
// of the Rust crate.
import { lstatSync } from "node:fs";
import { join } from "node:path";
import {
  errnoOf,
  mayHang,
  ownProc,
  type Proc,
  type ProcessFacts,
  socketName,
  statusLine,
  whyNotTrusted,
} from "@teleop/core/plugin";
import type { Places } from "./places.ts";

/**
 * What a process shows that others seldom do: a socket where one that was attached to has it, an inotify instance that
 * waits for files to be created and for nothing else, as the Rust crate's does, or a handler of SIGQUIT in a program that
 * Rust made. Undefined where there is nothing of the kind, or it is not told.
 */
export function possibleSign(
  facts: ProcessFacts,
  places: Places,
  startedAt: number | undefined,
): string | undefined {
  const socket = socketOf(facts, places, startedAt);
  if (socket !== undefined) return `a socket at ${socket}`;
  const proc = ownProc();
  if (proc === undefined) return undefined;
  if (awaitsFiles(proc, facts.pid)) return "an inotify instance that waits for files to be created";
  return catchesAsRustDoes(facts, proc.read(facts.pid, "status") ?? "")
    ? "a program made by Rust that catches SIGQUIT"
    : undefined;
}

/** One that is older than the process is of an earlier one with its PID. */
function socketOf(
  { innermostPid }: ProcessFacts,
  { temporary, owner }: Places,
  startedAt: number | undefined,
): string | undefined {
  const name = socketName({ pid: innermostPid });
  return temporary
    .map((directory) => ({ directory, path: join(directory, name) }))
    .find(({ directory, path }) => {
      try {
        // Anybody may have made a file there, and mounted something over it. The directory itself has been asked.
        if (mayHang(path) && !mayHang(directory)) return false;
        const found = lstatSync(path, { throwIfNoEntry: false });
        if (found === undefined) return false;
        const why = whyNotTrusted(found, { kind: "a socket", owners: [owner], onlyOwnerWrites: true });
        return why === undefined && (startedAt === undefined || found.ctimeMs >= startedAt - CLOCK_SLACK_MS);
      } catch (error) {
        if (errnoOf(error) === undefined) throw error;
        return false;
      }
    })?.path;
}

/** The kernel stamps files with a clock that lags by a tick, and tells the uptime in hundredths of a second. */
const CLOCK_SLACK_MS = 200;

/** See proc_pid_fdinfo(5): one watch, and its mask is IN_CREATE alone. Other programs ask for more at once. */
function awaitsFiles(proc: Proc, pid: number): boolean {
  return (proc.list(pid, "fd") ?? []).slice(0, MAX_DESCRIPTORS).some((descriptor) => {
    if (proc.link(pid, `fd/${descriptor}`) !== "anon_inode:inotify") return false;
    const watches = (proc.read(pid, `fdinfo/${descriptor}`) ?? "")
      .split("\n")
      .filter((line) => line.startsWith("inotify "));
    return watches.length === 1 && / mask:100 /.test(watches[0] ?? "");
  });
}

/** Each takes some microseconds, and the system's programs have few. */
const MAX_DESCRIPTORS = 1000;

/**
 * Rust's own runtime catches SIGSEGV and SIGBUS, and ignores SIGPIPE. Those who catch everything, as programs made by Go
 * and Java do, or SIGHUP, SIGUSR1 and SIGCHLD beside, as servers do that give SIGQUIT a meaning of their own, are not
 * meant.
 */
function catchesAsRustDoes({ catchesSigquit }: ProcessFacts, status: string): boolean {
  if (catchesSigquit !== true) return false;
  const caught = signalsOf(statusLine(status, "SigCgt"));
  const ignored = signalsOf(statusLine(status, "SigIgn"));
  return (
    RUST_CATCHES.every((signal) => caught.has(signal)) &&
    ignored.has(SIGPIPE) &&
    !OTHERS_CATCH.some((signal) => caught.has(signal))
  );
}

function signalsOf(mask: string | undefined): ReadonlySet<number> {
  if (mask === undefined || !/^[0-9a-f]{1,32}$/.test(mask)) return new Set();
  const bits = BigInt(`0x${mask}`);
  return new Set(STANDARD_SIGNALS.filter((signal) => (bits & (1n << BigInt(signal - 1))) !== 0n));
}

const STANDARD_SIGNALS: readonly number[] = Array.from({ length: 31 }, (_, index) => index + 1);

// signal(7), on x86 and ARM.
const SIGHUP = 1;
const SIGILL = 4;
const SIGBUS = 7;
const SIGFPE = 8;
const SIGUSR1 = 10;
const SIGSEGV = 11;
const SIGPIPE = 13;
const SIGCHLD = 17;
const RUST_CATCHES = [SIGBUS, SIGSEGV];
const OTHERS_CATCH = [SIGHUP, SIGILL, SIGFPE, SIGUSR1, SIGCHLD];
