// transport-file-cases.ts: for transports that meet at a socket on disk: how it appears, what may be in its way, and
// that only it is removed.
import { expect } from "bun:test";
import { once } from "node:events";
import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { NotListeningError, type Rendezvous, type Transport } from "@teleop/core";
import { Meeting, ownRendezvous } from "./transport-meeting.ts";
import { Recorder } from "./transport-recorder.ts";

type Cases = Record<string, () => Promise<void>>;

export function fileCases(transport: () => Transport): Cases {
  return {
    "the socket has mode 0600 and belongs to this user": async () => {
      await using meeting = await Meeting.of(transport());
      const socket = lstatSync(meeting.listener.address);
      expect(socket.isSocket()).toBe(true);
      expect(socket.mode & 0o7777).toBe(0o600);
      expect(socket.uid).toBe(process.geteuid?.() ?? -1);
    },
    "the mode is 0600 under any umask, and the umask is as before": async () => {
      const before = process.umask(0);
      try {
        await using meeting = await Meeting.of(transport());
        expect(lstatSync(meeting.listener.address).mode & 0o7777).toBe(0o600);
        expect(process.umask()).toBe(0);
      } finally {
        process.umask(before);
      }
    },
    "closing the listener removes the socket": async () => {
      const meeting = await Meeting.of(transport());
      await meeting[Symbol.asyncDispose]();
      expect(isThere(meeting.listener.address)).toBe(false);
    },
    "a socket at which nobody listens any more is replaced": async () => {
      using place = await Place.of(transport());
      await leaveStaleSocket(place.path);
      await expect(place.transport.connect(place.rendezvous)).rejects.toBeInstanceOf(NotListeningError);
      await place.canBeListenedAt();
    },
    "a regular file in the way is replaced": async () => {
      using place = await Place.of(transport());
      writeFileSync(place.path, "", { mode: 0o600 });
      await place.canBeListenedAt();
    },
    "a dangling symbolic link in the way is replaced": async () => {
      using place = await Place.of(transport());
      symlinkSync(`${place.path}-nowhere`, place.path);
      await place.canBeListenedAt();
      expect(isThere(`${place.path}-nowhere`)).toBe(false);
    },
    "a symbolic link in the way is replaced, and what it leads to is untouched": async () => {
      using place = await Place.of(transport());
      const target = `${place.path}-precious`;
      writeFileSync(target, "precious", { mode: 0o644 });
      try {
        symlinkSync(target, place.path);
        await place.canBeListenedAt();
        expect(readFileSync(target, "utf8")).toBe("precious");
        expect(lstatSync(target).mode & 0o7777).toBe(0o644);
      } finally {
        unlinkSync(target);
      }
    },
    "a directory in the way is refused by name, and untouched": async () => {
      using place = await Place.of(transport());
      mkdirSync(place.path);
      writeFileSync(`${place.path}/inside`, "");
      await expect(place.transport.listen(place.rendezvous)).rejects.toMatchObject({
        code: "ADDRESS_IN_USE",
        message: expect.stringContaining(`${place.path} is a directory`),
      });
      expect(existsSync(`${place.path}/inside`)).toBe(true);
      rmSync(`${place.path}/inside`);
      rmdirSync(place.path);
    },
    "a live listener in the way is named, and untouched": async () => {
      await using meeting = await Meeting.of(transport());
      const before = lstatSync(meeting.listener.address);
      await expect(transport().listen(meeting.rendezvous)).rejects.toMatchObject({
        code: "ADDRESS_IN_USE",
        pid: process.pid,
        message: expect.stringContaining(`process ${process.pid} already listens`),
      });
      expect(lstatSync(meeting.listener.address).ino).toBe(before.ino);
    },
    "a listener whose socket was deleted knows, and listening again works": async () => {
      const shared = transport();
      await using meeting = await Meeting.of(shared);
      const { client, server } = await meeting.connect();
      unlinkSync(meeting.listener.address);
      expect(meeting.listener.isReachable()).toBe(false);
      await using again = await shared.listen(meeting.rendezvous);
      expect(again.isReachable()).toBe(true);
      expect(meeting.listener.isReachable()).toBe(false);
      const heard = new Recorder(client);
      new Recorder(server, { onData: (chunk) => void server.write(chunk) });
      client.write(new Uint8Array(9));
      await heard.bytes(9);
    },
    "a listener whose socket was replaced by somebody's file leaves that file alone": async () => {
      for (const remove of ["withdraw", "dispose"] as const) {
        const meeting = await Meeting.of(transport());
        const { address } = meeting.listener;
        unlinkSync(address);
        writeFileSync(address, "not yours");
        expect(meeting.listener.isReachable()).toBe(false);
        if (remove === "withdraw") meeting.listener.withdraw();
        await meeting[Symbol.asyncDispose]();
        expect(readFileSync(address, "utf8")).toBe("not yours");
        unlinkSync(address);
      }
    },
    "a socket that was moved away is nobody's to remove": async () => {
      const meeting = await Meeting.of(transport());
      const { address } = meeting.listener;
      renameSync(address, `${address}-moved`);
      await meeting[Symbol.asyncDispose]();
      expect(isThere(`${address}-moved`)).toBe(true);
      unlinkSync(`${address}-moved`);
    },
    "of many who listen at once where a crash left a socket, exactly one wins": async () => {
      using place = await Place.of(transport());
      await leaveStaleSocket(place.path);
      const outcomes = await Promise.allSettled(
        Array.from({ length: 8 }, () => transport().listen(place.rendezvous)),
      );
      const winners = outcomes.filter((outcome) => outcome.status === "fulfilled");
      expect(winners).toHaveLength(1);
      for (const outcome of outcomes) {
        if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "ADDRESS_IN_USE" });
      }
      expect(winners[0]?.value.isReachable()).toBe(true);
      await winners[0]?.value[Symbol.asyncDispose]();
    },
  };
}

/** A path at which this process would listen, with nothing there. Disposing removes what a test left there. */
class Place implements Disposable {
  readonly transport: Transport;
  readonly rendezvous: Rendezvous;
  readonly path: string;

  private constructor(transport: Transport, rendezvous: Rendezvous, path: string) {
    this.transport = transport;
    this.rendezvous = rendezvous;
    this.path = path;
  }

  /** Only a listener knows its path: one that has come and gone tells. */
  static async of(transport: Transport): Promise<Place> {
    const rendezvous = ownRendezvous();
    await using listener = await transport.listen(rendezvous);
    return new Place(transport, rendezvous, listener.address);
  }

  async canBeListenedAt(): Promise<void> {
    const healed: string[] = [];
    await using listener = await this.transport.listen(this.rendezvous, {
      onEvent: (event) => event.type === "healed" && healed.push(event.reason),
    });
    expect(healed).toEqual([expect.stringContaining(this.path)]);
    expect(listener.address).toBe(this.path);
    expect(lstatSync(this.path).isSocket()).toBe(true);
    const client = await this.transport.connect(this.rendezvous);
    const accepted = await listener[Symbol.asyncIterator]().next();
    client.abort();
    if (accepted.done !== true) accepted.value.abort();
  }

  [Symbol.dispose](): void {
    if (isThere(this.path)) unlinkSync(this.path);
  }
}

/** What a killed process leaves: the socket's inode, with nobody behind it. */
async function leaveStaleSocket(path: string): Promise<void> {
  const bound = `${path}-bound`;
  const listener = createServer().listen(bound);
  await once(listener, "listening");
  linkSync(bound, path);
  listener.close();
  await once(listener, "close");
  expect(lstatSync(path).isSocket()).toBe(true);
}

function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}
