// leftover-sockets.test.ts: what killed processes left is cleared away, and nothing else.
import { expect, test } from "bun:test";
import {
  chownSync,
  existsSync,
  lchownSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Listener, ownSocketPath, type UntimedEvent } from "@teleop/core/plugin";
import { sweepLeftoverSockets } from "./leftover-sockets.ts";
import { loadSystemSockets } from "./system-sockets.ts";
import { listenAt } from "./unix-listener.ts";
import { unixSocket } from "./unix-socket.ts";

const onLinux = test.if(process.platform === "linux");

/** Of a process that has ended: the kernel gives out PIDs in order, and none is as large as this. */
const ENDED = 2 ** 31 - 1;

onLinux("sockets that killed processes left are removed and reported, published or not", async () => {
  using directory = scratch();
  const names = [`.teleop_pid_${ENDED}`, `.teleop_pid_${ENDED}_name`, ".teleop_new_0123abcd"];
  for (const name of names) leaveSocket(join(directory.path, name));
  const events = await sweep(directory.path);
  expect(readdirSync(directory.path)).toEqual([]);
  expect(events.map((event) => event.type === "healed" && event.reason).sort()).toEqual(
    names.map((name) => `removed ${join(directory.path, name)}, which a killed process left`).sort(),
  );
});

onLinux("a socket whose process lives, or is younger than ten seconds, stays", async () => {
  using directory = scratch();
  leaveSocket(join(directory.path, `.teleop_pid_${process.pid}`));
  leaveSocket(join(directory.path, `.teleop_pid_${ENDED}`), 5_000);
  const before = readdirSync(directory.path).sort();
  expect(await sweep(directory.path)).toEqual([]);
  expect(readdirSync(directory.path).sort()).toEqual(before);
});

onLinux("a socket at which somebody listens stays, whatever its name says", async () => {
  using directory = scratch();
  const path = join(directory.path, `.teleop_pid_${ENDED}`);
  const listener = Bun.listen({ unix: path, socket: { data: () => {} } });
  age(path);
  expect(await sweep(directory.path)).toEqual([]);
  expect(readdirSync(directory.path)).toEqual([`.teleop_pid_${ENDED}`]);
  listener.stop(true);
});

onLinux("what is no socket, or has another name, stays", async () => {
  using directory = scratch();
  writeFileSync(join(directory.path, `.teleop_pid_${ENDED}`), "precious");
  symlinkSync("elsewhere", join(directory.path, `.teleop_pid_${ENDED}_link`));
  leaveSocket(join(directory.path, "socket"));
  leaveSocket(join(directory.path, `.teleop_pid_${ENDED}x`));
  leaveSocket(join(directory.path, ".teleop_pid_99999999999"));
  const before = readdirSync(directory.path).sort();
  expect(await sweep(directory.path)).toEqual([]);
  expect(readdirSync(directory.path).sort()).toEqual(before);
});

onLinux(
  "a socket at our own path at which nobody listens is removed when we arm, however young",
  async () => {
    const transport = unixSocket();
    const rendezvous = { pid: process.pid, name: "left-by-a-predecessor" };
    const path = ownSocketPath(rendezvous);
    const events: UntimedEvent[] = [];
    const clear = () => transport.clearAway?.(rendezvous, { onEvent: (event) => events.push(event) });
    await clear();
    leaveSocket(path, 0);
    await clear();
    expect(existsSync(path)).toBe(false);
    expect(events).toEqual([{ type: "healed", by: "unix", reason: expect.stringContaining(path) }]);
    await using listener = await transport.listen(rendezvous);
    await clear();
    expect(listener.isReachable()).toBe(true);
    expect(events).toHaveLength(1);
  },
);

onLinux("a directory that is not there is no failure", async () => {
  using directory = scratch();
  expect(await sweep(join(directory.path, "missing"))).toEqual([]);
});

const notRoot = process.geteuid?.() === 0 ? undefined : "only root can give a file away";
const asRoot = notRoot === undefined ? test : test.skip;

asRoot(`another user's socket stays${notRoot === undefined ? "" : ` (skipped: ${notRoot})`}`, async () => {
  using directory = scratch();
  const path = join(directory.path, `.teleop_pid_${ENDED}`);
  leaveSocket(path);
  lchownSync(path, 65534, 65534);
  chownSync(directory.path, 65534, 65534);
  expect(await sweep(directory.path)).toEqual([]);
  expect(readdirSync(directory.path)).toEqual([`.teleop_pid_${ENDED}`]);
});

onLinux("a listener sweeps when its first client has gone, and one that was withdrawn does not", async () => {
  using directory = scratch();
  leaveSocket(join(directory.path, `.teleop_pid_${ENDED}`));
  const withdrawn: UntimedEvent[] = [];
  await serveOnce(join(directory.path, "withdrawn"), (event) => withdrawn.push(event), {
    onceIn: (listener) => listener.withdraw(),
  });
  const { promise: swept, resolve } = Promise.withResolvers<UntimedEvent>();
  await serveOnce(join(directory.path, "listening"), resolve, { onceIn: () => {} });
  expect(await swept).toMatchObject({ reason: expect.stringContaining(`_${ENDED},`) });
  expect(withdrawn).toEqual([]);
});

/** Until the client has gone who has been let in. */
async function serveOnce(
  address: string,
  onHealed: (event: UntimedEvent) => void,
  { onceIn }: { readonly onceIn: (listener: Listener) => void },
): Promise<void> {
  await using listener = await listenAt(address, {
    sockets: loadSystemSockets(),
    onEvent: (event) => {
      if (event.type === "healed") onHealed(event);
    },
    ours: true,
    lingerMs: 0,
  });
  const client = await unixSocket({ address }).connect({ pid: process.pid });
  for await (const connection of listener) {
    onceIn(listener);
    const { promise: gone, resolve } = Promise.withResolvers<void>();
    connection.open({ data: () => {}, end: () => {}, closed: () => resolve() });
    client.abort();
    await gone;
    return;
  }
}

async function sweep(directory: string): Promise<UntimedEvent[]> {
  const events: UntimedEvent[] = [];
  const sockets = loadSystemSockets();
  await sweepLeftoverSockets(directory, { sockets, onEvent: (event) => events.push(event) });
  return events;
}

/** A socket as a process leaves it that is killed: bound, and nobody listening. */
function leaveSocket(path: string, ageMs?: number): void {
  const listener = Bun.listen({ unix: `${path}-bound`, socket: { data: () => {} } });
  renameSync(`${path}-bound`, path);
  listener.stop(true);
  age(path, ageMs);
}

function age(path: string, ageMs = 60_000): void {
  const then = (Date.now() - ageMs) / 1000;
  utimesSync(path, then, then);
}

function scratch() {
  const path = mkdtempSync(join(tmpdir(), "teleop-sweep-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}
