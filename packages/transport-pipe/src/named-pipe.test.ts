// named-pipe.test.ts: what is particular to named pipes. What every transport must do is in conformance.test.ts.
import { expect, test } from "bun:test";
import { fileURLToPath } from "node:url";
import type { Connection, Listener, TeleopEvent, UntimedEvent } from "@teleop/core";
import {
  ADMINISTRATORS_SID,
  isNoHandle,
  OWN_PROCESS,
  type OwnedHandle,
  openWindowsLibrary,
  ownHandle,
  ownPeer,
  processPeer,
  readSecurity,
  SYSTEM_SID,
  wide,
} from "@teleop/core/windows";
import { threadCompletions } from "./completions.ts";
import { namedPipe } from "./index.ts";
import { openPipeCalls } from "./pipe-calls.ts";
import { PipeEnd } from "./pipe-end.ts";

const onWindows = test.if(process.platform === "win32");
const elsewhere = test.if(process.platform !== "win32");

const address = (name: string = crypto.randomUUID()): string => `\\\\.\\pipe\\teleop test ${name}`;

elsewhere("elsewhere it can be made, and using it throws", async () => {
  const transport = namedPipe({ address: address() });
  const message = `named pipes need Windows; this is ${process.platform}`;
  const error = expect.objectContaining({ code: "UNSUPPORTED_PLATFORM", rawMessage: message });
  expect(() => transport.prepare?.()).toThrow(error);
  await expect(transport.listen({ pid: process.pid })).rejects.toEqual(error);
  await expect(transport.connect({ pid: process.pid })).rejects.toEqual(error);
});

test("an address that names no pipe of this machine is refused when the transport is made", () => {
  for (const wrong of [
    "",
    "name",
    "\\\\.\\pipe\\",
    "\\\\.\\pipe\\a\\b",
    "\\\\server\\pipe\\name",
    "\\\\.\\pipe\\a\0b",
    `\\\\.\\pipe\\${"x".repeat(248)}`,
    5 as never,
  ]) {
    expect(() => namedPipe({ address: wrong })).toThrow(
      expect.objectContaining({
        code: "INVALID_ARGUMENT",
        message: expect.stringContaining("of this machine"),
      }),
    );
  }
  expect(() => namedPipe({ lingerMs: -1 })).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }));
});

onWindows("the pipe has the target's PID in its name, and that of the rendezvous", async () => {
  await using plain = await namedPipe().listen({ pid: process.pid });
  await using named = await namedPipe().listen({ pid: process.pid, name: "a-name" });
  expect(plain.address).toBe(`\\\\.\\pipe\\teleop_pid_${process.pid}`);
  expect(named.address).toBe(`\\\\.\\pipe\\teleop_pid_${process.pid}_a-name`);
});

onWindows("whether there is a pipe is told, once what can tell has been loaded", async () => {
  const transport = namedPipe({ address: address() });
  const rendezvous = { pid: process.pid };
  expect(transport.isBound?.(rendezvous)).toBeUndefined();
  await transport.preload?.();
  expect(transport.isBound?.(rendezvous)).toBe(false);
  {
    await using _ = await transport.listen(rendezvous);
    expect(transport.isBound?.(rendezvous)).toBe(true);
  }
  expect(transport.isBound?.(rendezvous)).toBe(false);
});

onWindows("both sides know the process and the user at the other end", async () => {
  await using meeting = await Meeting.at(address("né€\u{1f600}"));
  const { client, server } = await meeting.connect();
  const { sid, administrator } = ownPeer();
  expect(server.peer).toEqual({ pid: process.pid, sid, administrator });
  expect(client.peer).toMatchObject({ pid: process.pid, sid });
});

onWindows(
  "a client whose process is closed to us, as an elevated one is, is let in all the same",
  async () => {
    const path = address();
    const refused = Promise.withResolvers<never>();
    const onEvent = (event: UntimedEvent): void => {
      if (event.type === "refused") refused.reject(new Error(event.reason));
    };
    await using listener = await namedPipe({ address: path }).listen({ pid: process.pid }, { onEvent });
    const script = fileURLToPath(new URL("./testing/closed-token.ts", import.meta.url));
    await using client = Bun.spawn([process.execPath, script, path], { stdin: "pipe" });
    const accepted = listener[Symbol.asyncIterator]().next();
    const { value: connection } = await Promise.race([accepted, refused.promise]);
    expect(() => processPeer(client.pid)).toThrow("ERROR_ACCESS_DENIED");
    const { sid, administrator } = ownPeer();
    expect(connection?.peer).toEqual({ pid: client.pid, sid, administrator });
    connection?.abort();
    client.stdin.end();
    expect(await client.exited).toBe(0);
  },
);

