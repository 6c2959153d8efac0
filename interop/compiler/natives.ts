// natives.ts: the native compilers to compare with: the one in PATH, and newer ones of Debian's later suites, unpacked
// into a folder of the cache with the C library that they need. Nothing is installed.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A `capnp` program, and what has to be known to compare with it. */
export interface Native {
  /** `capnp 1.5.0`. */
  readonly name: string;
  readonly command: readonly string[];
  /** The folder of its standard schemas: imports with a leading slash are looked up there. */
  readonly include: string;
}

export interface Answer {
  /** Undefined: it refused. */
  readonly request: Uint8Array | undefined;
  readonly errors: string;
  /** It ended itself rather than to refuse: a crash, or no end within the time that it had. */
  readonly crashed: boolean;
}

/** Has a compiler compile files by their paths from a folder. */
export async function ask(
  native: Native,
  folder: string,
  files: readonly string[],
  importPaths: readonly string[],
): Promise<Answer> {
  const paths = [...importPaths, native.include].flatMap((path) => ["-I", path]);
  const child = Bun.spawn(
    [...native.command, "compile", "-o-", "--no-standard-import", ...paths, "--", ...files],
    {
      cwd: folder,
      env: { ...process.env, PWD: folder },
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe",
      timeout: 10_000,
      killSignal: "SIGKILL",
    },
  );
  const [output, errors, status] = await Promise.all([
    child.stdout.bytes(),
    child.stderr.text(),
    child.exited,
  ]);
  return {
    request: status === 0 ? output : undefined,
    errors,
    // It says so where it had not thought of something, and goes on to exit with 1.
    crashed:
      status > 1 ||
      child.signalCode !== null ||
      /\*\*\* (Uncaught|Fatal)|Received signal|Internal compiler bug/.test(errors),
  };
}

export interface FoundNatives {
  readonly natives: readonly Native[];
  /** Those that cannot be had here, and why. */
  readonly missing: readonly string[];
}

/** The compilers that can be had, the oldest first. What is fetched stays in the cache. */
export async function findNatives(cache: string): Promise<FoundNatives> {
  const natives: Native[] = [];
  const missing: string[] = [];
  const include = ["/usr/include", "/usr/local/include", "/opt/homebrew/include"].find((folder) =>
    existsSync(join(folder, "capnp/schema.capnp")),
  );
  if (include === undefined)
    missing.push("the system's capnp: its schemas are not installed (Debian: libcapnp-dev)");
  else attempt("the system's capnp", () => natives.push(nativeOf(["capnp"], include)), missing);
  for (const suite of ["trixie", "sid"]) {
    try {
      natives.push(await ofDebian(suite, join(cache, `debian-${suite}`)));
    } catch (error) {
      missing.push(`capnp of Debian ${suite}: ${error instanceof Error ? error.message : error}`);
    }
  }
  return { natives, missing };
}

function attempt(what: string, action: () => void, missing: string[]): void {
  try {
    action();
  } catch (error) {
    missing.push(`${what}: ${error instanceof Error ? error.message : error}`);
  }
}

function nativeOf(command: readonly string[], include: string): Native {
  const [program = "", ...args] = command;
  const { stdout, error, stderr } = spawnSync(program, [...args, "--version"], { encoding: "utf8" });
  const version = /version (\S+)/.exec(stdout ?? "")?.[1];
  if (version === undefined) throw new Error(`it cannot be run: ${error?.message ?? stderr}`);
  return { name: `capnp ${version}`, command, include };
}

const packages: readonly string[] = ["capnproto", "libcapnp-dev", "libc6", "libstdc++6", "libgcc-s1"];

