// index.ts: the attacher for where there is nothing to wake a process by: the target counts as signaled from the start.
import {
  type Armed,
  type Attacher,
  type AttachSignal,
  checkRendezvous,
  type ProcessFacts,
  type Rendezvous,
  requireProcess,
  requireSameProcess,
  Wakeups,
} from "@teleop/core/plugin";

/**
 * Works on every platform. `arm()` counts as signaled once, at once, so that the target binds its socket when it starts
 * to listen. It is never signaled again: a socket that somebody deletes later stays deleted.
 *
 * On the client side `send()` only looks whether the target is alive.
 */
export function dummy(): Attacher {
  return {
    name: NAME,
    arm(rendezvous: Rendezvous): Armed {
      checkRendezvous(rendezvous);
      const wakeups = new Wakeups(NAME);
      wakeups.notify();
      return {
        signaled: (options) => wakeups.next(options),
        [Symbol.dispose]: () => wakeups[Symbol.dispose](),
      };
    },
    signal(rendezvous: Rendezvous): AttachSignal {
      checkRendezvous(rendezvous);
      let target: ProcessFacts | undefined;
      return {
        async send() {
          target = target === undefined ? requireProcess(rendezvous.pid) : requireSameProcess(target);
        },
        async [Symbol.asyncDispose]() {},
      };
    },
    // Its targets bind when they start to listen, and have nothing else to show.
    armedSign: (_rendezvous, { isBound }) => ({
      armed: isBound === undefined ? "unknown" : isBound ? "possibly" : "no",
    }),
  };
}

const NAME = "dummy";
