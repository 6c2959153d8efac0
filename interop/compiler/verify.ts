// verify.ts: compares our compiler with the native ones: on every schema that can be found, on random schemas, and on
// both with mistakes in them. Either all refuse, or all accept and make the same request; and nothing makes ours fail
// otherwise than by a diagnostic, or take its time.
//
//   bun run interop/compiler/verify.ts [--only corpus|generated|mutated|hostile|plugins] [--cases 1000] [--seed 1]
//                                      [--folder path]... [--import-path path]... [--save path]
//
// Needs the capnp tool and its schemas (Debian: capnproto, libcapnp-dev), and fetches newer ones where apt has them.
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Random } from "@teleop/random-runs";
import {
  type FetchedSource,
  fetchSource,
  packageSources,
  type SchemaSource,
} from "../../packages/capnpc/scripts/schema-packages.ts";
import { HostileJudge, hostileTexts, judgeHostile } from "./hostile.ts";
import { mutate } from "./mutate.ts";
import { findNatives, type Native } from "./natives.ts";
import { oddities } from "./oddities.ts";
import { isAccepted, requestLayout } from "./ours.ts";
import { generations, judgePlugin, rustPlugin } from "./plugins.ts";
import { randomSchema } from "./random-schema.ts";
import { shrinkFiles } from "./shrink-files.ts";
import { Court, type Files, type Verdict } from "./verdict.ts";

const { values: options } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    cases: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    folder: { type: "string", multiple: true },
    "import-path": { type: "string", multiple: true },
    save: { type: "string" },
  },
});
const root = join(import.meta.dir, "../..");
const cache = join(root, "node_modules/.cache/capnp-schemas");
const [cases, firstSeed] = [Number(options.cases), Number(options.seed)];
/** As many failures of a part are made small and shown. */
const mostShown = 6;

