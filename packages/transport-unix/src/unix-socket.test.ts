import { expect, test } from "bun:test";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import {
  NotListeningError,
  openLibc,
  ownSocketPath,
  SystemCallError,
  type TeleopError,
  type UntimedEvent,
} from "@teleop/core/plugin";
import { asStream } from "./bun-sockets.ts";
import { unixSocket } from "./index.ts";
import { openLinuxSockets } from "./linux-sockets.ts";
import type { SocketListener } from "./stream-socket.ts";
import { loadSystemSockets, type SystemSockets } from "./system-sockets.ts";
import { listenAt } from "./unix-listener.ts";

/** A directory of its own for sockets whose address the test chooses. */
function scratch() {
  const path = mkdtempSync(join(tmpdir(), "teleop-unix-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

const self = { pid: process.pid };

test("by default the socket is at the rendezvous' own path", async () => {
  const rendezvous = { pid: process.pid, name: "own-path" };
  await using listener = await unixSocket().listen(rendezvous);
  expect(listener.address).toBe(ownSocketPath(rendezvous));
});

test("an address of the application's choice serves both sides, and a relative one is made absolute at once", async () => {
  using directory = scratch();
  const address = join(directory.path, "chosen");
  const transport = unixSocket({ address: relative(process.cwd(), address) });
  await using listener = await transport.listen(self);
  expect(listener.address).toBe(address);
  const client = await transport.connect(self);
  expect(client.peer).toEqual({ pid: process.pid, uid: process.geteuid?.(), gid: process.getegid?.() });
  client.abort();
});

test("whether something is at the address is told, though nobody listens there", async () => {
  using directory = scratch();
  const address = join(directory.path, "bound");
  const transport = unixSocket({ address });
  expect(transport.isBound?.(self)).toBe(false);
  {
    await using _listener = await transport.listen(self);
    expect(transport.isBound?.(self)).toBe(true);
  }
  expect(transport.isBound?.(self)).toBe(false);
  writeFileSync(address, "");
  expect(transport.isBound?.(self)).toBe(true);
});

test.skipIf(process.platform === "win32")("who waits for a listener is told when it has bound", async () => {
  using directory = scratch();
  const transport = unixSocket({ address: join(directory.path, "later") });
  await expect(transport.connect(self)).rejects.toMatchObject({ code: "NOT_LISTENING" });
  const bound = Promise.withResolvers<void>();
  using _awaiting = transport.awaitBound?.(self, bound.resolve);
  await using _listener = await transport.listen(self);
  await bound.promise;
});

test("an address that cannot be a path is refused when the transport is made", () => {
  for (const address of ["", "nul\0byte", 5 as never, null as never]) {
    expect(() => unixSocket({ address })).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }));
  }
});

test("the name of a pipe is none, and the error says whose it is", () => {
  for (const address of ["\\\\.\\pipe\\mine", "\\\\?\\PIPE\\mine"]) {
    expect(() => unixSocket({ address })).toThrow(
      expect.objectContaining({
        code: "INVALID_ARGUMENT",
        message: expect.stringContaining("use namedPipe({ address }) of @teleop/transport-pipe"),
      }),
    );
  }
});

test("a linger that is no time is refused when the transport is made", () => {
  for (const lingerMs of [-1, Number.NaN, Number.NEGATIVE_INFINITY, "5" as never, null as never]) {
    expect(() => unixSocket({ lingerMs })).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }));
  }
});

test("a file at an address of the application's choice is its own: refused, and untouched", async () => {
  using directory = scratch();
  const address = join(directory.path, "database");
  writeFileSync(address, "precious");
  await expect(unixSocket({ address }).listen(self)).rejects.toMatchObject({
    code: "ADDRESS_IN_USE",
    message: expect.stringContaining(`${address} is a regular file`),
  });
  expect(readFileSync(address, "utf8")).toBe("precious");
  expect(readdirSync(directory.path)).toEqual(["database"]);
});

test("a path of a thousand characters works on Linux and is refused clearly elsewhere", async () => {
  using directory = scratch();
  let deep = directory.path;
  while (deep.length < 900) deep = join(deep, "d".repeat(100));
  mkdirSync(deep, { recursive: true });
  const transport = unixSocket({ address: join(deep, "s".repeat(80)) });
  if (process.platform !== "linux") {
    await expect(transport.listen(self)).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
    return;
  }
  await using listener = await transport.listen(self);
  expect(lstatSync(listener.address).mode & 0o7777).toBe(0o600);
  (await transport.connect(self)).abort();
  await expect(transport.listen(self)).rejects.toMatchObject({ code: "ADDRESS_IN_USE", pid: process.pid });
  expect(readdirSync(deep)).toEqual(["s".repeat(80)]);
});

