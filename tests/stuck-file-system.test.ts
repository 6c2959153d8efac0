// stuck-file-system.test.ts: a file system whose server does not answer any more keeps nobody for ever. The server is a
// FUSE daemon that is stopped.
import { expect, test } from "bun:test";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { type Directories, makeDirectories, TargetProcess } from "@teleop/conformance";
import { connect } from "@teleop/core";
import { attachFileName, pidNamespaceOf, processFacts, requireProcess } from "@teleop/core/plugin";
import { list } from "@teleop/discovery";
import { unixSocket } from "@teleop/transport-unix";
import { attacherNamed } from "./testing/attachers.ts";
import { AS_NOBODY, NOBODY } from "./testing/privileges.ts";
import type { TargetCommand, TargetProgram, TargetReport } from "./testing/target-program.ts";

const program = new URL("./testing/target-program.ts", import.meta.url);
const skipped = whyNot();

function withFuse(name: string, body: () => Promise<void>): void {
  if (skipped === undefined) test(name, body, 30_000);
  else test.skip(`${name} (skipped: ${skipped})`, body);
}

withFuse("a target is attached to though its working directory does not answer, and goes on", async () => {
  await using stuck = await FuseDirectory.mount();
  await using target = await startTarget({ cwd: stuck.path, tmp: stuck.directories.tmp });
  using _stopped = stuck.stop();
  {
    await using connection = await attachTo(target.pid, 10_000);
    expect(connection.peer.pid).toBe(target.pid);
  }
  target.send({ do: "ping" });
  await target.next("done");
  target.send({ do: "dispose" });
  await target.next("done");
});

withFuse(
  "a client that came and went before the target looked leads it to no directory that does not answer",
  async () => {
    await using stuck = await FuseDirectory.mount();
    await using target = await startTarget({ cwd: stuck.path, tmp: stuck.directories.tmp });
    using _stopped = stuck.stop();
    target.kill("SIGSTOP");
    const parent = join(stuck.directories.tmp, `.teleop_${process.geteuid?.()}`);
    const file = join(parent, readdirSync(parent)[0] ?? "", attachFileName(target));
    writeFileSync(file, "", { mode: 0o600 });
    unlinkSync(file);
    target.kill("SIGCONT");
    target.send({ do: "ping" });
    await target.next("done");
  },
);

withFuse(
  "an attach file in a working directory whose file system may hang, and does not, wakes the target",
  async () => {
    await using stuck = await FuseDirectory.mount();
    await using target = await startTarget({ cwd: stuck.path, tmp: stuck.directories.tmp });
    writeFileSync(join(stuck.path, attachFileName(target)), "", { mode: 0o600 });
    await target.next("signaled");
  },
);

withFuse("a client is told which file system does not answer, within its timeout", async () => {
  await using stuck = await FuseDirectory.mount();
  await using target = await startTarget({ cwd: stuck.directories.cwd, tmp: stuck.path });
  using _stopped = stuck.stop();
  const began = performance.now();
  const error = await attachTo(target.pid, 300).catch((reason: unknown) => reason);
  // Far less than for ever, on a machine that is busy.
  expect(performance.now() - began).toBeLessThan(5_000);
  expect(error).toMatchObject({ message: expect.stringContaining(`mounted at ${stuck.path}`) });
});

withFuse("an abort while a file system does not answer ends an attach with its reason", async () => {
  await using stuck = await FuseDirectory.mount();
  await using target = await startTarget({ cwd: stuck.directories.cwd, tmp: stuck.path });
  using _stopped = stuck.stop();
  const reason = new Error("the user went away");
  const abort = new AbortController();
  const attempt = attachTo(target.pid, Number.POSITIVE_INFINITY, abort.signal);
  setImmediate(() => abort.abort(reason));
  await expect(attempt).rejects.toBe(reason);
});

withFuse("an attach by a working directory on a file system that answers leaves nothing there", async () => {
  await using fuse = await FuseDirectory.mount();
  await using target = await startTarget({ cwd: fuse.path, tmp: fuse.directories.tmp });
  await using _connection = await attachTo(target.pid, 10_000);
  expect(existsSync(join(fuse.path, `.teleop_attach_${target.pid}`))).toBe(false);
});

function attachTo(pid: number, timeout: number, signal?: AbortSignal) {
  return connect(pid, { attacher: attacherNamed("default"), transport: unixSocket(), timeout, signal });
}

async function startTarget(directories: { readonly cwd: string; readonly tmp: string }) {
  const args = [JSON.stringify({ attacher: "default" } satisfies TargetProgram)];
  const target = new TargetProcess<TargetCommand, TargetReport>(program, { ...directories, args });
  await target.next("ready");
  return target;
}

withFuse(
  "who lists processes is kept by none whose temporary directory does not answer, whoever's it is",
  async () => {
    await using stuck = await FuseDirectory.mount();
    await using _own = await startTarget({ cwd: stuck.directories.cwd, tmp: stuck.path });
    await using theirs = Bun.spawn([...AS_NOBODY, "sleep", "1000"], { env: { TMPDIR: `${stuck.path}/.` } });
    await using answering = await startTarget(stuck.directories);
    using _stopped = stuck.stop();
    const ignored: string[] = [];
    const began = performance.now();
    const listed = await list({ onIgnored: (path) => void ignored.push(path) });
    // Far less than for ever, on a machine that is busy.
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(listed).toContainEqual(expect.objectContaining({ pid: answering.pid, armed: "certainly" }));
    expect(ignored).toContain(stuck.path);
    theirs.kill("SIGKILL");
  },
);

