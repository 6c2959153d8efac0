// proc-check.test.ts: what a client without FFI believes of /proc/net/unix, to which anybody can add rows.
import { expect, setDefaultTimeout, test } from "bun:test";
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Peer } from "@teleop/core/plugin";
import { openBunSockets } from "./bun-sockets.ts";
import { checkByProc } from "./proc-check.ts";
import { holdSocketFile } from "./socket-trust.ts";

// Processes start slowly on a busy machine.
setDefaultTimeout(30_000);

const onLinux = test.if(process.platform === "linux");

/** A process that listens at `address`, and its socket's inode number. It ends with its input. */
async function listenerAt(address: string) {
  const program = `
    Bun.listen({ unix: process.argv[1], socket: { data() {} } });
    process.stdin.resume().once("end", () => process.exit());
    console.log("listening");
  `;
  const child = Bun.spawn([process.execPath, "-e", program, address], { stdin: "pipe", stdout: "pipe" });
  await child.stdout.getReader().read();
  const row = readFileSync("/proc/net/unix", "utf8")
    .split("\n")
    .find((line) => line.endsWith(` ${address}`));
  const inode = row?.split(/ +/)[6] ?? "";
  const links = readdirSync(`/proc/${child.pid}/fd`).map((fd) => readlinkSync(`/proc/${child.pid}/fd/${fd}`));
  expect(links).toContain(`socket:[${inode}]`);
  return {
    pid: child.pid,
    inode,
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      await child.exited;
    },
  };
}

/** The name of a socket of which /proc/net/unix has one row more: a connection that came in at `address`. */
function nameWithRow(inode: string, address: string): string {
  return `x\n0: 00000003 00000000 00000000 0001 03 ${inode} ${basename(address)}`;
}

onLinux("a socket with a newline in its name makes nobody else pass for the target", async () => {
  const directory = mkdtempSync(join(tmpdir(), "t-"));
  try {
    const address = join(directory, "target");
    await using target = await listenerAt(address);
    rmSync(address);
    const sockets = openBunSockets();
    const impostor = await sockets.listen(
      address,
      (socket) => socket.pause(),
      () => {},
    );
    const expected = { pid: target.pid, euid: process.geteuid?.() };
    using file = holdSocketFile(address, expected);
    const identify = checkByProc.begin(address, expected, file);
    const forged = join(directory, nameWithRow(target.inode, address));
    const forger = await sockets.listen(
      forged,
      () => {},
      () => {},
    );
    expect(readFileSync("/proc/net/unix", "utf8")).toContain(forged);

    const patience = new AbortController();
    const verdict = Promise.withResolvers<Peer>();
    await sockets.connect(file.path, (socket) => {
      // It looks once, at once, and waits then for what never comes.
      verdict.resolve(identify(socket, patience.signal));
      patience.abort(new Error("nobody has let us in"));
      verdict.promise.catch(() => {}).finally(() => socket.terminate());
    });
    await expect(verdict.promise).rejects.toThrow("nobody has let us in");
    forger.stop();
    impostor.stop();
  } finally {
    rmSync(directory, { recursive: true });
  }
});
