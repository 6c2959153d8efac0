// random-constants.ts: constants and defaults of random types, with random values, as capnp writes them and as they are
// in generated code. Needs the capnp tool. An argument is the seed of a single round.
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Random } from "@teleop/random-runs";
import { decode, encode, type Struct, toJson } from "@teleop/rpc-capnp/schema";
import { runCommand } from "../src/index.ts";
import { RandomSchema } from "./random-schema.ts";
import { evalTools, printed } from "./tools.ts";

const [seed] = process.argv.slice(2);
const seeds = seed === undefined ? [1, 2, 3, 4] : [Number(seed)];
const constantsEach = 60;

let passed = 0;
let failed = 0;
const workspace = await mkdtemp(join(tmpdir(), "capnpc-constants-"));
try {
  await mkdir(join(workspace, "node_modules/@teleop"), { recursive: true });
  await symlink(join(import.meta.dir, "../../rpc-capnp"), join(workspace, "node_modules/@teleop/rpc-capnp"));
  for (const each of seeds) await round(each);
} finally {
  await rm(workspace, { recursive: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

async function round(seed: number): Promise<void> {
  const path = join(workspace, `round${seed}.capnp`);
  const { text } = new RandomSchema(new Random(seed), constantsEach);
  await Bun.write(path, text);
  const errors: string[] = [];
  const streams = { input: undefined, out: () => {}, error: (line: string) => errors.push(line) };
  const options = ["--src-prefix", workspace, "--out", workspace, path];
  if ((await runCommand(options, streams)) !== 0) {
    check(`seed ${seed}: code is generated`, errors.join("\n"));
    return;
  }
  const generated: Readonly<Record<string, unknown>> = await import(`${path}.ts`);
  const All = generated.All as Struct;
  const expected = jsonOf(All, decode(All, await printed([...evalTools.theirs, "-obinary", path, "all"])));
  const { defaults } = decode(All, encode(All, { defaults: {} })) as { readonly defaults: unknown };
  const whole = jsonOf(All, generated.all);
  const fromDefaults = jsonOf(generated.Defaults as Struct, defaults);
  for (let i = 0; i < constantsEach; i++) {
    const alone = jsonOf(All, { [`c${i}`]: generated[`c${i}`] });
    const field = `c${i}`;
    compare(`seed ${seed}: the constant ${field}`, alone[field], expected[field]);
    compare(`seed ${seed}: ${field} in a constant`, whole[field], expected[field]);
    compare(`seed ${seed}: the default ${field}`, fromDefaults[field], expected[field]);
  }
  await programs(seed, path, text);
}

/** By way of a message, where every field has a value. */
function jsonOf(type: Struct, value: unknown): Readonly<Record<string, unknown>> {
  const json = toJson(type, decode(type, encode(type, value as never)));
  if (typeof json !== "object" || json === null || Array.isArray(json))
    throw new Error("a struct is an object");
  return json as Readonly<Record<string, unknown>>;
}

/** What capnp-eval prints is what capnp eval does: of constants, of what is in them, and of defaults. */
async function programs(seed: number, path: string, schema: string): Promise<void> {
  const random = new Random(seed);
  const names = [
    "all",
    ...["", "all.", "Defaults."].flatMap((prefix) =>
      Array.from({ length: 6 }, () => `${prefix}c${random.below(constantsEach)}`),
    ),
  ];
  for (const name of names) {
    const options = random.chance(0.5) ? ["--short"] : [];
    const [ours, theirs] = [evalTools.ours, evalTools.theirs].map(async (tool) =>
      new TextDecoder().decode(await printed([...tool, ...options, path, name])),
    );
    // Of a Float32 by itself it shows the digits of a Float64.
    const isFloat32 = schema.includes(`const ${name.split(".").at(-1)} :Float32 `);
    const shown = (text: string | undefined) => (isFloat32 ? Math.fround(Number(text)) : text);
    compare(`seed ${seed}: capnp-eval ${options.join("")} ${name}`, shown(await ours), shown(await theirs));
  }
}

function compare(what: string, ours: unknown, theirs: unknown): void {
  const [some, other] = [JSON.stringify(ours), JSON.stringify(theirs)];
  check(what, some === other ? undefined : `we have ${some}\n  capnp ${other}`);
}

function check(what: string, failure: string | undefined): void {
  if (failure === undefined) passed++;
  else failed++;
  if (failure !== undefined) console.error(`FAILED ${what}\n  ${failure}`);
}
