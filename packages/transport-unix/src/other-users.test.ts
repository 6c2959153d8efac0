// other-users.test.ts: who may not get in, shown with processes of another user, which takes root to start.
import { expect, test } from "bun:test";
import { chmodSync, chownSync, lchownSync, lstatSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ownSocketPath, type UntimedEvent } from "@teleop/core/plugin";
import { connectSocket, unixSocket } from "./index.ts";
import { lineReader } from "./testing/lines.ts";

const NOBODY = 65534;
const skipped = process.geteuid?.() === 0 ? undefined : "only root can start processes of another user";

function asRoot(name: string, body: () => Promise<void>): void {
  if (skipped === undefined) test(name, body);
  else test.skip(`${name} (skipped: ${skipped})`, body);
}

const self = { pid: process.pid };

asRoot(
  "a peer of another user is closed before a byte is read, reported, and the listener goes on",
  async () => {
    using directory = publicDirectory();
    const address = join(directory.path, "socket");
    const refused = Promise.withResolvers<UntimedEvent>();
    const transport = unixSocket({ address });
    await using listener = await transport.listen(self, {
      onEvent: (event) => event.type === "refused" && refused.resolve(event),
    });
    // As if the permissions had failed us.
    chmodSync(address, 0o666);
    await using stranger = await Child.start(["knock", address]);
    expect(await stranger.next()).toBe("closed");
    expect(await refused.promise).toEqual({
      type: "refused",
      address,
      peer: { pid: stranger.pid, uid: NOBODY, gid: NOBODY },
      reason: `the peer is user ${NOBODY}; only user 0 and root may connect`,
    });
    chmodSync(address, 0o600);
    const client = await transport.connect(self);
    const accepted = await listener[Symbol.asyncIterator]().next();
    if (accepted.done === true) throw new Error("the listener has closed");
    expect(accepted.value.peer.uid).toBe(0);
    client.abort();
    accepted.value.abort();
  },
);

asRoot("authorize may let another user in", async () => {
  using directory = publicDirectory();
  const address = join(directory.path, "socket");
  await using listener = await unixSocket({ address }).listen(self, {
    authorize: (peer) => peer.uid === NOBODY,
  });
  chmodSync(address, 0o666);
  await using guest = await Child.start(["knock", address]);
  const accepted = await listener[Symbol.asyncIterator]().next();
  if (accepted.done === true) throw new Error("the listener has closed");
  const connection = accepted.value;
  const heard = Promise.withResolvers<string>();
  connection.open({
    data: (chunk) => heard.resolve(new TextDecoder().decode(chunk)),
    end: () => {},
    closed: () => {},
  });
  expect(await heard.promise).toBe("let me in");
  await connection[Symbol.asyncDispose]();
  expect(await guest.next()).toBe("closed");
});

asRoot("a client of another user is told which path it may not use", async () => {
  using directory = publicDirectory();
  const address = join(directory.path, "socket");
  await using listener = await unixSocket({ address }).listen(self);
  await using stranger = await Child.start(["connect", listener.address, `${process.pid}`]);
  expect(await stranger.next()).toBe(
    `[PERMISSION_DENIED] may not connect to ${address}: EACCES; it is of user 0, and we are user ${NOBODY}: be user 0 or root`,
  );
});

asRoot("root may attach to another user's process", async () => {
  using directory = publicDirectory();
  const address = join(directory.path, "socket");
  await using target = await Child.start(["listen", address]);
  expect(await target.next()).toBe("done");
  const client = await unixSocket({ address }).connect({ pid: target.pid });
  expect(client.peer).toEqual({ pid: target.pid, uid: NOBODY, gid: NOBODY });
  client.abort();
});

asRoot(
  "a client refuses a socket that belongs to neither the target's user, nor itself, nor root",
  async () => {
    using directory = publicDirectory();
    const address = join(directory.path, "socket");
    await using listener = await unixSocket({ address }).listen(self);
    chownSync(listener.address, NOBODY, NOBODY);
    await expect(unixSocket({ address }).connect(self)).rejects.toMatchObject({
      code: "UNTRUSTED_PATH",
      message: `[UNTRUSTED_PATH] ${address} cannot be trusted: it belongs to user ${NOBODY}, expected 0; not connecting`,
    });
    chownSync(listener.address, 0, 0);
  },
);

asRoot("by an address alone, a process of another user is talked to only if that user is named", async () => {
  using directory = publicDirectory();
  const address = join(directory.path, "socket");
  await using target = await Child.start(["listen", address]);
  expect(await target.next()).toBe("done");
  await expect(connectSocket(address)).rejects.toMatchObject({ code: "UNTRUSTED_PATH" });
  // The socket's owner alone says nothing of who listens.
  chownSync(address, 0, 0);
  await expect(connectSocket(address)).rejects.toMatchObject({
    code: "WRONG_LISTENER",
    rawMessage: `${address}: expected a process of user 0 to listen, found a process of user ${NOBODY}; not talking to it`,
  });
  const client = await connectSocket(address, { uid: NOBODY });
  expect(client.peer).toMatchObject({ pid: target.pid, uid: NOBODY });
  client.abort();
});

asRoot("a listener does not touch what another user has put in its way", async () => {
  const rendezvous = { pid: process.pid, name: "foreign" };
  const path = ownSocketPath(rendezvous);
  writeFileSync(path, "planted");
  try {
    lchownSync(path, NOBODY, NOBODY);
    await expect(unixSocket().listen(rendezvous)).rejects.toMatchObject({
      code: "UNTRUSTED_PATH",
      path,
      message: `[UNTRUSTED_PATH] ${path} belongs to user ${NOBODY}, expected 0; not touching it: have it removed`,
    });
    expect(lstatSync(path).uid).toBe(NOBODY);
  } finally {
    rmSync(path, { force: true });
  }
});

asRoot("a directory in which a target may not create its socket is named", async () => {
  using directory = publicDirectory();
  chmodSync(directory.path, 0o755);
  const address = join(directory.path, "socket");
  await using target = await Child.start(["listen", address]);
  expect(await target.next()).toStartWith(`[PERMISSION_DENIED] cannot create ${address}:`);
});

/** A directory in which everybody may do everything, as in /tmp. */
function publicDirectory() {
  const path = mkdtempSync(join(tmpdir(), "teleop-users-"));
  chmodSync(path, 0o1777);
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** A child that has become nobody. */
class Child implements AsyncDisposable {
  readonly #process: Bun.Subprocess<"ignore", "pipe", "inherit">;
  /** The next line that it prints. */
  readonly next: () => Promise<string | undefined>;

  private constructor(args: readonly string[]) {
    const script = fileURLToPath(new URL("./testing/other-user.ts", import.meta.url));
    this.#process = Bun.spawn([process.execPath, script, `${NOBODY}`, ...args], {
      stdin: "ignore",
      stdout: "pipe",
      stderr: "inherit",
    });
    this.next = lineReader(this.#process.stdout);
  }

  static async start(args: readonly string[]): Promise<Child> {
    return new Child(args);
  }

  get pid(): number {
    return this.#process.pid;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.#process.exited;
  }
}
