// open-session.ts: a conversation of the page with a process, at one of its rendezvous, by way of the console.
import { messageOf } from "@teleop/core/basics";
import type { Console, Target } from "../../console.capnp.ts";
import type { TargetSession } from "./target.ts";

/** Where to attach. */
export interface Meeting {
  readonly place: string;
  readonly pid: number;
  /** Empty for the usual one. */
  readonly rendezvous: string;
  /** Whether it is that of a Worker of the process. */
  readonly worker?: boolean | undefined;
}

/** Disposing it ends it. */
export type OpenedSession = TargetSession & Disposable;

/**
 * Attaches. The signal ends the attempt only.
 *
 * @throws the reason of the signal; what the console says of why it cannot attach.
 */
export async function openSession(
  console: Console,
  meeting: Meeting,
  signal: AbortSignal,
): Promise<OpenedSession> {
  using stack = new DisposableStack();
  const { target } = stack.use(await console.attach(meeting, { signal }));
  const ending = stack.adopt(new AbortController(), (controller) => controller.abort());
  const closed = closedOf(target, ending.signal);
  const owned = stack.move();
  return {
    service: (name, type) => target.service({ name }).service.as(type),
    closed,
    [Symbol.dispose]: () => owned.dispose(),
  };
}

/** Never rejects. */
async function closedOf(target: Target, signal: AbortSignal): Promise<Error | undefined> {
  try {
    const { reason } = await target.closed({}, { signal });
    return reason === "" ? undefined : new Error(reason);
  } catch (error) {
    return new Error(messageOf(error), { cause: error });
  }
}
