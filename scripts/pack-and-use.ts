// pack-and-use.ts: what is published must work in an empty project: for Bun, for Node.js, and for the type checker.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { $ } from "bun";
import { publicPackages } from "./manifest.ts";
import { packAll } from "./pack.ts";

const root = join(import.meta.dir, "..");
const work = await mkdtemp(join(tmpdir(), "teleop-pack-"));
let passed = 0;
let failed = 0;
try {
  const folder = join(work, "tarballs");
  await mkdir(folder);
  const tarballs = await packAll(folder);
  const names = [...tarballs.keys()];
  const forNode: string[] = [];
  for (const { manifest } of (await publicPackages(root)).values()) {
    if (manifest.engines?.bun === undefined) forNode.push(manifest.name);
  }

  const project = join(work, "project");
  await mkdir(project);
  const dependencies = Object.fromEntries([...tarballs].map(([name, tarball]) => [name, `file:${tarball}`]));
  const typescript = JSON.parse(await readFile(join(root, "package.json"), "utf8")).workspaces.catalog;
  await writeFile(
    join(project, "package.json"),
    JSON.stringify({
      name: "empty-project",
      private: true,
      type: "module",
      dependencies,
      devDependencies: { typescript: typescript.typescript, "bun-types": typescript["bun-types"] },
      // Every dependency between our own packages comes from the tarballs, too.
      overrides: dependencies,
    }),
  );
  await $`bun install`.cwd(project).quiet();

  await check("no tarball asks for a workspace or a catalog", async () => {
    for (const name of names) {
      const manifest = await readFile(join(project, "node_modules", name, "package.json"), "utf8");
      if (/"(workspace|catalog):/.test(manifest)) throw new Error(`${name}: ${manifest}`);
    }
  });

  await writeFile(
    join(project, "attach.ts"),
    `import { spawn } from "node:child_process";
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
`,
  );
  await check("a process attaches to another, with nothing but the tarballs, in Bun", async () => {
    const reply = (await $`bun attach.ts`.cwd(project).text()).trim();
    if (reply !== "from a tarball") throw new Error(`expected "from a tarball", got "${reply}"`);
  });

  await writeFile(
    join(project, "import-all.mjs"),
    forNode
      .map((name) => `console.log(${JSON.stringify(name)}, Object.keys(await import("${name}")).length);`)
      .join("\n"),
  );
  await check("every package that does not ask for Bun can be imported in Node.js", async () => {
    await $`node import-all.mjs`.cwd(project).quiet();
  });

  await writeFile(
    join(project, "suite.test.ts"),
    `import { transportConformance } from "@teleop/conformance";
import { memoryTransport } from "@teleop/transport-memory";
transportConformance({ name: "memory", transport: memoryTransport, socketFile: false });
`,
  );
  await check("a transport is tested by the suite for authors, under bun test", async () => {
    await $`bun test suite.test.ts`.cwd(project).quiet();
  });

  for (const [resolution, module] of [
    ["Bundler", "Preserve"],
    ["NodeNext", "NodeNext"],
  ] as const) {
    await writeFile(
      join(project, "tsconfig.json"),
      JSON.stringify({
        compilerOptions: {
          strict: true,
          noEmit: true,
          target: "ESNext",
          module,
          moduleResolution: resolution,
          types: ["bun-types"],
          skipLibCheck: false,
        },
        files: ["attach.ts"],
      }),
    );
    await check(`the published types are clean with moduleResolution ${resolution}`, async () => {
      await $`bun x tsc -p tsconfig.json`.cwd(project);
    });
  }

  await check("installing one attacher pulls in only core", async () => {
    const lean = join(work, "lean");
    await mkdir(lean);
    await writeFile(
      join(lean, "package.json"),
      JSON.stringify({
        name: "lean-project",
        private: true,
        dependencies: { "@teleop/attacher-inotify": dependencies["@teleop/attacher-inotify"] },
        overrides: dependencies,
      }),
    );
    await $`bun install`.cwd(lean).quiet();
    const installed = (await readdir(join(lean, "node_modules", "@teleop"))).sort();
    if (installed.join() !== "attacher-inotify,core") throw new Error(`installed ${installed.join()}`);
    const others = (await readdir(join(lean, "node_modules"))).filter(
      (f) => f !== "@teleop" && !f.startsWith("."),
    );
    if (others.length > 0) throw new Error(`installed ${others.join()}`);
  });
} finally {
  await rm(work, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

async function check(sentence: string, body: () => Promise<void>): Promise<void> {
  try {
    await body();
    passed++;
    console.log(`ok    ${sentence}`);
  } catch (error) {
    failed++;
    console.log(
      `not ok ${sentence}\n${error instanceof Bun.$.ShellError ? `${error.stdout}${error.stderr}` : error}`,
    );
  }
}
