// replay.ts: a vat of ours in a recorded conversation: it does what it did, and what the peer said arrives as it did, or
// with something wrong.
import { RpcConnection, type TraceEvent } from "@teleop/rpc-capnp";
import type { Receive } from "@teleop/rpc-fuzz";
import { Line, longTurns, ticks, turn } from "@teleop/rpc-fuzz";
import type { Literal } from "@teleop/rpc-testing";
import { onUntold } from "@teleop/rpc-testing";
import { Interop } from "../schema/interop.capnp.ts";
import { interop } from "../typescript/objects.ts";
import { scenariosByName } from "../typescript/scenarios.ts";
import type { Connection } from "../typescript/session.ts";
import type { Recording } from "./recording.ts";

export type ReplayStep =
  /** The peer's bytes arrive on the connection that was named last. */
  | Receive
  /** What follows arrives on this connection. */
  | { readonly do: "turn to"; readonly connection: number }
  /** Our vat goes on until it has sent that many messages there, as it had when this was recorded, or comes to rest. */
  | { readonly do: "wait for"; readonly frames: number };

/** A recording as steps, message by message. */
export function stepsOf({ chunks }: Recording): ReplayStep[] {
  const steps: ReplayStep[] = [];
  const rests = new Map<number, Uint8Array>();
  const said = new Map<number, number>();
  let current = 0;
  let awaited = 0;
  for (const { from, connection, bytes } of chunks) {
    if (from === "us") {
      said.set(connection, (said.get(connection) ?? 0) + wholeFrames(bytes).frames.length);
      continue;
    }
    const { frames, rest } = wholeFrames(Buffer.concat([rests.get(connection) ?? new Uint8Array(), bytes]));
    rests.set(connection, rest);
    const soFar = said.get(connection) ?? 0;
    if (connection !== current) steps.push({ do: "turn to", connection });
    if (connection !== current || soFar !== awaited) steps.push({ do: "wait for", frames: soFar });
    current = connection;
    awaited = soFar;
    for (const frame of frames) steps.push({ do: "receive", bytes: frame });
  }
  return steps;
}

export interface ReplayOptions {
  readonly trace?: ((event: TraceEvent) => void) | undefined;
}

export class ReplayedVat {
  readonly #lines: { readonly line: Line; readonly rpc: RpcConnection }[] = [];
  readonly #options: ReplayOptions;
  readonly #root: Interop;
  readonly #errors: unknown[] = [];
  /** Our client; it may wait for ever when the peer goes astray. */
  readonly #scenario: { failure: unknown; isOver: boolean } = { failure: undefined, isOver: false };
  #isRootReleased = false;
  #current = 0;
  /** Once it does something else than when it was recorded, there is no use in waiting for what it did then. */
  #isAstray = false;

  constructor({ role, scenario }: Recording, options: ReplayOptions = {}) {
    this.#options = options;
    const server: Interop.Server & Disposable = {
      ...interop(),
      [Symbol.dispose]: () => {
        this.#isRootReleased = true;
      },
    };
    this.#root = Interop.server(server);
    if (role === "client") this.#connect();
    else void this.#run(scenario);
  }

  /** Whether our client has come to its end, and as it must. Of a server, undefined. */
  get outcome(): { readonly failure: unknown; readonly isOver: boolean } {
    return this.#scenario;
  }

  /** Whether the vat always sent as many messages as when it was recorded. */
  get isAstray(): boolean {
    return this.#isAstray;
  }

  async takeAll(steps: readonly ReplayStep[]): Promise<void> {
    for (const step of steps) {
      if (step.do === "receive") this.#line.send(step.bytes);
      else if (step.do === "turn to") this.#current = step.connection;
      else await this.#waitFor(step.frames);
    }
  }

  /** Ends all connections. @throws what was wrong with the vat, before or after that. */
  async end(): Promise<{ readonly isAborted: boolean }> {
    await turn();
    const closed = this.#lines.filter(({ line }) => !line.isOpen);
    const reasons = await Promise.all(closed.map(({ rpc }) => rpc.closed));
    for (const { line } of this.#lines)
      if (line.isOpen) await line.mustAnswer({ interfaceId: 1n, methodId: 0, params: {} }, isUnimplemented);
    for (const { rpc } of this.#lines) await rpc[Symbol.asyncDispose]();
    this.#root[Symbol.dispose]();
    await turn();
    if (this.#errors.length > 0) throw new AggregateError(this.#errors, "errors that nobody was told of");
    for (const [i, { line }] of closed.entries()) line.mustHaveToldWhy(reasons[i]);
    for (const { rpc } of this.#lines) {
      const stats = rpc.stats();
      if (!stats.isIdle || stats.bytesServing !== 0)
        throw new Error(`not everything was let go: ${JSON.stringify(stats)}`);
    }
    if (!this.#isRootReleased) throw new Error("the bootstrap object was not released");
    return { isAborted: reasons.some((reason) => reason !== undefined) };
  }

  get #line(): Line {
    while (this.#lines.length <= this.#current) this.#connect();
    return (this.#lines[this.#current] ?? this.#connect()).line;
  }

  #connect(): { readonly line: Line; readonly rpc: RpcConnection } {
    const line = new Line({}, {});
    const rpc = new RpcConnection(line.connection, {
      bootstrap: () => this.#root.dup(),
      limits: longTurns,
      onError: onUntold((error) => this.#errors.push(error)),
      trace: this.#options.trace,
    });
    this.#lines.push({ line, rpc });
    return { line, rpc };
  }

  async #run(name: string): Promise<void> {
    const connect = (): Connection => {
      const { rpc } = this.#connect();
      return {
        bootstrap: () => rpc.bootstrap(Interop),
        [Symbol.asyncDispose]: () => rpc[Symbol.asyncDispose](),
      };
    };
    const scenario = scenariosByName[name];
    if (scenario === undefined) throw new Error(`no scenario has the name ${name} any more: record again`);
    const connection = connect();
    using root = connection.bootstrap();
    try {
      await scenario({ root, connection, connect: async () => connect() });
    } catch (error) {
      this.#scenario.failure = error;
    }
    this.#scenario.isOver = true;
  }

  async #waitFor(frames: number): Promise<void> {
    for (let turns = this.#isAstray ? 0 : 20; turns > 0 && this.#line.framesReceived < frames; turns--)
      await turn();
    if (this.#line.framesReceived < frames) this.#isAstray = true;
    await ticks(5);
  }
}

function isUnimplemented(returned: Literal): boolean {
  return (returned.exception as Literal | undefined)?.type === 3;
}

/** Cuts bytes into messages, as far as they are whole. */
function wholeFrames(bytes: Uint8Array): {
  readonly frames: readonly Uint8Array[];
  readonly rest: Uint8Array;
} {
  const frames: Uint8Array[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at + 8 <= bytes.byteLength) {
    const segments = view.getUint32(at, true) + 1;
    let size = 8 * Math.ceil((4 + 4 * segments) / 8);
    if (at + size > bytes.byteLength) break;
    for (let i = 0; i < segments; i++) size += view.getUint32(at + 4 + 4 * i, true) * 8;
    if (at + size > bytes.byteLength) break;
    frames.push(new Uint8Array(bytes.subarray(at, at + size)));
    at += size;
  }
  return { frames, rest: bytes.subarray(at) };
}
