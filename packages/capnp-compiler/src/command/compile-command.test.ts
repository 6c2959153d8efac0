// compile-command.test.ts: the command line of capnp-compile, with plugins that are processes.
import { afterEach, beforeEach, expect, test } from "bun:test";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { compile } from "../compile.ts";

const SCHEMA = "@0xb8ffe2cf5a27d6e1;\nstruct Job { id @0 :UInt64; }\n";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "capnp-compile-"));
  await mkdir(join(folder, "bin"));
  await mkdir(join(folder, "out"));
  await mkdir(join(folder, "schemas"));
  await writeFile(join(folder, "schemas/jobs.capnp"), SCHEMA);
});

afterEach(() => rm(folder, { recursive: true }));

test("-o- writes the request to standard output", async () => {
  const { stdout, status } = await run("-o-", "schemas/jobs.capnp");
  expect(status).toBe(0);
  expect(stdout).toEqual(Buffer.from(requestOf("schemas/jobs.capnp")));
});

test("a plugin in PATH gets the request on its standard input, and runs in its folder", async () => {
  await plugin("bin/capnpc-mine");
  const { status, stderr } = await run("-omine:out", "schemas/jobs.capnp");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(await readFile(join(folder, "out/request"))).toEqual(Buffer.from(requestOf("schemas/jobs.capnp")));
});

test("without a folder a plugin runs in the working directory, and one with a slash in its name is a path", async () => {
  await plugin("out/generator");
  expect((await run("-o", "./out/generator", "schemas/jobs.capnp")).status).toBe(0);
  expect(await readFile(join(folder, "request"))).toEqual(Buffer.from(requestOf("schemas/jobs.capnp")));
});

test("a plugin is told by PWD where it runs, which those in C++ compare", async () => {
  const path = join(folder, "bin/capnpc-mine");
  await writeFile(path, `#!${process.execPath}\nawait Bun.write("pwd", process.env.PWD ?? "");\n`);
  await chmod(path, 0o755);
  const { status, stderr } = await run("-omine:out", "schemas/jobs.capnp");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(await readFile(join(folder, "out/pwd"), "utf8")).toBe(join(folder, "out"));
});

test("several outputs are all made", async () => {
  await plugin("bin/capnpc-mine");
  const { stdout } = await run("-omine:out", "-omine", "-o-", "schemas/jobs.capnp");
  const [one, other] = await Promise.all(
    ["out/request", "request"].map((path) => readFile(join(folder, path))),
  );
  expect([one, other]).toEqual([stdout, stdout]);
});

test("the source prefix is left off of paths", async () => {
  const { stdout } = await run("-o-", "--src-prefix=schemas", "schemas/jobs.capnp");
  expect(stdout.includes("schemas/")).toBe(false);
  expect(stdout.includes("jobs.capnp")).toBe(true);
});

test("the request can be of an older release, which tells no positions", async () => {
  const { stdout } = await run("-o-", "--capnp-version=0.9.2", "schemas/jobs.capnp");
  const options = { sourcePrefix: folder, capnpVersion: "0.9.2", positions: false };
  expect(stdout).toEqual(Buffer.from(compile([join(folder, "schemas/jobs.capnp")], options).request ?? ""));
  expect(stdout.byteLength).toBeLessThan(requestOf("schemas/jobs.capnp").byteLength);
});

test("imports are looked up in the folders of -I, and in Cap'n Proto's own unless that is not wanted", async () => {
  await writeFile(
    join(folder, "other.capnp"),
    `@0xb8ffe2cf5a27d6e2;
using Jobs = import "/jobs.capnp";
using Cxx = import "/capnp/c++.capnp";
struct Other $Cxx.name("other") { job @0 :Jobs.Job; }
`,
  );
  expect((await run("-o-", "-Ischemas", "other.capnp")).status).toBe(0);
  expect((await run("-o-", "--import-path=schemas", "other.capnp")).status).toBe(0);
  const { status, stderr } = await run("-o-", "-Ischemas", "--no-standard-import", "other.capnp");
  expect(status).toBe(1);
  expect(stderr).toContain("other.capnp:3:");
});

