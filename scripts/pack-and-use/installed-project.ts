// installed-project.ts: what an empty project does with the packages once they are installed, with Bun, Node.js and tsc.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { $ } from "bun";
import type { PublicPackage } from "../manifest.ts";
import type { Checks } from "./checks.ts";
import { checkCompiledFiles } from "./compiled-files.ts";
import type { PackageManager } from "./package-managers.ts";

const ATTACH = `import { spawn } from "node:child_process";
import { attach, Echo, teleoperate } from "teleop";

if (process.argv[2] === "target") {
  await using teleop = teleoperate({
    services: { echo: () => Echo.server({ echo: ({ message }) => ({ reply: message }) }) },
  });
  console.log("armed");
  await new Promise((resolve) => process.stdin.resume().once("end", resolve));
} else {
  const child = spawn(process.execPath, [import.meta.path, "target"], { stdio: ["pipe", "pipe", "inherit"] });
  const exited = new Promise((resolve) => child.once("exit", resolve));
  await new Promise((resolve) => child.stdout.once("data", resolve));
  {
    await using target = await attach(child.pid ?? 0);
    using echo = target.service("echo", Echo);
    const { reply } = await echo.echo({ message: "from a tarball" });
    console.log(reply);
  }
  child.stdin.end();
  await exited;
}
`;

// Code of several packages is in the files of teleop, too: the classes of errors are one for who asks.
const LATER = `import { attach, Echo, RpcError, teleoperate } from "teleop";
import { RpcError as SameRpcError } from "@teleop/rpc-capnp";

await using teleop = teleoperate({ services: () => import("./services.ts") });
await using target = await attach(process.pid);
using echo = target.service("echo", Echo);
const error = await echo.echo({ message: "fail" }).catch((error) => error);
console.log(error instanceof RpcError, error instanceof SameRpcError, error.message);
`;

const SERVICES = `import { Echo } from "@teleop/rpc-capnp/teleop";

export const services = {
  echo: () => Echo.server({ echo: ({ message }) => { throw new Error(message + " on purpose"); } }),
};
`;

const ONE_FILE = `import { attach, Echo, teleoperate } from "teleop";

async function main() {
  await using teleop = teleoperate({
    services: { echo: () => Echo.server({ echo: ({ message }) => ({ reply: message }) }) },
  });
  await using target = await attach(process.pid);
  using echo = target.service("echo", Echo);
  console.log((await echo.echo({ message: "from a bundle" })).reply);
}
main();
`;

const SUITE = `import { transportConformance } from "@teleop/conformance";
import { memoryTransport } from "@teleop/transport-memory";
transportConformance({ name: "memory", transport: memoryTransport, socketFile: false });
`;

// Prints the stack of an error that the core throws.
const FAIL = `import { requireCount } from "@teleop/core/basics";
try {
  requireCount("count", -1, 1);
} catch (error) {
  console.log(error.stack);
}
`;

// A class of capnp-es is given as a type: what reads it is found where the package was installed.
const CAPNP_ES = `import { AnyPointer, decode, encode, structType } from "@teleop/capnp";
import { Message } from "capnp-es";
import { Node_SourceInfo } from "capnp-es/capnp/schema";

const fields = () => [["content", AnyPointer, 0]];
const Holder = structType({ id: 1n, name: "holder.capnp:Holder", dataWords: 0, pointers: 1, fields });
const struct = new Message().initRoot(Node_SourceInfo);
struct.docComment = "from capnp-es and back";
const { content } = decode(Holder, encode(Holder, { content: struct }));
console.log(content.as(Node_SourceInfo).docComment);
`;

/** Characters of a bundle that has only the class of our errors. */
const MAX_BUNDLE = 1600;

export class InstalledProject {
  readonly #folder: string;
  readonly #packages: ReadonlyMap<string, PublicPackage>;

  constructor(folder: string, packages: ReadonlyMap<string, PublicPackage>) {
    this.#folder = folder;
    this.#packages = packages;
  }