withFuse(
  "who lists processes follows no link of another user's to a file system that does not answer, and asks nothing that is mounted in the place of what it looks for",
  async () => {
    await using stuck = await FuseDirectory.mount();
    const { cwd, tmp } = stuck.directories;
    symlinkSync(`${stuck.path}/.`, join(cwd, "linked"));
    chmodSync(stuck.directories.tmp, 0o755);
    // What all may do in /tmp: be there first, also in the place of what is to be somebody else's.
    const folders = [
      `.teleop_records_${NOBODY}`,
      `.teleop_${NOBODY}`,
      `.teleop_records_${process.geteuid?.()}`,
    ];
    using _folders = bindAll(stuck.path, [
      ...folders.map((name) => join(tmp, name)),
      join(tmp, "runtime", "teleop"),
    ]);
    await using _relative = Bun.spawn([...AS_NOBODY, "sleep", "1000"], { cwd, env: { TMPDIR: "linked" } });
    await using _folder = Bun.spawn([...AS_NOBODY, "sleep", "1000"], {
      env: { TMPDIR: tmp, XDG_RUNTIME_DIR: join(tmp, "runtime") },
    });
    await using _own = Bun.spawn(["sleep", "1000"], { env: { TMPDIR: tmp } });
    await using told = await sleeper({ env: { TMPDIR: cwd } });
    const record = join(cwd, `.teleop_records_${NOBODY}`, recordName(told.pid));
    mkdirSync(dirname(record), { mode: 0o700 });
    chownSync(dirname(record), NOBODY, NOBODY);
    writeFileSync(record, "");
    writeFileSync(join(stuck.path, "file"), "");
    using _record = bindAll(join(stuck.path, "file"), [record]);
    await using elsewhere = Bun.spawn([process.execPath, "-e", CHROOT, stuck.path], {
      stdin: "pipe",
      stdout: "pipe",
    });
    await elsewhere.stdout.getReader().read();
    using _stopped = stuck.stop();
    const ignored: string[] = [];
    const began = performance.now();
    await list({ onIgnored: (path) => void ignored.push(path) });
    // Far less than for ever, on a machine that is busy.
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(ignored).toEqual(
      expect.arrayContaining([
        `${cwd}/linked`,
        record,
        join(tmp, "runtime", "teleop"),
        ...folders.map((name) => join(tmp, name)),
        `/proc/${elsewhere.pid}/root/tmp`,
      ]),
    );
  },
);

/** Goes into another root directory, and becomes another user. */
const CHROOT = `
  const { openLibc } = await import(${JSON.stringify(import.meta.resolve("@teleop/core/plugin"))});
  const { functions: c } = openLibc("chroot(2)", { chroot: { args: ["ptr"], returns: "i32" } });
  if (c.chroot(Buffer.from(process.argv[1] + "\\0")) !== 0) process.exit(1);
  process.setuid(${NOBODY});
  console.log("there");
  await Bun.stdin.text();`;

/** Another user's. */
async function sleeper(options: { readonly cwd?: string; readonly env: Record<string, string> }) {
  const child = Bun.spawn([...AS_NOBODY, "sleep", "1000"], options);
  while (processFacts(child.pid)?.euid !== NOBODY) await Bun.sleep(1);
  return child;
}

/** As a process without an image or a thread that is told would call its record. */
function recordName(pid: number): string {
  const facts = requireProcess(pid);
  return `${pid}_${pidNamespaceOf(facts)}_${facts.startTime}_0_0__r1.json`;
}

/** Mounts it at each of these, too, which are made where they are missing. */
function bindAll(origin: string, paths: readonly string[]): Disposable {
  for (const path of paths) {
    if (!existsSync(path)) mkdirSync(path, { recursive: true });
    expect(Bun.spawnSync(["mount", "--bind", origin, path]).exitCode).toBe(0);
  }
  return { [Symbol.dispose]: () => void Bun.spawnSync(["umount", "--lazy", ...paths]) };
}

/** A directory whose file system can stop to answer. Disposing lets it answer again, and unmounts it. */
class FuseDirectory implements AsyncDisposable {
  readonly directories: Directories;
  readonly path: string;
  readonly #daemon: Bun.Subprocess;

  private constructor(directories: Directories, path: string, daemon: Bun.Subprocess) {
    this.directories = directories;
    this.path = path;
    this.#daemon = daemon;
  }

  static async mount(): Promise<FuseDirectory> {
    const directories = makeDirectories();
    const path = join(directories.tmp, "fuse");
    const origin = join(directories.tmp, "origin");
    mkdirSync(path);
    mkdirSync(origin);
    const daemon = Bun.spawn(["bindfs", "-f", origin, path], { stdio: ["ignore", "ignore", "inherit"] });
    while (Bun.spawnSync(["mountpoint", "-q", path]).exitCode !== 0) await Bun.sleep(1);
    return new FuseDirectory(directories, path, daemon);
  }

  /**
   * Lets it answer again when what this returns is disposed: before the processes that use it are, since one that waits
   * for an answer cannot end, not even by SIGKILL.
   */
  stop(): Disposable {
    this.#daemon.kill("SIGSTOP");
    return { [Symbol.dispose]: () => this.#daemon.kill("SIGCONT") };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#daemon.kill("SIGCONT");
    Bun.spawnSync(["umount", "--lazy", this.path]);
    await this.#daemon.exited;
    this.directories[Symbol.dispose]();
  }
}

function whyNot(): string | undefined {
  if (process.platform !== "linux") return "it needs Linux";
  if (process.geteuid?.() !== 0) return "it needs root";
  if (Bun.which("bindfs") === null) return "it needs bindfs";
  return existsSync("/dev/fuse") ? undefined : "there is no /dev/fuse";
}
