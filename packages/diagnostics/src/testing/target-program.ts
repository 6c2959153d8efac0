// target-program.ts: a target with all diagnostics, which does what it is told, in a process of its own.
import { existsSync, watch } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dummy } from "@teleop/attacher-dummy";
import { listen, serve } from "@teleop/core";
import { capnp } from "@teleop/rpc-capnp/teleop";
import { type DiagnosticsOptions, diagnostics } from "../index.ts";
import { processSockets } from "./sockets.ts";

/** What it is told, a line of JSON each. */
export type TargetCommand =
  | { readonly say: string }
  | { readonly throw: string }
  | { readonly exit: number }
  /** Keeps the event loop from everything else, in functions of these names. */
  | { readonly block: number };

export type TargetReport = { readonly report: "ready" };

/** Options of `diagnostics()` that are JSON, and what else the target is to be like. */
export interface TargetOptions extends DiagnosticsOptions {
  /** Parts that nobody may use. */
  readonly refuse?: readonly (keyof DiagnosticsOptions)[];
  /** The name of another rendezvous that it has. */
  readonly alsoListens?: string;
}

void run(JSON.parse(process.argv[2] ?? "{}"));

/** Until its input ends. Not awaited: while a module waits, Bun lets no error end the process. */
async function run({ refuse = [], alsoListens, ...rest }: TargetOptions): Promise<void> {
  const refused = refuse.map((part) => [part, { ...rest[part], authorize: () => false }]);
  const options: DiagnosticsOptions = { ...rest, ...Object.fromEntries(refused) };
  await using _other =
    alsoListens === undefined
      ? undefined
      : listen({ attacher: dummy(), transport: processSockets(), name: alsoListens });
  const bound = Promise.withResolvers<void>();
  await using attachment = listen({
    attacher: dummy(),
    transport: processSockets(),
    onEvent: ({ type }) => void (type === "bound" && bound.resolve()),
  });
  using protocol = capnp({ services: diagnostics(options) });
  await using _service = serve(attachment, protocol);
  await bound.promise;
  if (rest.stall !== undefined && rest.stall !== false && rest.stall.always === true) {
    await appearance(join(tmpdir(), `.teleop_pid_${process.pid}_${rest.stall.name ?? "stall"}`));
  }
  process.stdout.write(`${JSON.stringify({ report: "ready" } satisfies TargetReport)}\n`);
  // At its end there is an empty one.
  for await (const line of console) if (line !== "") obey(JSON.parse(line));
}

/** Resolves when there is such a file: a socket is put there when it listens. */
async function appearance(path: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const watcher = watch(tmpdir(), () => existsSync(path) && resolve());
  if (!existsSync(path)) await promise;
  watcher.close();
}

function obey(command: TargetCommand): void {
  if ("say" in command) console.error(command.say);
  else if ("exit" in command) process.exit(command.exit);
  else if ("throw" in command) setImmediate(() => fail(command.throw));
  else stuckOuter(command.block);
}

function fail(message: string): never {
  throw new RangeError(message);
}

function stuckOuter(milliseconds: number): void {
  stuckInner(performance.now() + milliseconds);
}

function stuckInner(end: number): number {
  let sum = 0;
  while (performance.now() < end) for (let i = 0; i < 10_000; i++) sum += Math.sqrt(i);
  return sum;
}