  async checkInNode(checks: Checks, manager: PackageManager): Promise<void> {
    const names = [...this.#packages.values()]
      .filter(({ manifest }) => manifest.engines?.node !== undefined)
      .flatMap(({ manifest }) => entriesOf(manifest.name, manifest.exports));
    await writeFile(
      join(this.#folder, "import-all.mjs"),
      names
        .map(([name]) => `console.log("${name}", Object.keys(await import("${name}")).length);\n`)
        .join(""),
    );
    await checks.check("every entry of the packages that are for Node.js can be imported there", async () => {
      const lines = (await $`${manager.node("import-all.mjs")}`.cwd(this.#folder).text()).trim().split("\n");
      if (lines.length !== names.length)
        throw new Error(`imported ${lines.join()}, expected ${names.length}`);
    });
    await this.#checkCapnpEs(checks, "Node.js", (program) =>
      $`${manager.node(program)}`.cwd(this.#folder).quiet().text(),
    );
  }

  /** @param run runs a program in the project, and gives what it prints. */
  async #checkCapnpEs(
    checks: Checks,
    runtime: string,
    run: (program: string) => Promise<string>,
  ): Promise<void> {
    await writeFile(join(this.#folder, "capnp-es.mjs"), CAPNP_ES);
    await checks.check(`a struct of capnp-es is given and received in ${runtime}`, async () => {
      const printed = (await run("capnp-es.mjs")).trim();
      if (printed !== "from capnp-es and back") throw new Error(printed);
    });
  }

  async checkInBun(checks: Checks): Promise<void> {
    await checks.check("a process attaches to another, with nothing but the tarballs", async () => {
      await writeFile(join(this.#folder, "attach.ts"), ATTACH);
      const reply = (await this.#bun("attach.ts")).trim();
      if (reply !== "from a tarball") throw new Error(`expected "from a tarball", got "${reply}"`);
    });
    await this.#checkCapnpEs(checks, "Bun", (program) => this.#bun(program));
    await checks.check("what a bundler makes of a target and a client needs nothing beside it", async () => {
      await using elsewhere = await temporaryFolder();
      await writeFile(join(this.#folder, "one-file.ts"), ONE_FILE);
      for (const format of ["esm", "cjs"] as const) {
        await Bun.build({
          entrypoints: [join(this.#folder, "one-file.ts")],
          target: "bun",
          format,
          bytecode: format === "cjs",
          outdir: elsewhere.path,
          external: ["capnp-es", "koffi"],
        });
        const bundled = $`${process.execPath} one-file.js`.cwd(elsewhere.path);
        const reply = (await bundled.quiet().text()).trim();
        if (reply !== "from a bundle") throw new Error(`as ${format}: ${reply}`);
      }
    });
    await checks.check(
      "services are loaded when somebody attaches, and errors are of the classes of each package",
      async () => {
        await writeFile(join(this.#folder, "services.ts"), SERVICES);
        await writeFile(join(this.#folder, "later.ts"), LATER);
        const told = (await this.#bun("later.ts")).trim();
        if (told !== "true true fail on purpose") throw new Error(told);
      },
    );
    await checkCompiledFiles(checks, this.#folder, { attaches: "attach.ts", usesSeveral: "later.ts" });
    await checks.check("every entry exports what its source exports", async () => {
      const entries = [...this.#packages.values()].flatMap(({ folder, manifest }) =>
        entriesOf(manifest.name, manifest.exports).map(([name, source]) => ({
          name,
          source: join(folder, source),
          // It is imported for what it does.
          acts: Array.isArray(manifest.sideEffects) && manifest.sideEffects.includes(source),
        })),
      );
      const published = await this.#exportsOf(entries.map(({ name }) => name));
      const expected = await this.#exportsOf(entries.map(({ source }) => source));
      for (const [index, { name, acts }] of entries.entries()) {
        const is = published[index]?.join();
        if (!is && !acts) throw new Error(`${name} exports nothing`);
        if (is !== expected[index]?.join())
          throw new Error(`${name} exports ${is}\nits source ${expected[index]}`);
      }
    });
    await checks.check("an error's stack leads to the line of the source that threw it", async () => {
      await writeFile(join(this.#folder, "fail.ts"), FAIL);
      const stack = await this.#bun("fail.ts");
      const [, file = "", line] = /\/(src\/[\w-]+\.ts):(\d+)/.exec(stack) ?? [];
      const source = await readFile(join(this.#packages.get("@teleop/core")?.folder ?? "", file), "utf8");
      if (!source.split("\n")[Number(line) - 1]?.includes("new TeleopError(")) throw new Error(stack);
    });
    await checks.check("a bundle has of a package what is used, and nothing else", async () => {
      for (const entry of ["@teleop/core", "@teleop/core/basics"]) {
        const file = join(this.#folder, "bundled.ts");
        await writeFile(file, `import { TeleopError } from "${entry}";\nconsole.log(TeleopError);\n`);
        const { outputs } = await Bun.build({
          entrypoints: [file],
          target: "bun",
          minify: { whitespace: true },
        });
        const code = (await outputs[0]?.text()) ?? "";
        const classes = [...code.matchAll(/\bclass (\w+)/g)].map(([, name]) => name);
        const imports = code.match(/^import .*/gm) ?? [];
        if (
          classes.join() !== "TeleopError,NotListeningError" ||
          imports.length > 0 ||
          code.length > MAX_BUNDLE
        ) {
          throw new Error(`${entry}: ${code.length} characters, classes ${classes}, ${imports.join(" ")}`);
        }
      }
    });
    await checks.check("a transport is tested by the suite for authors, under bun test", async () => {
      await writeFile(join(this.#folder, "suite.test.ts"), SUITE);
      await $`${process.execPath} test suite.test.ts`.cwd(this.#folder).quiet();
    });
    await checks.check("the program capnpc-teleop runs, also by the name of its package", async () => {
      // Of several programs of a package it is the first one that runs by its name.
      for (const program of [
        [join("node_modules", ".bin", "capnpc-teleop")],
        [process.execPath, "x", "@teleop/capnpc"],
      ]) {
        const usage = await $`${program} --help`.cwd(this.#folder).text();
        if (!usage.startsWith("Usage: capnpc-teleop ")) throw new Error(usage);
      }
    });
    await writeFile(
      join(this.#folder, "types.ts"),
      [...this.#packages.values()]
        .flatMap(({ manifest }) => entriesOf(manifest.name, manifest.exports))
        .map(([name], index) => `export * as entry${index} from "${name}";\n`)
        .join(""),
    );
    for (const [moduleResolution, module] of [
      ["Bundler", "Preserve"],
      ["NodeNext", "NodeNext"],
    ] as const) {
      await checks.check(
        `the published types are clean with moduleResolution ${moduleResolution}`,
        async () => {
          const compilerOptions = {
            strict: true,
            noEmit: true,
            target: "ESNext",
            module,
            moduleResolution,
            types: ["bun-types"],
            skipLibCheck: false,
          };
          await writeFile(
            join(this.#folder, "tsconfig.json"),
            JSON.stringify({ compilerOptions, files: ["attach.ts", "types.ts"] }),
          );
          await $`${process.execPath} x tsc -p tsconfig.json`.cwd(this.#folder).quiet();
        },
      );
    }
  }

  /** The names of what each module exports. */
  async #exportsOf(modules: readonly string[]): Promise<string[][]> {
    // Under `bun test`, where the suite for authors can be imported, too.
    await writeFile(
      join(this.#folder, "exports.test.ts"),
      `const names = await Promise.all(${JSON.stringify(modules)}.map(async (name) => Object.keys(await import(name)).sort()));
await Bun.write("exports.json", JSON.stringify(names));
`,
    );
    await $`${process.execPath} test --pass-with-no-tests exports.test.ts`.cwd(this.#folder).quiet();
    return JSON.parse(await readFile(join(this.#folder, "exports.json"), "utf8"));
  }

  async #bun(program: string): Promise<string> {
    return await $`${process.execPath} ${program}`.cwd(this.#folder).quiet().text();
  }
}

/** What is imported of a package, by name, and the source of it. */
function entriesOf(
  name: string,
  exports: PublicPackage["manifest"]["exports"],
): [name: string, source: string][] {
  return Object.entries(exports).flatMap(([subpath, target]): [string, string][] =>
    typeof target === "string" || target.bun === undefined
      ? []
      : [[`${name}${subpath.slice(1)}`, target.bun]],
  );
}

async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), "teleop-bundle-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
