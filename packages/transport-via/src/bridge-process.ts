// bridge-process.ts: the command that leads to a bridge, as a child process: begun, listened to, and ended so that nothing
// of it stays.
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import type { Readable } from "node:stream";
import { after, TeleopError } from "@teleop/core/plugin";
import { RpcConnection } from "@teleop/rpc-capnp";
import { Bridge } from "./bridge.capnp.ts";
import { type CommandEnd, errorOfEnd, errorOfStart } from "./command-end.ts";
import { HelloListener, lastLine, PROTOCOL } from "./hello.ts";
import { startCommand } from "./start-command.ts";
import { StreamConnection } from "./stream-connection.ts";
import { quoted } from "./words.ts";

export interface BridgeProcessOptions {
  readonly command: readonly [string, ...string[]];
  readonly bridge: readonly [string, ...string[]];
  /** How long the bridge may take to say hello, in milliseconds. */
  readonly startTimeout: number;
}

/** As much of standard error as is worth being told. */
const STDERR_KEPT = 4 * 1024;

/** What is left of standard error when the program has ended: a grandchild may hold it open for ever. */
const STDERR_LINGER_MS = 200;

/** How long each way to end the command is given, before the next harder one. */
const STOP_MS = 1_000;

/** A bridge that has said nothing for so long is asked; ssh by itself notices a dead network after hours. */
const KEEPALIVE_MS = 15_000;

export class BridgeProcess {
  /** What the command is called in messages. */
  readonly name: string;
  /** Resolves with the bridge when it is there. Never rejects: see `over`. */
  readonly ready: Promise<Bridge>;
  /** Resolves with the reason when there is no bridge, or no more. Nothing of the command is left then, or soon. */
  readonly over: Promise<TeleopError>;
  readonly #options: BridgeProcessOptions;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #output: Readable;
  readonly #hello = new HelloListener();
  readonly #timer: Disposable;
  readonly #resolveReady: (bridge: Bridge) => void;
  readonly #resolveOver: (error: TeleopError) => void;
  /** Resolves when the child has exited, or was never started. */
  readonly #exited = Promise.withResolvers<void>();
  #conversation: { readonly rpc: RpcConnection; readonly bridge: Bridge } | undefined;
  #stderr = "";
  #isOver = false;
  /** The conversation is over, and soon it is known why. */
  #isSilent = false;
  #isHeld = true;

  /** Starts it. */
  constructor(options: BridgeProcessOptions) {
    this.#options = options;
    this.name = quoted(options.command);
    const ready = Promise.withResolvers<Bridge>();
    this.ready = ready.promise;
    this.#resolveReady = ready.resolve;
    const over = Promise.withResolvers<TeleopError>();
    this.over = over.promise;
    this.#resolveOver = over.resolve;
    const { child, output } = startCommand([...options.command, ...options.bridge]);
    this.#child = child;
    this.#output = output;
    this.#timer = after(options.startTimeout, () => this.#tooLate());
    this.#listen();
  }

  /** Whether the bridge is there. */
  get isReady(): boolean {
    return this.#conversation !== undefined;
  }

