import { expect, setDefaultTimeout, test } from "bun:test";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { attachFile } from "./attach-file.ts";
import { attachFileName } from "./rendezvous.ts";
import { type Child, runChild, type ScratchDirectory, scratchDirectory } from "./testing/child.ts";

// Processes start slowly on a busy machine.
setDefaultTimeout(30_000);

const onLinux = test.if(process.platform === "linux");

/** A process in directories of its own, armed or not, and the path of its attach file in its working directory. */
interface Target extends AsyncDisposable {
  readonly child: Child;
  readonly pid: number;
  readonly cwd: ScratchDirectory;
  readonly tmp: ScratchDirectory;
  readonly file: string;
}

async function startTarget({ armed }: { readonly armed: boolean }): Promise<Target> {
  await using stack = new AsyncDisposableStack();
  const cwd = stack.use(scratchDirectory());
  const tmp = stack.use(scratchDirectory());
  const arm = `core.openAttachPlaces({ pid: process.pid }, { attacher: "test" });`;
  const child = stack.use(
    runChild(
      `${armed ? arm : ""} console.log("ready"); await next(); process.chdir("/"); console.log("moved"); await next();`,
      {
        cwd: cwd.path,
        env: { TMPDIR: tmp.path },
      },
    ),
  );
  await child.line();
  const owned = stack.move();
  return {
    child,
    pid: child.pid,
    cwd,
    tmp,
    file: join(cwd.path, attachFileName(child)),
    [Symbol.asyncDispose]: () => owned[Symbol.asyncDispose](),
  };
}

/** Names of the attach files in the target's private directories. */
function privateFiles(target: Target): string[] {
  return target.tmp.list().filter((name) => name.endsWith(attachFileName(target)));
}

onLinux("the file is ours alone, not empty, and gone when disposed", async () => {
  await using target = await startTarget({ armed: false });
  {
    await using file = attachFile(target);
    expect(target.cwd.list()).toEqual([]);
    await file.create();
    expect(file.paths).toEqual([`/proc/${target.pid}/cwd/${attachFileName(target)}`]);
    expect(lstatSync(target.file).mode & 0o7777).toBe(0o600);
    expect(readFileSync(target.file, "utf8")).toBe(`${process.pid}\n`);
  }
  expect(target.cwd.list()).toEqual([]);
});

onLinux("the first time only the working directory is used, later the private directory too", async () => {
  await using target = await startTarget({ armed: true });
  {
    await using file = attachFile(target);
    await file.create();
    expect(privateFiles(target)).toEqual([]);
    await file.create();
    expect(privateFiles(target)).toHaveLength(1);
  }
  expect([...privateFiles(target), ...target.cwd.list()]).toEqual([]);
});

onLinux("creating again makes a new file", async () => {
  await using target = await startTarget({ armed: false });
  await using file = attachFile(target);
  await file.create();
  // While this name holds the first file, no new one can get its inode number.
  const { linkSync } = await import("node:fs");
  linkSync(target.file, join(target.cwd.path, "first"));
  await file.create();
  expect(lstatSync(target.file).ino).not.toBe(lstatSync(join(target.cwd.path, "first")).ino);
});

onLinux("what has taken our file's place is not removed", async () => {
  await using target = await startTarget({ armed: false });
  {
    await using file = attachFile(target);
    await file.create();
    writeFileSync(join(target.cwd.path, "other"), "not ours");
    renameSync(join(target.cwd.path, "other"), target.file);
  }
  expect(readFileSync(target.file, "utf8")).toBe("not ours");
});

onLinux("another client's file stays, and ours goes to the private directory", async () => {
  await using target = await startTarget({ armed: true });
  await using first = attachFile(target);
  await first.create();
  const { ino } = lstatSync(target.file);
  {
    await using second = attachFile(target);
    await second.create();
    expect(privateFiles(target)).toHaveLength(1);
  }
  expect(lstatSync(target.file).ino).toBe(ino);
  expect(privateFiles(target)).toEqual([]);
});

onLinux("a file that has not changed until our second call is a leftover, and is replaced", async () => {
  await using target = await startTarget({ armed: false });
  writeFileSync(target.file, "left by a client that was killed");
  {
    await using file = attachFile(target);
    await file.create();
    expect(readFileSync(target.file, "utf8")).toContain("left by");
    await file.create();
    expect(readFileSync(target.file, "utf8")).toBe(`${process.pid}\n`);
  }
  expect(target.cwd.list()).toEqual([]);
});