test("mistakes in a schema are shown, with exit code 1, and no plugin runs", async () => {
  await plugin("bin/capnpc-mine");
  await writeFile(join(folder, "schemas/jobs.capnp"), SCHEMA.replace("UInt64", "UInt65"));
  const { status, stderr } = await run("-omine", "schemas/jobs.capnp");
  expect(status).toBe(1);
  expect(stderr).toStartWith("schemas/jobs.capnp:2:");
  await expect(readFile(join(folder, "request"))).rejects.toThrow("ENOENT");
});

test("a plugin that is not there, and one that fails, are named, with exit code 1", async () => {
  const missing = await run("-onot-there", "schemas/jobs.capnp");
  expect(missing.stderr).toBe(
    "capnp-compile: capnpc-not-there cannot be run: there is no such program in PATH\n",
  );
  expect(missing.status).toBe(1);
  await plugin("bin/capnpc-mine", "exit 3");
  const failing = await run("-omine", "schemas/jobs.capnp");
  expect(failing.stderr).toBe("capnp-compile: capnpc-mine failed with exit code 3\n");
  expect(failing.status).toBe(1);
});

test("a plugin that does not read what it gets may succeed", async () => {
  await plugin("bin/capnpc-mine", "exit 0");
  const many = Array.from({ length: 20_000 }, (_, i) => `struct S${i} {}`).join("\n");
  await writeFile(join(folder, "schemas/jobs.capnp"), `${SCHEMA}${many}`);
  const { status, stderr } = await run("-omine", "schemas/jobs.capnp");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

test("a command line that makes no sense has exit code 2, and says why", async () => {
  for (const [args, reason] of [
    [["-o-"], "no schema given"],
    [["schemas/jobs.capnp"], "no output given"],
    [["-o", ":out", "schemas/jobs.capnp"], "names no plugin"],
    [["-oc++:nowhere", "schemas/jobs.capnp"], "there is no folder nowhere"],
    [["--nothing"], "--nothing"],
    [["-o-", "--capnp-version=old", "schemas/jobs.capnp"], "--capnp-version"],
  ] as const) {
    const { status, stderr } = await run(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(reason);
  }
});

test("--help tells what there is", async () => {
  const { status, stdout } = await run("--help");
  expect(status).toBe(0);
  expect(stdout.toString()).toStartWith("Usage: capnp-compile ");
});

test("capnp-id prints an id that a schema can have, and another one each time", async () => {
  const ids = await Promise.all([0, 1].map(async () => (await program("capnp-id")).stdout.toString()));
  for (const id of ids) {
    expect(id).toMatch(/^@0x[89a-f][0-9a-f]{15}\n$/);
    await writeFile(join(folder, "schemas/jobs.capnp"), SCHEMA.replace(/^.*;/, `${id.trim()};`));
    expect((await run("-o-", "schemas/jobs.capnp")).status).toBe(0);
  }
  expect(ids[0]).not.toBe(ids[1]);
  expect((await program("capnp-id", "more")).status).toBe(2);
});

/** A program that keeps what it is told in the folder that it runs in. */
async function plugin(path: string, commands = "cat > request"): Promise<void> {
  await writeFile(join(folder, path), `#!/bin/sh\n${commands}\n`);
  await chmod(join(folder, path), 0o755);
}

function requestOf(path: string): Uint8Array {
  const { request } = compile([join(folder, path)], { sourcePrefix: folder });
  if (request === undefined) throw new Error(`${path} does not compile`);
  return request;
}

function run(...args: string[]) {
  return program("capnp-compile", ...args);
}

async function program(name: string, ...args: string[]) {
  const child = Bun.spawn([process.execPath, join(import.meta.dir, `../${name}.ts`), ...args], {
    cwd: folder,
    env: {
      ...process.env,
      PATH: [join(folder, "bin"), dirname(process.execPath), process.env.PATH].join(delimiter),
    },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [stdout, stderr, status] = await Promise.all([
    child.stdout.bytes(),
    child.stderr.text(),
    child.exited,
  ]);
  return { stdout: Buffer.from(stdout), stderr, status };
}