test("a directory that does not exist is named", async () => {
  using directory = scratch();
  const address = join(directory.path, "missing", "socket");
  await expect(unixSocket({ address }).listen(self)).rejects.toMatchObject({
    code: "LISTEN_FAILED",
    address,
    message: expect.stringContaining("its directory does not exist"),
  });
  await expect(unixSocket({ address }).connect(self)).rejects.toBeInstanceOf(NotListeningError);
});

test("a client refuses what is no socket, and a socket that others may write to, each in its own words", async () => {
  using directory = scratch();
  const file = join(directory.path, "file");
  writeFileSync(file, "");
  const link = join(directory.path, "link");
  symlinkSync(file, link);
  const socket = join(directory.path, "socket");
  await using listener = await unixSocket({ address: socket }).listen(self);
  chmodSync(listener.address, 0o666);
  const refused = { code: "UNTRUSTED_PATH", pid: process.pid };
  for (const [address, message] of [
    [file, `${file} cannot be trusted: it is a regular file, expected a socket; not connecting`],
    [link, `${link} cannot be trusted: it is a symbolic link, expected a socket; not connecting`],
    [
      directory.path,
      `${directory.path} cannot be trusted: it is a directory, expected a socket; not connecting`,
    ],
    [socket, `${socket} cannot be trusted: others may write to it (mode 666, expected 600); not connecting`],
  ] as const) {
    await expect(unixSocket({ address }).connect(self)).rejects.toMatchObject({
      ...refused,
      path: address,
      rawMessage: message,
      message: `[UNTRUSTED_PATH] ${message}`,
    });
  }
});

test("a client accepts a socket of mode 0755, as a Rust target's is", async () => {
  using directory = scratch();
  const transport = unixSocket({ address: join(directory.path, "socket") });
  await using listener = await transport.listen(self);
  chmodSync(listener.address, 0o755);
  (await transport.connect(self)).abort();
});

test("a client refuses a listener that is not the target, naming both", async () => {
  await using child = await Child.start("setInterval(() => {}, 2 ** 30); console.log('up')");
  using directory = scratch();
  const transport = unixSocket({ address: join(directory.path, "socket") });
  await using listener = await transport.listen(self);
  await expect(transport.connect({ pid: child.pid })).rejects.toMatchObject({
    code: "WRONG_LISTENER",
    pid: child.pid,
    message: `[WRONG_LISTENER] ${listener.address}: expected process ${child.pid} to listen, found process ${process.pid}; not talking to it`,
  });
});

test.skipIf(process.platform !== "linux")(
  "a listener that is stopped, with a full queue, is neither stale nor final",
  async () => {
    using directory = scratch();
    const address = join(directory.path, "socket");
    await using child = await Child.start(
      `Bun.listen({ unix: ${JSON.stringify(address)}, socket: { data() {} } }); console.log("up")`,
    );
    chmodSync(address, 0o600);
    process.kill(child.pid, "SIGSTOP");
    const transport = unixSocket({ address });
    const clients = await fillQueue(() => transport.connect({ pid: child.pid }));
    expect(clients.failure).toBeInstanceOf(NotListeningError);
    const before = lstatSync(address).ino;
    await expect(transport.listen(self)).rejects.toMatchObject({
      code: "ADDRESS_IN_USE",
      message: expect.stringContaining("its queue of connections is full"),
    });
    expect(lstatSync(address).ino).toBe(before);
    for (const client of clients.connected) client.abort();
  },
);

test("a process that does not exist is named before anything is looked for", async () => {
  await using child = await Child.start("console.log('up')");
  await child.exited;
  await expect(unixSocket().connect({ pid: child.pid })).rejects.toMatchObject({
    code: "NO_SUCH_PROCESS",
    pid: child.pid,
  });
});

test("where the system does not tell who connects, nobody gets in, whatever authorize says", async () => {
  using directory = scratch();
  const address = join(directory.path, "socket");
  const refused = Promise.withResolvers<UntimedEvent>();
  const asked: unknown[] = [];
  await using _listener = await listenAt(address, {
    sockets: blindSockets(),
    ours: false,
    lingerMs: 0,
    onEvent: refused.resolve,
    authorize: (peer) => {
      asked.push(peer);
      return true;
    },
  });
  expect(lstatSync(address).mode & 0o7777).toBe(0o600);
  const client = await unixSocket({ address }).connect(self);
  expect(await refused.promise).toMatchObject({
    type: "refused",
    peer: {},
    reason: "the system does not say who the peer is: EINVAL: getpeereid",
  });
  expect(asked).toEqual([]);
  client.abort();
});

