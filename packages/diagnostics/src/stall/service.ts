// service.ts: serves `stall`: has somebody look whether the event loop is stuck, and says where to be told of it.
import { eventSink } from "@teleop/core/plugin";
import type { RecorderInUse } from "../cpu/recorder-in-use.ts";
import { guarded } from "../guard.ts";
import { canInterrupt } from "./interrupted-stack.ts";
import { DEFAULT_NAME, type StallOptions } from "./options.ts";
import { StallWatch } from "./stall.capnp.ts";
import { Watchdog } from "./watchdog.ts";

/** @param watchdog made by {@link watchdogFor} or {@link startWatchdog} with the same options. */
export function stallService(options: StallOptions, watchdog: Watchdog): StallWatch {
  const server: StallWatch.Server = {
    async watch(_params, { signal }) {
      const ticket = await watchdog.hold();
      const end = (): void => ticket[Symbol.dispose]();
      if (signal.aborted) {
        // What is returned to nobody is released by nobody.
        end();
        throw signal.reason;
      }
      return {
        rendezvous: options.name ?? DEFAULT_NAME,
        ticket: ticket.bytes,
        watch: { end, [Symbol.dispose]: end },
      };
    },
  };
  return StallWatch.server(guarded("stall", server, options));
}

/**
 * One that runs while somebody watches.
 *
 * @param recorder tells where a stall was, once it is over. Where the runtime can interrupt the thread it is not needed.
 */
export function watchdogFor(options: StallOptions, recorder: RecorderInUse | undefined): Watchdog {
  const { name = DEFAULT_NAME, always = false, authorize } = options;
  return new Watchdog({
    name,
    isOpen: always && authorize === undefined,
    recorder: canInterrupt() ? undefined : recorder,
  });
}

/** One that is started now, and runs as long as the process. A failure is a warning, and tried again for who watches. */
export function startWatchdog(options: StallOptions, recorder: RecorderInUse | undefined): Watchdog {
  const watchdog = watchdogFor(options, recorder);
  watchdog
    .hold()
    .then(undefined, (error: unknown) => eventSink(undefined)({ type: "failed", by: "stall", error }));
  return watchdog;
}
