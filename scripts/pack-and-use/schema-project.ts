// schema-project.ts: from a schema to a typed service that is called, on a machine that has no native `capnp`.
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { $ } from "bun";
import type { Checks } from "./checks.ts";
import type { PackageManager } from "./package-managers.ts";

const FILES = {
  "jobs.capnp": `@0xe0d5cb42398cec36;
using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("jobs");
interface Jobs { add @0 (label :Text) -> (id :UInt32); }
`,
  "values.capnp": `@0xe0d5cb42398cec37;
struct Value { number @0 :UInt8; }
const twelve :Value = (number = 12);
`,
  "generated.ts": service("./jobs.capnp.ts"),
  "imported.ts": service("./jobs.capnp"),
};

function service(module: string): string {
  return `import { Jobs } from "${module}";

const jobs = Jobs.server({ add: ({ label }) => ({ id: label.length }) });
const { id }: { readonly id: number } = await jobs.add({ label: "twelve chars" });
console.log(id);
`;
}

/**
 * Checks an installed project.
 *
 * @param folder the project's
 * @param node the Node.js that programs of packages run in; also where they would find a native capnp, which nothing does
 */
export async function checkSchemas(
  checks: Checks,
  manager: PackageManager,
  folder: string,
  node: string,
): Promise<void> {
  const path = join(folder, "path");
  await mkdir(path);
  // What is there to be found: no capnp, but what managers start programs with.
  for (const program of [
    node,
    process.execPath,
    "/bin/sh",
    "/usr/bin/env",
    "/usr/bin/dirname",
    "/usr/bin/uname",
  ]) {
    const name = program === process.execPath ? "bun" : program.slice(dirname(program).length + 1);
    await symlink(program, join(path, name));
  }
  const environment = { ...process.env, PATH: path };
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder, name), text);
  const run = async (command: readonly string[], more: Readonly<Record<string, string>> = {}) =>
    (
      await $`${command}`
        .cwd(folder)
        .env({ ...environment, ...more })
        .quiet()
        .text()
    ).trim();
  const expect = (what: string, expected: string): void => {
    if (what !== expected) throw new Error(`expected ${expected}, got ${what}`);
  };

  await checks.check("one command generates code from a schema, without a native capnp", async () => {
    const printed = await run(manager.program("capnpc-teleop", "jobs.capnp"));
    if (!printed.split("\n").includes("jobs.capnp.ts")) throw new Error(printed);
  });
  await checks.check("messages are converted, and constants are told, without a native capnp", async () => {
    const convert = manager.program("capnp-convert", "text:json", "--short", "values.capnp", "Value");
    const input = new Response("(number = 3)\n(number = 4)\n");
    const printed = await $`${convert} < ${input}`.cwd(folder).env(environment).quiet().text();
    expect(printed, '{"number":3}\n{"number":4}\n');
    expect(await run(manager.program("capnp-eval", "values.capnp", "twelve")), "(number = 12)");
  });
  await checks.check("Node.js calls the service that the schema describes", async () => {
    expect(await run(manager.node("generated.ts")), "12");
  });
  if (manager.notForBun !== undefined) {
    checks.skip("Node.js imports the schema itself", "what is preloaded is not looked up by Plug'n'Play");
  } else {
    await checks.check("Node.js imports the schema itself", async () => {
      const preload = { NODE_OPTIONS: "--import @teleop/capnpc/preload" };
      expect(await run(manager.node("imported.ts"), preload), "12");
    });
    await checks.check("so does Bun, in both ways, and the service is typed", async () => {
      expect(await run([process.execPath, "generated.ts"]), "12");
      expect(await run([process.execPath, "--preload", "@teleop/capnpc/preload", "imported.ts"]), "12");
      const flags = [
        "--noEmit",
        "--strict",
        "--module",
        "preserve",
        "--target",
        "esnext",
        "--lib",
        "esnext,dom",
      ];
      const tsc = [process.execPath, "x", "tsc", ...flags, "--allowImportingTsExtensions"];
      await run([...tsc, "generated.ts", "imported.ts"]);
      await writeFile(join(folder, "wrong.ts"), FILES["generated.ts"].replace("label.length", "label"));
      if ((await $`${[...tsc, "wrong.ts"]}`.cwd(folder).env(environment).quiet().nothrow()).exitCode === 0) {
        throw new Error("a text for a number is no type error");
      }
    });
  }
  await rm(path, { recursive: true });
}