onWindows("the pipe is open to its user, administrators and the system only", async () => {
  await using meeting = await Meeting.at(address());
  using client = openRaw(meeting.listener.address);
  const { owner, entries } = readSecurity(client.value);
  // Of an elevated process, as Wine's are, the user may not.
  const { sid, administrator } = ownPeer();
  expect(owner).toBe(administrator ? ADMINISTRATORS_SID : sid);
  expect(entries).toEqual(
    [...(administrator ? [] : [sid]), ADMINISTRATORS_SID, SYSTEM_SID].map((sid) =>
      expect.objectContaining({ type: "allow", sid }),
    ),
  );
});

test.if(process.platform === "win32" && !isWine())(
  "a client that does not let itself be identified is refused",
  async () => {
    const refused = Promise.withResolvers<TeleopEvent["type"]>();
    const path = address();
    const onEvent = ({ type }: UntimedEvent): void => refused.resolve(type);
    await using _ = await namedPipe({ address: path }).listen({ pid: process.pid }, { onEvent });
    using _client = openRaw(path, SECURITY_ANONYMOUS);
    expect(await refused.promise).toBe("refused");
  },
);

onWindows("where somebody else has made a pipe of that name, nobody listens", async () => {
  const path = address();
  const squatter = Bun.listen({ unix: path, socket: { data: () => {} } });
  try {
    await expect(namedPipe({ address: path }).listen({ pid: process.pid })).rejects.toMatchObject({
      code: "ADDRESS_IN_USE",
      address: path,
      message: expect.stringContaining(path),
    });
  } finally {
    squatter.stop(true);
  }
});

onWindows("a client does not talk to another process than the one that it means", async () => {
  await using meeting = await Meeting.at(address());
  await using other = Bun.spawn([process.execPath, "-e", "process.stdin.resume()"], { stdin: "pipe" });
  await expect(meeting.transport.connect({ pid: other.pid })).rejects.toMatchObject({
    code: "WRONG_LISTENER",
    rawMessage: `${meeting.listener.address}: expected process ${other.pid} to listen, found process ${process.pid}; not talking to it`,
  });
});

onWindows("a process listens again where connections of its last listener live", async () => {
  const path = address();
  const first = await Meeting.at(path);
  const { client, server } = await first.connect();
  await first.listener[Symbol.asyncDispose]();
  await using second = await Meeting.at(path);
  const later = await second.connect();
  expect(await echo(client, server)).toBe("hello");
  expect(await echo(later.client, later.server)).toBe("hello");
  await first[Symbol.asyncDispose]();
});

onWindows("nobody comes in by a listener that has closed, though its connections live", async () => {
  await using meeting = await Meeting.at(address());
  const { client, server } = await meeting.connect();
  await meeting.listener[Symbol.asyncDispose]();
  // The pipe is there, so it may be that all of its instances are only taken for a moment.
  const patience = AbortSignal.timeout(50);
  const connecting = meeting.transport.connect({ pid: process.pid }, { signal: patience });
  await expect(connecting).rejects.toMatchObject({ name: "TimeoutError" });
  expect(await echo(client, server)).toBe("hello");
});

onWindows("a message that is longer than ours ends the connection, and says why", async () => {
  await using meeting = await Meeting.at(address());
  using client = openRaw(meeting.listener.address);
  const calls = openPipeCalls();
  const length = 100_000;
  const memory = Number(calls.kernel.VirtualAlloc(0, length + 64, 0x3000, 0x04));
  calls.nt.NtWriteFile(client.value, 0, 0, 0, memory, memory + 64, length, 0, 0);
  const error = await over(await meeting.accept());
  expect(error?.message).toContain("the peer sent a message of more than 65536 bytes");
  client[Symbol.dispose]();
  calls.kernel.VirtualFree(memory, 0, 0x8000);
});

onWindows("a peer that sends something after the end of its side is cut off", async () => {
  await using meeting = await Meeting.at(address());
  const client = new PipeEnd(openPipeCalls(), openRaw(meeting.listener.address), "raw");
  client.send(0, 0, () => {});
  client.send(0, 5, () => {});
  const error = await over(await meeting.accept());
  expect(error?.message).toContain("the peer sent something after the end of its side");
  client.close();
});

onWindows("connections one after another, and listeners, leave no handle and nothing under way", async () => {
  const { functions: kernel } = openWindowsLibrary("counting handles", "kernel32", {
    GetProcessHandleCount: { args: ["usize", "ptr"], returns: "i32" },
  });
  const handles = (): number => {
    const count = new Uint32Array(1);
    expect(kernel.GetProcessHandleCount(OWN_PROCESS, count)).not.toBe(0);
    return count[0] ?? 0;
  };
  const round = async (): Promise<void> => {
    await using meeting = await Meeting.at(address());
    for (let connections = 0; connections < 10; connections++) {
      const { client, server } = await meeting.connect();
      const gone = Promise.withResolvers<void>();
      expect(await echo(client, server, () => gone.resolve())).toBe("hello");
      client.abort();
      await gone.promise;
    }
  };
  const { underWay, pipes } = threadCompletions();
  const [alreadyUnderWay, alreadyThere] = [underWay.size, pipes.size];
  await round();
  const before = handles();
  for (let rounds = 0; rounds < 10; rounds++) await round();
  expect(handles()).toBeLessThanOrEqual(before + 2);
  // Windows tells what it has cancelled in a moment.
  while (underWay.size > alreadyUnderWay) await new Promise((resolve) => setImmediate(resolve));
  expect(pipes.size).toBe(alreadyThere);
});

