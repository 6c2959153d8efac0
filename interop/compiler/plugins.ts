// plugins.ts: other people's code generators make the same of a request of ours as of one of the native compiler.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile } from "node:fs/promises";
import { delimiter, join } from "node:path";

import type { Native } from "./natives.ts";

const root = join(import.meta.dir, "../..");
const program = join(root, "packages/capnp-compiler/src/capnp-compile.ts");

interface Generation {
  /** What is behind `-o`. */
  readonly language: string;
  /** Paths from the folder. */
  readonly schemas: readonly string[];
  readonly folder: string;
  readonly importPaths: readonly string[];
}

/** What the plugins of the native compiler, and Rust's, have to make. */
export function generations(include: string): readonly Generation[] {
  const standard = ["c++", "persistent", "rpc", "rpc-twoparty", "schema", "stream", "compat/json"];
  const sets: readonly Omit<Generation, "language">[] = [
    { schemas: standard.map((name) => `capnp/${name}.capnp`), folder: include, importPaths: [] },
    {
      schemas: ["shapes/notes.capnp", "shapes/shapes.capnp"],
      folder: join(root, "packages/capnpc/testdata"),
      importPaths: ["."],
    },
    {
      schemas: ["bases.capnp", "inheritance.capnp"],
      folder: join(root, "packages/rpc-capnp/src/testing"),
      importPaths: [],
    },
    { schemas: ["interop.capnp"], folder: join(root, "interop/schema"), importPaths: [] },
  ];
  // Rust's puts two type parameters of one method in another order each time.
  const unsteady = (language: string, schema: string) => language === "rust" && schema.includes("persistent");
  return ["c++", "capnp", "rust"].flatMap((language) =>
    sets.map((set) => ({
      ...set,
      language,
      schemas: set.schemas.filter((schema) => !unsteady(language, schema)),
    })),
  );
}

/** capnpc-rust, built into the cache if it is not there yet. Undefined: there is no cargo. */
export async function rustPlugin(cache: string): Promise<string | undefined> {
  const folder = join(cache, "capnpc-rust");
  const bin = join(folder, "bin");
  if (existsSync(join(bin, "capnpc-rust"))) return bin;
  if (Bun.which("cargo") === null) return undefined;
  const args = ["install", "--quiet", "--locked", "--root", folder, "capnpc", "--version", "0.27.0"];
  const { status, stderr } = spawnSync("cargo", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`capnpc of Rust cannot be built: ${stderr}`);
  return bin;
}

/** Where the outputs differ; undefined for nowhere. */
export async function judgePlugin(
  { language, schemas, folder, importPaths }: Generation,
  workspace: string,
  { name, include }: Native,
  plugins: string | undefined,
): Promise<string | undefined> {
  const outputs = await mkdtemp(join(workspace, "plugin-"));
  const [ours, theirs] = [join(outputs, "ours"), join(outputs, "theirs")];
  await Promise.all([ours, theirs].map((each) => mkdir(each)));
  const paths = [...importPaths, include].flatMap((path) => ["-I", path]);
  const run = (command: readonly string[], into: string): string | undefined => {
    const [executable = "", ...before] = command;
    const args = [...before, `-o${language}:${into}`, "--no-standard-import", ...paths, ...schemas];
    const { status, stderr } = spawnSync(executable, args, {
      cwd: folder,
      env: { ...process.env, PWD: folder, PATH: [plugins ?? "", process.env.PATH].join(delimiter) },
      encoding: "utf8",
    });
    return status === 0 ? undefined : `${executable} failed with exit code ${status}: ${stderr}`;
  };
  const version = name.replace("capnp ", "");
  const failure =
    run(["capnp", "compile"], theirs) ?? run([process.execPath, program, "--capnp-version", version], ours);
  if (failure !== undefined) return failure;
  const names = (await readdir(theirs, { recursive: true })).sort();
  const ourNames = (await readdir(ours, { recursive: true })).sort();
  if (names.join() !== ourNames.join())
    return `we have the files ${ourNames.join()}, and capnp ${names.join()}`;
  if (names.length === 0 && language !== "capnp") return "there are no files";
  for (const name of names) {
    const [our, their] = await Promise.all(
      [ours, theirs].map((each) => readFile(join(each, name)).catch(directory)),
    );
    if (our === undefined || their === undefined) continue;
    if (!our.equals(their)) return `${name} differs`;
  }
  return undefined;
}

/** Nothing is read of a folder. */
function directory(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "EISDIR") throw error;
}