let passed = 0;
let failed = 0;
const { natives, missing } = await findNatives(cache);
for (const each of missing) console.log(`skipped ${each}`);
if (natives.length === 0) throw new Error("there is no native compiler to compare with");
console.log(`compared with ${natives.map(({ name }) => name).join(", ")}`);
const workspace = await mkdtemp(join(tmpdir(), "capnp-verify-"));
try {
  const court = new Court(natives, requestLayout(), workspace);
  const parts = { corpus, generated, mutated, hostile, plugins };
  for (const [name, part] of Object.entries(parts)) {
    if (options.only === undefined || options.only.includes(name)) await part(court);
  }
} finally {
  await rm(workspace, { recursive: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

/** Counts verdicts and shows the first failures. */
class Tally {
  readonly #counts = new Map<string, number>();
  readonly #name: string;
  #shown = 0;

  constructor(name: string) {
    this.#name = name;
  }

  /** Whether it is a failure that ought to be shown. */
  add(verdict: Verdict): boolean {
    const name =
      verdict.kind === "failed" ? verdict.what : verdict.kind === "odd" ? verdict.oddity : verdict.kind;
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
    if (verdict.kind !== "failed") passed++;
    else failed++;
    return verdict.kind === "failed" && this.#shown++ < mostShown;
  }

  tell(what: string): void {
    const names: Readonly<Record<string, string>> = {
      equal: "equal",
      refused: "refused by both",
      ...Object.fromEntries(oddities.map(({ name }) => [name, `left to us (${name})`])),
    };
    const told = [...this.#counts].map(([name, count]) => `${count} ${names[name] ?? `FAILED: ${name}`}`);
    console.log(`${this.#name}: ${what}: ${told.join(", ")}`);
  }
}

/** Every schema of this machine, of packages, and of this repository, one by one, as its package means it. */
async function corpus(court: Court): Promise<void> {
  const folders = options.folder?.map((path): SchemaSource => ({ name: path, fetch: async () => path }));
  const sources = folders ?? [
    {
      name: "this repository",
      fetch: async () => root,
      importPaths: ["packages/capnpc/testdata", "packages/capnpc/testdata/standard"],
    },
    ...court.natives.map(({ name, include }) => ({ name: `schemas of ${name}`, fetch: async () => include })),
    ...packageSources,
  ];
  const fetched = await Promise.all(sources.map((source) => fetchOrSkip(source)));
  for (const found of fetched) {
    if (found === undefined) continue;
    const tally = new Tally(found.source.name);
    await judgeSource(court, found, tally);
    tally.tell(`${found.schemas.length} schemas, each with ${court.natives.length} compilers`);
  }
}

async function fetchOrSkip(source: SchemaSource): Promise<FetchedSource | undefined> {
  try {
    const found = await fetchSource(source, cache);
    if (found === undefined) console.log(`skipped ${source.name}: there is no ${source.client} here`);
    return found;
  } catch (error) {
    console.log(`skipped ${source.name}: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

async function judgeSource(
  court: Court,
  { source, folder, schemas }: FetchedSource,
  tally: Tally,
): Promise<void> {
  const importPaths = options["import-path"] ?? source.importPaths ?? ["."];
  for (const schema of schemas) {
    for (const { native, verdict } of await court.judge(folder, [schema], importPaths)) {
      if (!tally.add(verdict) || verdict.kind !== "failed") continue;
      show(`${native.name}, ${source.name}: ${schema}: ${verdict.what}`, verdict.detail, {});
    }
  }
}

async function generated(court: Court): Promise<void> {
  await many(court, "generated schemas", cases, (seed) => randomSchema(seed));
}

/** Of random schemas, and of those of capnp, which know more of the language's habits. */
async function mutated(court: Court): Promise<void> {
  const include = court.natives[0]?.include ?? "";
  const texts = await Promise.all(
    ["schema", "c++", "persistent", "rpc-twoparty", "stream"].map((name) =>
      readFile(join(include, `capnp/${name}.capnp`), "utf8"),
    ),
  );
  await many(court, "schemas with mistakes", cases * 2, (seed) => {
    const random = new Random(seed);
    const files: Files = random.chance(0.1) ? { "file0.capnp": random.pick(texts) } : rightSchema(random);
    const name = random.pick(Object.keys(files).filter((each) => each.endsWith(".capnp")));
    return { ...files, [name]: mutate(String(files[name]), random) };
  });
}

/** A random schema that is accepted: a mistake in any other would be lost among those that it has. */
function rightSchema(random: Random): Files {
  for (;;) {
    const files = randomSchema(random.below(2 ** 31));
    if (isAccepted(files)) return files;
  }
}

async function many(court: Court, name: string, count: number, make: (seed: number) => Files): Promise<void> {
  const started = performance.now();
  const tally = new Tally(name);
  const seeds = Array.from({ length: count }, (_, i) => firstSeed + i);
  const judgeNext = async (): Promise<void> => {
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
      const files = make(seed);
      // What one of them says is mostly what all say.
      const [first] = (await court.judgeFiles(files)).filter(({ verdict }) => tally.add(verdict));
      if (first?.verdict.kind !== "failed") continue;
      await explain(court, first.native, `seed ${seed}`, files, first.verdict);
    }
  };
  // While a native compiler runs, we can work on the next.
  await Promise.all([judgeNext(), judgeNext(), judgeNext()]);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  tally.tell(`${count} from seed ${firstSeed}, each with ${court.natives.length} compilers, in ${seconds} s`);
}

/** Makes the files as small as they can be and still fail so. */
async function explain(
  court: Court,
  native: Native,
  name: string,
  files: Files,
  verdict: Verdict & { kind: "failed" },
): Promise<void> {
  const failure = async (some: Files): Promise<string | undefined> => {
    const again = (await court.judgeFiles(some)).find((each) => each.native === native)?.verdict;
    return again?.kind === "failed" && again.what === verdict.what ? again.detail : undefined;
  };
  const smallest = await shrinkFiles(files, async (some) => (await failure(some)) !== undefined);
  const detail = (await failure(smallest)) ?? verdict.detail;
  show(`${native.name}, ${name}: ${verdict.what}`, detail, smallest);
  if (options.save === undefined) return;
  const folder = join(options.save, `${verdict.what} ${native.name} ${name}`.replaceAll(/[^\w.]+/g, "-"));
  await mkdir(folder, { recursive: true });
  for (const [path, content] of Object.entries({ ...smallest, "why.txt": detail })) {
    await writeFile(join(folder, path), content);
  }
}

/** Texts that are made to break a compiler: ours has to answer soon, by a diagnostic where it refuses. */
async function hostile(): Promise<void> {
  await using judge = new HostileJudge(workspace);
  const texts = hostileTexts();
  const before = failed;
  for (const text of texts) {
    const failure = await judgeHostile(text, judge);
    if (failure === undefined) passed++;
    else failed++;
    if (failure !== undefined) show(`hostile text, ${text.name}`, failure, {});
  }
  console.log(`hostile texts: ${texts.length}, ${failed - before} FAILED`);
}

/** The code that plugins generate of our requests is that of the native compiler's, byte for byte. */
async function plugins(court: Court): Promise<void> {
  // Of the others only the compiler was fetched.
  const native = court.natives.find(({ command }) => command[0] === "capnp");
  if (native === undefined) return console.log("skipped the plugins: there is no capnp in PATH");
  const rust = await rustPlugin(cache);
  if (rust === undefined) console.log("skipped Rust's plugin: there is no cargo here");
  const all = generations(native.include);
  const wanted = all.filter(({ language }) => language !== "rust" || rust !== undefined);
  const before = failed;
  for (const generation of wanted) {
    const failure = await judgePlugin(generation, workspace, native, rust);
    if (failure === undefined) passed++;
    else failed++;
    const name = `capnpc-${generation.language} of ${generation.schemas.join(" ")}`;
    if (failure !== undefined) show(name, failure, {});
  }
  console.log(`plugins: ${wanted.length} runs, ${failed - before} FAILED`);
}

function show(what: string, detail: string, files: Files): void {
  console.error(`FAILED ${what}\n  ${detail.trimEnd().replaceAll("\n", "\n  ")}`);
  for (const [path, content] of Object.entries(files)) {
    if (path.endsWith(".capnp"))
      console.error(`  ${path}:\n    ${String(content).trimEnd().replaceAll("\n", "\n    ")}`);
  }
}