  /** What the command has said instead of a bridge's hello so far, for messages. */
  get saying(): string {
    const said = lastLine(this.#stderr) || this.#hello.noise;
    return said === "" ? "it said nothing: does it wait for a password?" : `at last it said: ${said}`;
  }

  /** Why there is no bridge any more; undefined while there is one. To be asked when it has let go of something. */
  async whyLost(): Promise<TeleopError | undefined> {
    // That the conversation is over is told in the same turn, later.
    await new Promise((resolve) => setImmediate(resolve));
    return this.#isSilent || this.#isOver ? await this.over : undefined;
  }

  /**
   * Why there is no bridge any more; undefined where there is one after all. To be asked when a call fails with
   * `disconnected`: why is known once the conversation has ended, and a bridge that is there may answer that, too.
   */
  async whyDisconnected(): Promise<TeleopError | undefined> {
    return await Promise.race([this.over, delay(3 * STOP_MS).then(() => undefined)]);
  }

  /** Whether it keeps this process alive: while somebody needs it. */
  hold(isHeld: boolean): void {
    // Bun counts how often it is told.
    if (this.#isHeld === isHeld) return;
    this.#isHeld = isHeld;
    const what = isHeld ? "ref" : "unref";
    this.#child[what]();
    for (const stream of [this.#child.stdin, this.#output, this.#child.stderr]) {
      const method: unknown = Reflect.get(stream, what);
      if (typeof method === "function") method.call(stream);
    }
  }

  /** Ends the command. Resolves when it has ended. */
  async stop(): Promise<void> {
    this.#finish(new TeleopError("CONNECTION_CLOSED", `${this.name}: it is not needed any more`));
    await this.#exited.promise;
  }

  #listen(): void {
    const { stdin, stderr } = this.#child;
    this.#child.once("error", (error) => {
      // Also when it could not be killed, which then it has ended by itself.
      if (this.#child.pid !== undefined) return;
      this.#exited.resolve();
      this.#finish(errorOfStart(this.#options.command, error));
    });
    this.#child.once(
      "exit",
      (exitCode, signal) => void this.#ended(exitCode ?? undefined, signal ?? undefined),
    );
    // That it takes no more is told by its end.
    stdin.on("error", () => {});
    stderr.on("data", (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString("utf8")).slice(-STDERR_KEPT);
    });
    stderr.on("error", () => {});
    this.#output.on("error", () => {});
    this.#output.on("data", this.#heard);
  }

  readonly #heard = (chunk: Buffer): void => {
    const heard = this.#hello.take(chunk);
    if (heard.heard === "nothing") return;
    // What comes now is for the conversation, or for nobody.
    this.#output.off("data", this.#heard);
    this.#output.pause();
    switch (heard.heard) {
      case "hello":
        if (heard.protocol === PROTOCOL) this.#begin(heard.rest);
        else this.#finish(this.#otherVersion(heard.protocol));
        return;
      case "terminal":
        this.#finish(
          this.#failure(
            "there is a terminal in between, which changes what goes through it: leave out -t (docker exec -i, kubectl exec -i, ssh without -t)",
          ),
        );
        return;
      case "noise":
        this.#finish(
          this.#failure(
            `standard output is full of something else than a bridge, at last: ${this.#hello.noise}`,
          ),
        );
    }
  };

  #begin(unread: Uint8Array): void {
    this.#timer[Symbol.dispose]();
    const connection = new StreamConnection(this.#output, this.#child.stdin, {
      address: this.name,
      lingerMs: STOP_MS,
      unread,
    });
    const rpc = new RpcConnection(connection, {
      lingerMs: STOP_MS,
      keepaliveMs: KEEPALIVE_MS,
      // Of what goes wrong with one connection its owner is told.
      onError: () => {},
    });
    const bridge = rpc.bootstrap(Bridge);
    this.#conversation = { rpc, bridge };
    void rpc.closed.then((reason) => this.#fellSilent(reason));
    this.#resolveReady(bridge);
  }

  /** The conversation is over. Usually the command has ended, or is about to, and that says more. */
  async #fellSilent(reason: Error | undefined): Promise<void> {
    this.#isSilent = true;
    if (this.#isOver) return;
    await Promise.race([this.#exited.promise, delay(STOP_MS)]);
    const why = reason?.message ?? "it ended the conversation";
    this.#finish(new TeleopError("CONNECTION_CLOSED", `${this.name}: ${why}`, { cause: reason }));
  }

  async #ended(exitCode: number | undefined, signal: string | undefined): Promise<void> {
    const { stderr } = this.#child;
    if (!stderr.readableEnded) {
      await Promise.race([new Promise((resolve) => stderr.once("end", resolve)), delay(STDERR_LINGER_MS)]);
    }
    const end: CommandEnd = {
      ...this.#options,
      exitCode,
      signal,
      stderr: this.#stderr,
      noise: this.#conversation === undefined ? this.#hello.noise : "",
      wasReady: this.#conversation !== undefined,
    };
    this.#finish(errorOfEnd(end));
    this.#exited.resolve();
  }

  #tooLate(): void {
    this.#finish(
      new TeleopError(
        "ATTACH_TIMEOUT",
        `${this.name}: no bridge has begun there within ${this.#options.startTimeout} ms; ${this.saying}`,
      ),
    );
  }

  #otherVersion(protocol: number): TeleopError {
    const [older, newer] = protocol < PROTOCOL ? ["there", "here"] : ["here", "there"];
    return new TeleopError(
      "BRIDGE_MISMATCH",
      `${this.name}: the teleop there speaks version ${protocol} of the bridge's protocol, and this one version ${PROTOCOL}: bring the one ${older} to the version of the one ${newer}`,
    );
  }

  #failure(what: string): TeleopError {
    return new TeleopError("CONNECT_FAILED", `${this.name}: ${what}`);
  }

  #finish(error: TeleopError): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#timer[Symbol.dispose]();
    this.#resolveOver(error);
    void this.#end();
  }

  /** In order, if there is a conversation; then harder and harder. A command that has ended takes none of it. */
  async #end(): Promise<void> {
    const child = this.#child;
    if (this.#conversation !== undefined) {
      this.#conversation.bridge[Symbol.dispose]();
      await this.#conversation.rpc[Symbol.asyncDispose]();
      if (await this.#hasExitedWithin(STOP_MS)) return;
    }
    child.stdin.destroy();
    this.#output.destroy();
    child.kill("SIGTERM");
    if (await this.#hasExitedWithin(STOP_MS)) return;
    child.kill("SIGKILL");
  }

  async #hasExitedWithin(milliseconds: number): Promise<boolean> {
    const exited = this.#exited.promise.then(() => true);
    return await Promise.race([exited, delay(milliseconds).then(() => false)]);
  }
}

/** It keeps no process alive. */
function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
