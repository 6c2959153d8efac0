// sigquit-signal.ts: the client's side: an attach file, then SIGQUIT, but only to a process that catches it.
import {
  type AttachSignal,
  adviceOnRefusal,
  attachFile,
  errnoOf,
  type ProcessFacts,
  type Rendezvous,
  requireProcess,
  requireSameProcess,
  TeleopError,
} from "@teleop/core/plugin";

/** @throws TeleopError `INVALID_ARGUMENT` for what cannot be a PID: kill(2) would signal a whole group. */
export function sigquitSignal(rendezvous: Rendezvous): AttachSignal {
  const { pid } = rendezvous;
  const file = attachFile(rendezvous);
  let target: ProcessFacts | undefined;
  return {
    get paths() {
      return file.paths;
    },
    async send(options) {
      target = target === undefined ? requireProcess(pid) : requireSameProcess(target);
      requireHandler(target);
      await file.create(options);
      // Again, in the same turn as kill(2): creating the file took time, in which the PID may have changed hands.
      target = requireSameProcess(target);
      requireHandler(target);
      sendSigquit(target);
    },
    [Symbol.asyncDispose]: () => file[Symbol.asyncDispose](),
  };
}

/** The default action of SIGQUIT ends a process, with a core dump: a stranger must never get it. */
function requireHandler({ pid, catchesSigquit, untold }: ProcessFacts): void {
  if (catchesSigquit === true) return;
  const reason =
    catchesSigquit === false
      ? "it does not catch SIGQUIT, which would end it"
      : `whether it catches SIGQUIT, which might end it, is not known${untold === undefined ? "" : `: ${untold}`}`;
  throw new TeleopError(
    "NOT_ARMED",
    `process ${pid} was not signalled: ${reason}; it must be armed with the unix attacher first`,
    { pid },
  );
}

function sendSigquit({ pid, euid }: ProcessFacts): void {
  try {
    process.kill(pid, "SIGQUIT");
  } catch (error) {
    if (errnoOf(error) === "ESRCH") {
      throw new TeleopError("NO_SUCH_PROCESS", `process ${pid} has exited`, { pid, cause: error });
    }
    if (errnoOf(error) === "EPERM") {
      throw new TeleopError(
        "PERMISSION_DENIED",
        `may not signal process ${pid}: EPERM; ${adviceOnRefusal(euid, "CAP_KILL")}`,
        {
          pid,
          cause: error,
        },
      );
    }
    throw error;
  }
}