/** The capnp of another suite of Debian, run by the dynamic linker and the C library of that suite. */
async function ofDebian(suite: string, folder: string): Promise<Native> {
  const unpacked = join(folder, "unpacked");
  if (!existsSync(unpacked)) {
    await mkdir(folder, { recursive: true });
    const scratch = await mkdtemp(join(folder, "fetch-"));
    try {
      await fetchPackages(suite, scratch);
      await rename(join(scratch, "unpacked"), unpacked);
    } finally {
      await rm(scratch, { recursive: true });
    }
  }
  const system = (await readdir(join(unpacked, "usr/lib"))).find((name) => name.endsWith("-linux-gnu"));
  const libraries = join(unpacked, "usr/lib", system ?? "");
  const linker = (await readdir(libraries)).find((name) => /^ld-linux.*\.so\.\d+$/.test(name));
  if (linker === undefined) throw new Error("its packages have no dynamic linker");
  const program = join(unpacked, "usr/bin/capnp");
  const command = [join(libraries, linker), "--library-path", libraries, program];
  return nativeOf(command, join(unpacked, "usr/include"));
}

async function fetchPackages(suite: string, scratch: string): Promise<void> {
  for (const name of ["sources", "lists/partial", "cache/archives/partial", "unpacked"]) {
    await mkdir(join(scratch, name), { recursive: true });
  }
  const source = await debianSource(suite);
  await writeFile(join(scratch, "sources", source.file), source.text);
  // An apt that knows only that source, and keeps what it learns to itself.
  const apt = [
    "apt-get",
    "--quiet=2",
    ...["Dir::Etc::SourceList=/dev/null", `Dir::Etc::SourceParts=${scratch}/sources`],
    ...[`Dir::State::Lists=${scratch}/lists`, `Dir::Cache=${scratch}/cache`, "APT::Sandbox::User=root"],
  ].flatMap((arg, i) => (i < 2 ? [arg] : ["-o", arg]));
  run([...apt, "update"], scratch);
  const library = /libcapnp-[\d.]+/.exec(
    run(["apt-cache", ...apt.slice(2), "depends", "capnproto"], scratch),
  )?.[0];
  if (library === undefined) throw new Error("its capnproto does not say which library it needs");
  run([...apt, "download", library, ...packages], scratch);
  for (const name of await readdir(scratch)) {
    if (name.endsWith(".deb")) run(["dpkg-deb", "--extract", name, "unpacked"], scratch);
  }
}

/** The first Debian source of this machine, in either of apt's formats, but for the suite. */
async function debianSource(suite: string): Promise<{ readonly file: string; readonly text: string }> {
  const folder = "/etc/apt/sources.list.d";
  const names = existsSync(folder) ? await readdir(folder) : [];
  for (const name of names.filter((each) => each.endsWith(".sources"))) {
    const stanzas = (await Bun.file(join(folder, name)).text()).split(/\n{2,}/);
    const stanza = stanzas.find((each) => /^URIs:.*\/debian\/?(\s|$)/m.test(each));
    if (stanza === undefined) continue;
    const text = stanza
      .replace(/^Types:.*/m, "Types: deb")
      .replace(/^Suites:.*/m, `Suites: ${suite}`)
      .replace(/^Components:.*/m, "Components: main");
    return { file: "debian.sources", text: `${text}\n` };
  }
  const lists = names.filter((name) => name.endsWith(".list")).map((name) => join(folder, name));
  for (const file of ["/etc/apt/sources.list", ...lists].filter((each) => existsSync(each))) {
    const [, options = "", uri] =
      /^deb( +\[[^\]]*\])? +(\S+\/debian\/?) /m.exec(await Bun.file(file).text()) ?? [];
    if (uri !== undefined) return { file: "debian.list", text: `deb${options} ${uri} ${suite} main\n` };
  }
  throw new Error("apt on this machine has no source of Debian's packages");
}

function run(command: readonly string[], cwd: string): string {
  const [program = "", ...args] = command;
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: "utf8" });
  if (status === 0) return stdout;
  throw new Error(`${program} ${args.at(-1)}: ${error?.message ?? stderr.trim().split("\n").at(-1)}`);
}