onLinux("a planted link is refused, naming it, and what it leads to is untouched", async () => {
  await using target = await startTarget({ armed: false });
  writeFileSync(join(target.cwd.path, "precious"), "precious");
  symlinkSync(join(target.cwd.path, "precious"), target.file);
  await using file = attachFile(target);
  for (let attempt = 0; attempt < 3; attempt++) {
    await expect(file.create()).rejects.toMatchObject({
      code: "UNTRUSTED_PATH",
      message: expect.stringMatching(/\.teleop_attach_\d+ .*symbolic link/),
    });
  }
  expect(readFileSync(join(target.cwd.path, "precious"), "utf8")).toBe("precious");
  expect(lstatSync(target.file).isSymbolicLink()).toBe(true);
});

onLinux("a directory in the way is refused, naming it", async () => {
  await using target = await startTarget({ armed: false });
  mkdirSync(target.file);
  await using file = attachFile(target);
  await expect(file.create()).rejects.toMatchObject({
    code: "UNTRUSTED_PATH",
    message: expect.stringContaining("expected a regular file"),
  });
});

onLinux(
  "without a working directory the private one serves, and without either the error says so",
  async () => {
    for (const armed of [true, false]) {
      await using target = await startTarget({ armed });
      rmdirSync(target.cwd.path);
      await using file = attachFile(target);
      if (armed) {
        await file.create();
        expect(privateFiles(target)).toHaveLength(1);
      } else {
        await expect(file.create()).rejects.toMatchObject({
          code: "NOT_ARMED",
          message: expect.stringContaining("gone"),
        });
      }
      mkdirSync(target.cwd.path);
    }
  },
);

onLinux("a private directory that others may write to is not used", async () => {
  await using target = await startTarget({ armed: true });
  rmdirSync(target.cwd.path);
  chmodSync(join(target.tmp.path, `.teleop_${process.geteuid?.()}`), 0o777);
  await using file = attachFile(target);
  await expect(file.create()).rejects.toMatchObject({
    message: expect.stringContaining("others may write to it"),
  });
  expect(privateFiles(target)).toEqual([]);
  mkdirSync(target.cwd.path);
});

onLinux("a private directory that is not the target's own is not used, and not kept open", async () => {
  await using target = await startTarget({ armed: true });
  const [, entry = ""] = target.tmp.list();
  chmodSync(join(target.tmp.path, entry), 0o777);
  await using file = attachFile(target);
  await file.create();
  const open = () => readdirSync("/proc/self/fd").length;
  const before = open();
  await file.create();
  await file.create();
  expect(open()).toBe(before);
  expect(privateFiles(target)).toEqual([]);
});

onLinux("the file is removed where it was made, though the target has moved on", async () => {
  await using target = await startTarget({ armed: false });
  {
    await using file = attachFile(target);
    await file.create();
    target.child.proceed();
    await target.child.line();
    expect(target.cwd.list()).toEqual([attachFileName(target)]);
  }
  expect(target.cwd.list()).toEqual([]);
});

onLinux("the file is removed though the target has died and its directory was renamed", async () => {
  await using target = await startTarget({ armed: false });
  const renamed = join(target.tmp.path, "renamed");
  {
    await using file = attachFile(target);
    await file.create();
    target.child.kill("SIGKILL");
    await target.child.ended();
    renameSync(target.cwd.path, renamed);
    expect(readdirSync(renamed)).toEqual([attachFileName(target)]);
    await expect(file.create()).rejects.toMatchObject({ code: "NO_SUCH_PROCESS" });
  }
  expect(readdirSync(renamed)).toEqual([]);
});

onLinux("the file is removed when the client exits in the middle of an attach", async () => {
  await using target = await startTarget({ armed: true });
  using elsewhere = scratchDirectory();
  const program = `
    const file = core.attachFile({ pid: ${target.pid} });
    await file.create();
    await file.create();
    console.log("created");
    await next();
    process.exit(3);`;
  await using client = runChild(program, { cwd: elsewhere.path });
  await client.line();
  expect([...target.cwd.list(), ...privateFiles(target)]).toHaveLength(2);
  client.proceed();
  expect(await client.ended()).toBe(3);
  expect([...target.cwd.list(), ...privateFiles(target)]).toEqual([]);
});

onLinux("no descriptor and no exit handler stays", async () => {
  await using target = await startTarget({ armed: true });
  const open = () => readdirSync("/proc/self/fd").length;
  const before = open();
  const handlers = process.listenerCount("exit");
  for (let round = 0; round < 20; round++) {
    await using file = attachFile(target);
    await file.create();
    await file.create();
    await file.create();
  }
  expect(open()).toBe(before);
  expect(process.listenerCount("exit")).toBe(handlers);
});

test("what cannot be a PID is refused at once", () => {
  expect(() => attachFile({ pid: 0 })).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }));
});
