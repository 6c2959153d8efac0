// index.ts: what an application spreads into its services, so that who attaches can see how it is. Nothing of a part is
// loaded before somebody asks for it.
import { requireOptions } from "@teleop/core/basics";
import { offer, type ServiceFactory, type Services } from "@teleop/rpc-capnp/later";
import { type CpuOptions, requireCpuOptions } from "./cpu/options.ts";
import type { RecorderInUse } from "./cpu/recorder-in-use.ts";
import { type DebuggerOptions, requireDebuggerOptions } from "./debugger/options.ts";
import { type EvalOptions, requireEvalOptions } from "./eval/options.ts";
import { type PartOptions, requirePartOptions } from "./guard.ts";
import type { PartName } from "./interfaces.ts";
import { type LogsOptions, requireLogsOptions } from "./logs/options.ts";
import { type ProcessOptions, requireProcessOptions } from "./process/options.ts";
import { requireSamplesOptions, type SamplesOptions } from "./samples/options.ts";
import { requireStallOptions, type StallOptions } from "./stall/options.ts";

export type { CpuOptions } from "./cpu/options.ts";
export type { DebuggerOptions } from "./debugger/options.ts";
export type { EvalOptions } from "./eval/options.ts";
export type { PartOptions } from "./guard.ts";
export type { LogLevels, LogsOptions } from "./logs/options.ts";
export type { ProcessOptions } from "./process/options.ts";
export type { SamplesOptions } from "./samples/options.ts";
export type { StallOptions } from "./stall/options.ts";

/** Each part can be left out, by `false`, or be given options of its own. */
export interface DiagnosticsOptions {
  /** What the process is and uses: the service `process`. */
  readonly process?: false | ProcessOptions | undefined;
  /** How it is, again and again: the service `samples`. */
  readonly samples?: false | SamplesOptions | undefined;
  /** What it keeps in memory, and snapshots of that: the service `heap`. */
  readonly heap?: false | PartOptions | undefined;
  /** What it says to its console, and errors that nobody caught: the service `logs`. */
  readonly logs?: false | LogsOptions | undefined;
  /** Where it spends its time: the service `cpu`. */
  readonly cpu?: false | CpuOptions | undefined;
  /** To debug it: the service `debugger`. Not offered unless options are given, `{}` for instance. */
  readonly debugger?: false | DebuggerOptions | undefined;
  /** Expressions in it: the service `eval`. Not offered unless options are given, `{}` for instance. */
  readonly eval?: false | EvalOptions | undefined;
  /** Whether its event loop is stuck, told while it is: the service `stall`. */
  readonly stall?: false | StallOptions | undefined;
}

/**
 * The services of diagnostics, by their names, for `teleoperate({ services: { ...diagnostics() } })`.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for an option that cannot be.
 */
export function diagnostics(options: DiagnosticsOptions = {}): Services {
  requireOptions(options);
  const services: Record<string, ServiceFactory> = {};
  addPart(services, "process", options.process, requireProcessOptions, async (given) =>
    (await import("./process/service.ts")).processService(given),
  );
  addPart(services, "samples", options.samples, requireSamplesOptions, async (given) =>
    (await import("./samples/service.ts")).samplesService(given),
  );
  addPart(services, "heap", options.heap, partCheck("heap"), async (given) =>
    (await import("./heap/service.ts")).heapService(given),
  );
  addPart(services, "logs", options.logs, requireLogsOptions, async (given) =>
    (await import("./logs/service.ts")).logsService(given),
  );
  const recorder = recorderOf(options.cpu);
  addPart(services, "cpu", options.cpu, requireCpuOptions, async (given) =>
    (await import("./cpu/service.ts")).cpuService(given, await recorder()),
  );
  addPart(services, "debugger", options.debugger ?? false, requireDebuggerOptions, async (given) =>
    (await import("./debugger/service.ts")).debuggerService(given),
  );
  addPart(services, "eval", options.eval ?? false, requireEvalOptions, async (given) =>
    (await import("./eval/service.ts")).evalService(given),
  );
  addPart(services, "stall", options.stall, requireStallOptions, watchdog(options.stall, recorder));
  return services;
}

/** Adds a part, unless it is `false`. Its options are checked now, and it is made when somebody asks for it. */
function addPart<Options extends PartOptions>(
  services: Record<string, ServiceFactory>,
  part: PartName,
  options: false | Options | undefined,
  check: (options: Options | Record<never, never>) => void,
  make: (options: Options | Record<never, never>) => ReturnType<ServiceFactory>,
): void {
  if (options === false) return;
  const given = options ?? {};
  check(given);
  services[part] = offer(
    async () => (await import("./interfaces.ts")).interfaces[part],
    () => make(given),
  );
}

/** The flight recorder that `cpu` and `stall` share, once one of them is asked for; none where `cpu` is left out. */
function recorderOf(options: false | CpuOptions | undefined): () => Promise<RecorderInUse | undefined> {
  let made: Promise<RecorderInUse | undefined> | undefined;
  const make = async (): Promise<RecorderInUse | undefined> => {
    if (options === false) return undefined;
    const { RecorderInUse } = await import("./cpu/recorder-in-use.ts");
    return new RecorderInUse(options?.recorder);
  };
  return () => {
    made ??= make();
    return made;
  };
}

/** What serves `stall`. Where the watchdog is to run all the time, it is started now. */
function watchdog(
  options: false | StallOptions | undefined,
  recorder: () => Promise<RecorderInUse | undefined>,
): (given: StallOptions) => ReturnType<ServiceFactory> {
  const load = () => import("./stall/service.ts");
  if (options === undefined || options === false || options.always !== true) {
    return async (given) => {
      const { stallService, watchdogFor } = await load();
      return stallService(given, watchdogFor(given, await recorder()));
    };
  }
  requireStallOptions(options);
  const started = load().then(async ({ startWatchdog }) => startWatchdog(options, await recorder()));
  // Who asks for it hears of it.
  started.catch(() => {});
  return async (given) => (await load()).stallService(given, await started);
}

/** The check of a part that has no options of its own. */
function partCheck(part: string): (options: PartOptions) => void {
  return (options) => requirePartOptions(part, options);
}
