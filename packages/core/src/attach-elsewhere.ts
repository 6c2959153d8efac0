// attach-elsewhere.ts: one attach to a process that is not of this machine. The transport makes it, by what does it
// there; here is what is left for a client to do: to come back to a target that turned us away, until time is up.
import { setTimeout as sleep } from "node:timers/promises";
import type { Connection } from "./connection.ts";
import { TeleopError } from "./errors.ts";
import type { Rendezvous } from "./rendezvous.ts";
import { timeLimit } from "./time-limit.ts";
import type { Transport } from "./transport.ts";
import { type Begin, ReturnDelay, TurnedAway, turnedAwayUntil } from "./turned-away.ts";

/** A {@link Transport} that leads elsewhere. */
export type FarTransport = Transport & Required<Pick<Transport, "attach">>;

export interface ElsewhereAttempt<T> {
  readonly rendezvous: Rendezvous;
  readonly transport: FarTransport;
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
  readonly begin: Begin<T>;
}

/** @throws as {@link Transport.attach} does; `REFUSED`, and `ATTACH_TIMEOUT` for a target that says nothing. */
export async function attemptElsewhere<T>(attempt: ElsewhereAttempt<T>): Promise<T> {
  const { rendezvous, transport, timeout, signal, begin } = attempt;
  const { pid } = rendezvous;
  using limit = timeLimit(timeout, signal);
  const { stop } = limit;
  const began = performance.now();
  const delay = new ReturnDelay();
  for (let timesTurnedAway = 0; ; ) {
    const left = Math.ceil(Math.max(0, timeout - (performance.now() - began)));
    // It says when its time is up, and how far it has come.
    const connection = await transport.attach(rendezvous, { signal, timeout: left });
    try {
      return await beginWith(connection, begin, stop);
    } catch (error) {
      signal?.throwIfAborted();
      if (stop.aborted && !(error instanceof TurnedAway)) throw silent(pid, connection, timeout, error);
      if (!(error instanceof TurnedAway)) throw error;
      timesTurnedAway += 1;
      try {
        await sleep(delay.next(), undefined, { signal: stop });
      } catch {
        signal?.throwIfAborted();
        throw turnedAwayUntil(pid, timesTurnedAway, timeout, { cause: error });
      }
    }
  }
}

async function beginWith<T>(connection: Connection, begin: Begin<T>, stop: AbortSignal): Promise<T> {
  try {
    stop.throwIfAborted();
  } catch (error) {
    connection.abort(error);
    throw error;
  }
  return begin(connection, { signal: stop });
}

function silent(pid: number, { address }: Connection, timeout: number, cause: unknown): TeleopError {
  const message = `process ${pid} did not answer within ${timeout} ms: connected to ${address}, where it said nothing; it listens, so look there whether it is stopped, busy or blocked`;
  return new TeleopError("ATTACH_TIMEOUT", message, { pid, address, cause });
}
