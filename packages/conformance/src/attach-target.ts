// attach-target.ts: what the child process of the attach suite does: listens, and sends back whatever it is sent.
import { createInterface } from "node:readline";
import {
  type Attacher,
  type Attachment,
  connect,
  listen,
  type Protocol,
  type Session,
  serve,
  type TeleopEvent,
  type Transport,
} from "@teleop/core";
import { messageOf, openLibc } from "@teleop/core/plugin";

/** What is put together. */
export interface AttachPlugins {
  readonly attacher: Attacher;
  readonly transport: Transport;
}

/** A command of the suite, one JSON value a line on standard input. */
export type AttachTargetCommand =
  /** Listens, by default under no name and labelled "" for "dispose". */
  | { readonly do: "listen"; readonly name?: string; readonly label?: string }
  | { readonly do: "dispose"; readonly label?: string; readonly times?: number }
  | { readonly do: "chdir"; readonly to: string }
  /** Keeps JavaScript busy. */
  | { readonly do: "block"; readonly milliseconds: number }
  /** Attaches to itself, and reports "connected". */
  | { readonly do: "attachToItself" }
  /** Makes the process one that the system guards from its own user, prctl(2) with PR_SET_DUMPABLE. */
  | { readonly do: "becomeUndumpable" }
  /** Becomes another user; "ffi" by seteuid(2) behind the back of whoever observes `process`. Groups go with root. */
  | { readonly do: "become"; readonly user: number; readonly by: "setuid" | "seteuid" | "ffi" }
  | { readonly do: "ping" };

/** What it reports, one JSON value a line on standard output. */
export type AttachTargetReport =
  | { readonly report: "ready" }
  | { readonly report: "done" }
  | { readonly report: "connected" }
  | { readonly report: "rejected"; readonly code: string; readonly message: string }
  | EventReport;

type EventReport = {
  readonly [T in TeleopEvent["type"]]: {
    readonly report: T;
    readonly event: Extract<TeleopEvent, { readonly type: T }>;
  };
}[TeleopEvent["type"]];

/**
 * The whole program of an attach target. With the argument `idle` it listens and has nothing else to do, so it must
 * end by itself. With `client` and a PID it attaches, reports "connected", and stays until its standard input
 * ends; or it reports "rejected". Otherwise it
 * obeys commands until its standard input ends.
 */
export function runAttachTarget(plugins: AttachPlugins): void {
  const [mode, pid] = process.argv.slice(2);
  if (mode === "idle") {
    const attachment = listen({ ...plugins, onEvent: reportEvent });
    serve(attachment, echo, { onEvent: reportEvent });
  } else if (mode === "client") {
    attachAndStay(Number(pid), plugins).catch(reportRejection);
  } else {
    const target = new AttachTarget(plugins);
    const lines = createInterface({ input: process.stdin });
    lines.on("line", (line) => {
      target.obey(JSON.parse(line) as AttachTargetCommand).catch(fail);
    });
    lines.on("close", () => {
      target[Symbol.asyncDispose]().catch(fail);
    });
    report({ report: "ready" });
  }
}

class AttachTarget implements AsyncDisposable {
  readonly #plugins: AttachPlugins;
  readonly #attachments = new Map<string, Attachment>();
  readonly #open = new AsyncDisposableStack();

  constructor(plugins: AttachPlugins) {
    this.#plugins = plugins;
  }

  async obey(command: AttachTargetCommand): Promise<void> {
    switch (command.do) {
      case "listen": {
        const attachment = listen({ ...this.#plugins, name: command.name, onEvent: reportEvent });
        this.#attachments.set(command.label ?? "", attachment);
        this.#open.use(attachment);
        this.#open.use(serve(attachment, echo, { onEvent: reportEvent }));
        break;
      }
      case "dispose":
        for (let time = 0; time < (command.times ?? 1); time++) {
          await this.#attachments.get(command.label ?? "")?.[Symbol.asyncDispose]();
        }
        break;
      case "chdir":
        process.chdir(command.to);
        break;
      case "block": {
        const end = performance.now() + command.milliseconds;
        while (performance.now() < end);
        break;
      }
      case "attachToItself": {
        await using _connection = await connect(process.pid, this.#plugins);
        report({ report: "connected" });
        break;
      }
      case "becomeUndumpable":
        becomeUndumpable();
        break;
      case "become":
        become(command.user, command.by);
        break;
      case "ping":
        break;
    }
    report({ report: "done" });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#open[Symbol.asyncDispose]();
  }
}

/** Sends back what it is sent, and ends when its peer does. */
const echo: Protocol<Session> = {
  name: "echo",
  open(connection) {
    const closed = Promise.withResolvers<Error | undefined>();
    connection.open({
      data: (chunk) => {
        // A peer that does not read is not read from.
        const taken = connection.write(chunk);
        if (taken === undefined) return;
        connection.pause();
        taken.then(
          () => connection.resume(),
          () => {},
        );
      },
      end: () => {
        connection.end().catch(() => {});
      },
      // The transport reports it; a client that is killed is nothing that the suite should hear of twice.
      closed: () => closed.resolve(undefined),
    });
    return { closed: closed.promise, [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose]() };
  },
};

async function attachAndStay(pid: number, plugins: AttachPlugins): Promise<void> {
  await using _connection = await connect(pid, plugins);
  report({ report: "connected" });
  await new Promise<void>((resolve) => process.stdin.once("close", resolve).resume());
}

function reportEvent(event: TeleopEvent): void {
  report({ report: event.type, event: { ...event, ...describe(event) } } as EventReport);
}

/** JSON has no errors. */
function describe(event: TeleopEvent): object {
  return "error" in event && event.error instanceof Error
    ? { error: { ...event.error, message: event.error.message } }
    : {};
}

function report(line: AttachTargetReport): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function reportRejection(error: unknown): void {
  const code = error instanceof Error && "code" in error ? String(error.code) : "no code";
  report({ report: "rejected", code, message: messageOf(error) });
}

function become(user: number, by: "setuid" | "seteuid" | "ffi"): void {
  switch (by) {
    case "setuid":
      process.setgroups?.([]);
      process.setgid?.(user);
      process.setuid?.(user);
      break;
    case "seteuid":
      process.seteuid?.(user);
      break;
    case "ffi": {
      const libc = openLibc("changing the user", { seteuid: { args: ["u32"], returns: "i32" } });
      const result = libc.functions.seteuid(user);
      if (result !== 0) throw new Error(`seteuid answered ${result}`);
      break;
    }
  }
  if (process.geteuid?.() !== user) throw new Error(`it is still user ${process.geteuid?.()}`);
}

function becomeUndumpable(): void {
  const libc = openLibc("becoming undumpable", {
    prctl: { args: ["i32", "u64", "u64", "u64", "u64"], returns: "i32" },
  });
  const result = libc.functions.prctl(PR_SET_DUMPABLE, 0n, 0n, 0n, 0n);
  if (result !== 0) throw new Error(`prctl answered ${result}`);
}

const PR_SET_DUMPABLE = 4;

function fail(error: unknown): never {
  process.stderr.write(`${String(error)}\n`);
  process.exit(70);
}
