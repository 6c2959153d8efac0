// run-readme.ts: follows the README of a package as a newcomer would, in an empty folder: writes the files that it shows,
// runs the commands, and compares what they print. A native capnp is hidden: nobody needs one. The package is named by its
// folder; capnpc is the default. Of another page, its path is given.
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const packages = join(import.meta.dir, "../..");
const page = process.argv[2] ?? "capnpc";
const readme = await Bun.file(
  page.endsWith(".md") ? join(packages, "..", page) : join(packages, page, "README.md"),
).text();

let passed = 0;
let failed = 0;
const folder = await mkdtemp(join(tmpdir(), "capnpc-readme-"));
try {
  await installPackages();
  await hideCapnp();
  let printed: string | undefined;
  for (const [, language = "", file, content = ""] of readme.matchAll(
    /^```(\w+)(?: (\S+))?\n(.*?)^```$/gms,
  )) {
    if (file !== undefined) await Bun.write(join(folder, file), content);
    else if (language === "sh") printed = await run(content);
    else if (language === "text" && printed !== undefined) {
      check("it prints what the README says", printed === content ? undefined : printed);
      printed = undefined;
    }
  }
  await checkTypes();
} finally {
  await rm(folder, { recursive: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

/** What `bun add` would do, with the packages of this repository. */
async function installPackages(): Promise<void> {
  for (const name of await readdir(packages)) {
    const manifest = join(packages, name, "package.json");
    if (!existsSync(manifest)) continue;
    const { name: packageName, bin = {} }: { name: string; bin?: Record<string, string> } =
      await Bun.file(manifest).json();
    await linked(join(packages, name), join("node_modules", packageName));
    for (const [program, source] of Object.entries(bin)) {
      const link = join("node_modules/.bin", program);
      // `teleop` has the program of `@teleop/cli`, too.
      if (!existsSync(join(folder, link))) await linked(join(packages, name, source), link);
    }
  }
  await symlink(join(packages, "capnpc/node_modules/capnp-es"), join(folder, "node_modules/capnp-es"));
}

async function linked(target: string, name: string): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await symlink(target, join(folder, name));
}

/** Whoever runs it finds this one first. */
async function hideCapnp(): Promise<void> {
  const program = join(folder, "hidden/capnp");
  await Bun.write(program, "#!/bin/sh\necho 'there is no capnp here' >&2\nexit 127\n");
  await chmod(program, 0o755);
}

async function run(command: string): Promise<string> {
  const bun = dirname(process.execPath);
  const child = Bun.spawn(["sh", "-ec", command], {
    cwd: folder,
    env: { ...process.env, PATH: `${join(folder, "hidden")}:${bun}:${process.env.PATH}` },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
    // A process group, so that what runs in the background can be ended when the command failed.
    detached: true,
  });
  const [output, errors, exitCode] = await Promise.all([
    child.stdout.text(),
    child.stderr.text(),
    endGroupOnFailure(child),
  ]);
  check(command.trim(), exitCode === 0 ? undefined : `exit code ${exitCode}: ${errors}`);
  return output;
}

async function endGroupOnFailure(child: Bun.Subprocess): Promise<number> {
  const exitCode = await child.exited;
  try {
    if (exitCode !== 0) process.kill(-child.pid, "SIGTERM");
  } catch (error) {
    // Nothing ran in the background.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
  return exitCode;
}

/** The files that the README shows must satisfy the compiler flags of this repository. */
async function checkTypes(): Promise<void> {
  const root = join(packages, "..");
  const config = {
    extends: join(root, "tsconfig.base.json"),
    compilerOptions: { noEmit: true, typeRoots: [join(root, "node_modules")] },
    include: ["*.ts"],
  };
  await Bun.write(join(folder, "tsconfig.json"), JSON.stringify(config));
  const child = Bun.spawn([join(root, "node_modules/.bin/tsc"), "-p", folder], { stdout: "pipe" });
  const [output] = await Promise.all([child.stdout.text(), child.exited]);
  // The packages are checked elsewhere.
  const errors = output.split("\n").filter((line) => /^\w+(\.capnp)?\.ts\(/.test(line));
  check("the README's code has no type errors", errors.length === 0 ? undefined : errors.join("\n"));
}

function check(what: string, failure: string | undefined): void {
  if (failure === undefined) passed++;
  else failed++;
  if (failure !== undefined) console.error(`FAILED ${what}\n  ${failure}`);
}