test("where the system does not tell who listens, a stale socket is still replaced and a live one still respected", async () => {
  using directory = scratch();
  const address = join(directory.path, "socket");
  const blind = { sockets: blindSockets(), ours: false, lingerMs: 0 } as const;
  await using first = await listenAt(address, blind);
  await expect(listenAt(address, blind)).rejects.toMatchObject({ code: "ADDRESS_IN_USE" });
  expect(first.isReachable()).toBe(true);
  unlinkSync(address);
  leaveStaleSocket(address);
  await using second = await listenAt(address, blind);
  expect(second.isReachable()).toBe(true);
});

/** Those of a system that tells of nobody who it is. */
function blindSockets(): SystemSockets {
  const { probe: _, ...sockets } = loadSystemSockets();
  return {
    ...sockets,
    credentials: () => {
      throw new SystemCallError("getpeereid", 22);
    },
  };
}

/** Connects until the listener's queue takes no more. */
async function fillQueue(connect: () => Promise<{ abort(): void }>) {
  const connected: { abort(): void }[] = [];
  for (;;) {
    try {
      connected.push(await connect());
    } catch (error) {
      return { connected, failure: error as TeleopError };
    }
  }
}

function leaveStaleSocket(path: string): void {
  const listener = Bun.listen({ unix: `${path}-bound`, socket: { data: () => {} } });
  renameSync(`${path}-bound`, path);
  listener.stop(true);
}

/** A child that runs `script`, and has printed its first line when `start` resolves. */
class Child implements AsyncDisposable {
  readonly #process: Bun.Subprocess<"ignore", "pipe", "inherit">;

  private constructor(script: string) {
    this.#process = Bun.spawn([process.execPath, "-e", script], { stdin: "ignore", stdout: "pipe" });
  }

  static async start(script: string): Promise<Child> {
    const child = new Child(script);
    const reader = child.#process.stdout.getReader();
    await reader.read();
    reader.releaseLock();
    return child;
  }

  get pid(): number {
    return this.#process.pid;
  }

  get exited(): Promise<number> {
    return this.#process.exited;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.#process.exited;
  }
}

test.if(process.platform === "linux")("a socket takes more at once when room is made in it", async () => {
  using directory = scratch();
  const address = join(directory.path, "roomy");
  using listener = Bun.listen({ unix: address, socket: { data() {} } });
  const socket = await Bun.connect<SocketListener | undefined>({ unix: address, socket: { data() {} } });
  const { functions } = openLibc("asking about a socket", {
    getsockopt: { args: ["i32", "i32", "i32", "ptr", "ptr"], returns: "i32" },
  });
  const room = (): number => {
    const bytes = new Int32Array(1);
    functions.getsockopt(asStream(socket).fd, 1, 7, bytes, new Uint32Array([4]));
    return bytes[0] ?? 0;
  };
  const before = room();
  openLinuxSockets().makeRoom?.(asStream(socket).fd);
  expect(room()).toBeGreaterThan(before);
  socket.end();
  listener.stop(true);
});

test.if(process.platform === "linux")(
  "what a handler has room for is read to where it goes, in order",
  async () => {
    using directory = scratch();
    const transport = unixSocket({ address: join(directory.path, "large") });
    await using listener = await transport.listen(self);
    const accepted = listener[Symbol.asyncIterator]().next();
    await using client = await transport.connect(self);
    const { value: server } = await accepted;
    if (server === undefined) throw new Error("nobody came");
    const sent = new Uint8Array(8 * 2 ** 20);
    for (let i = 0; i < sent.byteLength; i++) sent[i] = i * 7 + (i >> 8);
    const received = new Uint8Array(sent.byteLength);
    let bytes = 0;
    let filledBytes = 0;
    const whole = Promise.withResolvers<void>();
    const more = (byteLength: number): void => {
      bytes += byteLength;
      if (bytes === received.byteLength) whole.resolve();
    };
    client.open({
      data(chunk) {
        received.set(chunk, bytes);
        more(chunk.byteLength);
      },
      // Little at a time, and none at the end.
      room: () => (bytes < 6 * 2 ** 20 ? received.subarray(bytes, bytes + 100_000) : undefined),
      filled(byteLength) {
        filledBytes += byteLength;
        more(byteLength);
      },
      end() {},
      closed() {},
    });
    server.open({ data() {}, end() {}, closed() {} });
    await server.write(sent);
    await whole.promise;
    expect(Buffer.compare(received, sent)).toBe(0);
    expect(filledBytes).toBeGreaterThan(0);
    await server[Symbol.asyncDispose]();
  },
);
