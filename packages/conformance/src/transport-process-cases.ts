// transport-process-cases.ts: what only two processes can show: exits, deaths, and who keeps whom alive.
import { expect } from "bun:test";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Rendezvous, Transport } from "@teleop/core";
import { type Directories, makeDirectories } from "./attacher-process.ts";
import { suspendProcess } from "./suspend.ts";
import { Meeting, ownRendezvous, pattern } from "./transport-meeting.ts";
import { Recorder } from "./transport-recorder.ts";
import type { TransportTargetMode } from "./transport-target.ts";

type Cases = Record<string, () => Promise<void>>;

export function processCases(transport: () => Transport, target: URL): Cases {
  return {
    "16 MiB go through another process and back": async () => {
      await using child = await Child.start(target, "echo", "listening");
      const client = await transport().connect({ pid: child.pid });
      expect(client.peer.pid).toBe(child.pid);
      const heard = new Recorder(client);
      const bytes = pattern(16 * 1024 * 1024);
      client.write(bytes);
      await client.end();
      await heard.ended;
      expect(Buffer.compare(heard.all(), bytes)).toBe(0);
      expect(await heard.closed).toBeUndefined();
    },
    "a peer that is killed is reported, once, and what waits is rejected": async () => {
      await using child = await Child.start(target, "echo", "listening");
      const client = await transport().connect({ pid: child.pid });
      const heard = new Recorder(client);
      client.write(new Uint8Array(1));
      await heard.bytes(1);
      await suspendProcess(child.pid);
      let waiting: Promise<void> | undefined;
      while (waiting === undefined) waiting = client.write(pattern(256 * 1024));
      process.kill(child.pid, "SIGKILL");
      await expect(waiting).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
      expect(await heard.closed).toMatchObject({ code: "CONNECTION_CLOSED" });
      expect(heard.violations).toEqual([]);
    },
    "a client that is killed is reported to the target, who goes on": async () => {
      await using meeting = await Meeting.of(transport());
      const { name } = meeting.rendezvous;
      await using child = await Child.start(target, "client", "connected", [`${name}`]);
      const server = await meeting.accept();
      const heard = new Recorder(server);
      process.kill(child.pid, "SIGKILL");
      await heard.closed;
      const next = await meeting.connect();
      const again = new Recorder(next.server);
      next.client.write(new Uint8Array(1));
      await again.bytes(1);
    },
    "a client that is killed while paused is reported, after what it had sent": async () => {
      await using meeting = await Meeting.of(transport());
      const { name } = meeting.rendezvous;
      await using child = await Child.start(target, "client", "connected", [`${name}`]);
      const server = await meeting.accept();
      const heard = new Recorder(server);
      server.pause();
      process.kill(child.pid, "SIGKILL");
      expect(await heard.closed).toEqual(expect.objectContaining({ code: "CONNECTION_CLOSED" }));
    },
    "a target that exits is reported": async () => {
      await using child = await Child.start(target, "exit", "listening");
      const client = await transport().connect({ pid: child.pid });
      const heard = new Recorder(client);
      client.write(new Uint8Array(1));
      expect(await heard.closed).toMatchObject({ code: "CONNECTION_CLOSED" });
      expect(await child.exited).toBe(3);
      expect(child.directories.leftovers()).toEqual([]);
    },
    "an idle listener does not keep its process alive, and nothing is left on disk": async () => {
      await using child = await Child.start(target, "idle", "listening");
      expect(await child.exited).toBe(0);
      expect(child.directories.leftovers()).toEqual([]);
    },
    "an open connection does not keep the target alive": async () => {
      await using child = await Child.start(target, "leave", "listening");
      const client = await transport().connect({ pid: child.pid });
      const heard = new Recorder(client);
      client.write(new Uint8Array(1));
      expect(await child.exited).toBe(0);
      expect(await heard.closed).toMatchObject({ code: "CONNECTION_CLOSED" });
    },
    "an open connection keeps the client alive until it is closed": async () => {
      await using meeting = await Meeting.of(transport());
      const { name } = meeting.rendezvous;
      await using child = await Child.start(target, "client", "connected", [`${name}`]);
      const server = await meeting.accept();
      new Recorder(server);
      expect(child.exitCode).toBe(null);
      server.write(new Uint8Array(7));
      await server.end();
      expect(await child.next()).toBe("heard 7");
      expect(await child.exited).toBe(0);
    },
    "a client that polls hard never sees a socket that is not ready": async () => {
      const shared = transport();
      const rendezvous = ownRendezvous();
      const path = await addressOf(shared, rendezvous);
      await using child = await Child.start(target, "poll", "polling", [`${rendezvous.name}`, path]);
      let polling = true;
      const verdict = child.next().finally(() => {
        polling = false;
      });
      while (polling) {
        await using _ = await shared.listen(rendezvous);
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
      expect(await verdict).toBe("[]");
    },
    "200 connections one after another leak no file descriptor": async () => {
      await using meeting = await Meeting.of(transport());
      const once = async (index: number) => {
        const { client, server } = await meeting.connect();
        const heard = new Recorder(client);
        const told = new Recorder(server, { onEnd: () => void server.end() });
        client.write(new Uint8Array(1));
        await told.bytes(1);
        if (index % 4 === 0) client.abort();
        else if (index % 4 === 1) server.abort();
        else if (index % 4 === 2) await client[Symbol.asyncDispose]();
        else await client.end();
        await Promise.all([heard.closed, told.closed]);
      };
      await once(0);
      const before = openFiles();
      for (let index = 0; index < 200; index++) await once(index);
      expect(openFiles()).toBeLessThanOrEqual(before + 2);
    },
  };
}

async function addressOf(transport: Transport, rendezvous: Rendezvous): Promise<string> {
  await using listener = await transport.listen(rendezvous);
  return listener.address;
}

/** What this process has open, on Linux; elsewhere nothing is known and nothing is claimed. */
function openFiles(): number {
  return process.platform === "linux" ? readdirSync("/proc/self/fd").length : 0;
}

/** A child with a temporary directory of its own. Disposing kills it and waits for its end. */
class Child implements AsyncDisposable {
  readonly directories: Directories;
  readonly exited: Promise<number | null>;
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  private constructor(directories: Directories, child: ReturnType<typeof spawnTarget>) {
    this.directories = directories;
    this.#process = child;
    this.#lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    this.exited = once(child, "exit").then(([code]) => code);
  }

  /** Resolves when the child has printed `ready`. */
  static async start(
    target: URL,
    mode: TransportTargetMode,
    ready: string,
    args: readonly string[] = [],
  ): Promise<Child> {
    const directories = makeDirectories();
    const child = new Child(directories, spawnTarget(target, directories, [mode, ...args]));
    expect(await child.next()).toBe(ready);
    return child;
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  get exitCode(): number | null {
    return this.#process.exitCode;
  }

  /** The next line that it prints; undefined when it has closed its output. */
  async next(): Promise<string | undefined> {
    const line = await this.#lines.next();
    return line.done === true ? undefined : line.value;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.exited;
    this.directories[Symbol.dispose]();
  }
}

function spawnTarget(target: URL, { cwd, tmp }: Directories, args: readonly string[]) {
  return spawn(process.execPath, [fileURLToPath(target), ...args], {
    cwd,
    env: { ...process.env, TMPDIR: tmp },
    stdio: ["ignore", "pipe", "inherit"],
  });
}