onWindows("a client that tries over and over gets in, or is told that nobody listens yet", async () => {
  const transport = namedPipe();
  const rendezvous = { pid: process.pid, name: crypto.randomUUID() };
  const script = fileURLToPath(new URL("./testing/poller.ts", import.meta.url));
  await using poller = Bun.spawn([process.execPath, script, rendezvous.name], { stdout: "pipe" });
  let isPolling = true;
  const verdict = poller.stdout.text().finally(() => {
    isPolling = false;
  });
  while (isPolling) {
    await using _ = await transport.listen(rendezvous);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await verdict).toBe("met 100 times\n");
});

onWindows("a Worker is refused", async () => {
  const worker = new Worker(new URL("./testing/worker.ts", import.meta.url));
  const { data } = await new Promise<MessageEvent>((resolve) => worker.addEventListener("message", resolve));
  expect(data).toEqual([
    "[UNSUPPORTED_PLATFORM] named pipes need the main thread; this is a Worker",
    "[UNSUPPORTED_PLATFORM] named pipes need the main thread; this is a Worker",
  ]);
  worker.terminate();
});

/** Wine shows a server's own token as its client's. */
function isWine(): boolean {
  try {
    openWindowsLibrary("telling Wine from Windows", "ntdll", {
      wine_get_version: { args: [], returns: "usize" },
    });
    return true;
  } catch {
    return false;
  }
}

/** A listener, and connections to it. */
class Meeting implements AsyncDisposable {
  readonly transport: ReturnType<typeof namedPipe>;
  readonly listener: Listener;
  readonly #line: AsyncIterator<Connection>;
  readonly #connections: Connection[] = [];

  private constructor(transport: ReturnType<typeof namedPipe>, listener: Listener) {
    this.transport = transport;
    this.listener = listener;
    this.#line = listener[Symbol.asyncIterator]();
  }

  static async at(address: string): Promise<Meeting> {
    const transport = namedPipe({ address });
    return new Meeting(transport, await transport.listen({ pid: process.pid }));
  }

  async connect(): Promise<{ client: Connection; server: Connection }> {
    const client = await this.transport.connect({ pid: process.pid });
    this.#connections.push(client);
    return { client, server: await this.accept() };
  }

  async accept(): Promise<Connection> {
    const { value } = await this.#line.next();
    this.#connections.push(value);
    return value;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const connection of this.#connections) connection.abort();
    await this.listener[Symbol.asyncDispose]();
  }
}

// winnt.h, winbase.h, fileapi.h
const GENERIC_READ_WRITE = 0xc000_0000;
const OPEN_EXISTING = 3;
const FILE_FLAG_OVERLAPPED = 0x4000_0000;
const SECURITY_SQOS_PRESENT = 0x0010_0000;
const SECURITY_IDENTIFICATION = 0x0001_0000;
const SECURITY_ANONYMOUS = 0;

/** A client of the pipe that speaks as it likes. By default it lets itself be identified, as ours do. */
function openRaw(path: string, level: number = SECURITY_IDENTIFICATION): OwnedHandle {
  const { kernel } = openPipeCalls();
  const flags = FILE_FLAG_OVERLAPPED + SECURITY_SQOS_PRESENT + level;
  const handle = kernel.CreateFileW(wide(path), GENERIC_READ_WRITE, 0, 0, OPEN_EXISTING, flags, 0);
  if (isNoHandle(handle)) throw new Error(`cannot open ${path}`);
  return ownHandle(handle);
}

async function echo(client: Connection, server: Connection, closed = (): void => {}): Promise<string> {
  server.open({ data: (chunk) => void server.write(chunk), end: () => {}, closed });
  const heard = Promise.withResolvers<string>();
  client.open({
    data: (chunk) => heard.resolve(new TextDecoder().decode(chunk)),
    end: () => {},
    closed: () => {},
  });
  client.write(new TextEncoder().encode("hello"));
  return heard.promise;
}

/** What a connection that nobody has opened is told at the end. */
function over(connection: Connection): Promise<Error | undefined> {
  return new Promise((resolve) => connection.open({ data: () => {}, end: () => {}, closed: resolve }));
}
