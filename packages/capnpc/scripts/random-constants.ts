// random-constants.ts: constants and defaults of random types, with random values, as capnp writes them and as they are
// in generated code. Needs the capnp tool. An argument is the seed of a single round.
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Random } from "@teleop/random-runs";
import { decode, encode, type Struct, toJson } from "@teleop/rpc-capnp/schema";
import { runCommand } from "../src/index.ts";

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
  await Bun.write(path, new RandomSchema(new Random(seed)).text());
  const errors: string[] = [];
  const streams = { input: undefined, out: () => {}, error: (line: string) => errors.push(line) };
  const options = ["--src-prefix", workspace, "--out", workspace, path];
  if ((await runCommand(options, streams)) !== 0) {
    check(`seed ${seed}: code is generated`, errors.join("\n"));
    return;
  }
  const generated: Readonly<Record<string, unknown>> = await import(`${path}.ts`);
  const All = generated.All as Struct;
  const expected = jsonOf(All, decode(All, await evaluated(path, "all")));
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
}

/** By way of a message, where every field has a value. */
function jsonOf(type: Struct, value: unknown): Readonly<Record<string, unknown>> {
  const json = toJson(type, decode(type, encode(type, value as never)));
  if (typeof json !== "object" || json === null || Array.isArray(json))
    throw new Error("a struct is an object");
  return json as Readonly<Record<string, unknown>>;
}

async function evaluated(schema: string, name: string): Promise<Uint8Array> {
  const child = Bun.spawn(["capnp", "eval", "-obinary", schema, name], { stdout: "pipe", stderr: "pipe" });
  const [output, errors, exitCode] = await Promise.all([
    child.stdout.bytes(),
    child.stderr.text(),
    child.exited,
  ]);
  if (exitCode !== 0) throw new Error(`capnp eval ${schema} ${name}: ${errors}`);
  return output;
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

/** A type of the schema language, and how to write a random value of it. */
interface RandomType {
  readonly name: string;
  value(depth: number): string;
}

/** A schema of random structs, with as many constants, and the same values as defaults. */
class RandomSchema {
  readonly #random: Random;
  readonly #declarations: string[] = [];
  readonly #structs: RandomType[] = [];

  constructor(random: Random) {
    this.#random = random;
  }

  text(): string {
    this.#declarations.push(
      "enum Color { red @0; green @1; blue @2; }",
      "struct Empty {}",
      "struct Box(T) { value @0 :T; boxes @1 :List(Box(T)); }",
    );
    this.#structs.push({ name: "Empty", value: () => "()" });
    for (let i = 0; i < 6; i++) this.#struct(`S${i}`);
    const constants = Array.from({ length: constantsEach }, (_, i) => {
      const type = this.#type(2);
      return { name: `c${i}`, type: type.name, value: type.value(0), i };
    });
    const fields = constants.map(({ name, type, i }) => `${name} @${i} :${type};`);
    const defaults = constants.map(({ name, type, value, i }) => `${name} @${i} :${type} = ${value};`);
    return [
      "@0xd1ffe2cf5a27e0d1;",
      ...this.#declarations,
      ...constants.map(({ name, type, value }) => `const ${name} :${type} = ${value};`),
      `struct All { ${fields.join(" ")} defaults @${constantsEach} :Defaults; }`,
      `struct Defaults { ${defaults.join(" ")} }`,
      `const all :All = (${constants.map(({ name, value }) => `${name} = ${value}`).join(", ")});`,
    ].join("\n");
  }

  #struct(name: string): void {
    const random = this.#random;
    let ordinal = 0;
    const field = (prefix: string) => {
      const type = this.#type(1);
      const fieldName = `${prefix}${ordinal}`;
      const preset = random.chance(0.4) ? ` = ${type.value(2)}` : "";
      return { name: fieldName, type, text: `${fieldName} @${ordinal++} :${type.name}${preset};` };
    };
    const fieldsOf = (prefix: string, most: number) =>
      Array.from({ length: random.below(most + 1) }, () => field(prefix));
    const plain = fieldsOf("f", 4);
    const group = fieldsOf("g", 3);
    // A union has two members at least.
    const union = random.chance(0.5) ? [field("u"), field("u"), ...fieldsOf("u", 2)] : [];
    const nested = random.chance(0.4) ? [field("n"), field("n")] : [];
    const text = (fields: readonly { readonly text: string }[]) => fields.map((each) => each.text).join(" ");
    this.#declarations.push(
      [
        `struct ${name} {`,
        text(plain),
        group.length > 0 ? `group :group { ${text(group)} }` : "",
        union.length > 0 ? `union { ${text(union)} }` : "",
        nested.length > 0 ? `nested :group { union { ${text(nested)} } }` : "",
        "}",
      ].join(" "),
    );
    const some = (fields: readonly { readonly name: string; readonly type: RandomType }[], depth: number) =>
      fields.filter(() => random.chance(0.7)).map((each) => `${each.name} = ${each.type.value(depth)}`);
    const one = (fields: readonly { readonly name: string; readonly type: RandomType }[], depth: number) =>
      fields.length > 0 && random.chance(0.7) ? some([random.pick(fields)], depth) : [];
    this.#structs.push({
      name,
      value: (depth) => {
        if (depth > 3) return "()";
        const groupFields = some(group, depth + 1);
        const nestedFields = one(nested, depth + 1);
        return `(${[
          ...some(plain, depth + 1),
          ...one(union, depth + 1),
          ...(groupFields.length > 0 ? [`group = (${groupFields.join(", ")})`] : []),
          ...(nestedFields.length > 0 ? [`nested = (${nestedFields.join(", ")})`] : []),
        ].join(", ")})`;
      },
    });
  }

  #type(depth: number): RandomType {
    const random = this.#random;
    const kind = random.next();
    if (kind < 0.35 || depth < 0) return random.pick(this.#simpleTypes());
    if (kind < 0.65) return random.pick(this.#structs);
    if (kind < 0.75) return this.#box(random.chance(0.5) ? random.pick(this.#structs) : textType(random));
    const element = this.#type(depth - 1);
    return {
      name: `List(${element.name})`,
      value: (at) =>
        `[${Array.from({ length: random.below(at > 3 ? 1 : 4) }, () => element.value(at + 1)).join(", ")}]`,
    };
  }

  #box(content: RandomType): RandomType {
    const random = this.#random;
    return {
      name: `Box(${content.name})`,
      value: (depth) => {
        if (depth > 3) return "()";
        const value = random.chance(0.7) ? [`value = ${content.value(depth + 1)}`] : [];
        const boxes = random.chance(0.5) ? [`boxes = [(value = ${content.value(depth + 1)})]`] : [];
        return `(${[...value, ...boxes].join(", ")})`;
      },
    };
  }

  #simpleTypes(): readonly RandomType[] {
    const random = this.#random;
    const integers = [8, 16, 32, 64].flatMap((bits): RandomType[] => [
      {
        name: `Int${bits}`,
        value: () => String(this.#integer(-(2n ** BigInt(bits - 1)), 2n ** BigInt(bits - 1) - 1n)),
      },
      { name: `UInt${bits}`, value: () => String(this.#integer(0n, 2n ** BigInt(bits) - 1n)) },
    ]);
    return [
      ...integers,
      { name: "Void", value: () => "void" },
      { name: "Bool", value: () => String(random.chance(0.5)) },
      {
        name: "Float32",
        value: () => random.pick(["0", "-0.0", "1.5", "-0.1", "inf", "-inf", "nan", "3e38"]),
      },
      {
        name: "Float64",
        value: () => random.pick(["0", "-0.0", "1.5", "-0.1", "inf", "-inf", "nan", "1e300"]),
      },
      { name: "Color", value: () => random.pick(["red", "green", "blue"]) },
      { name: "Data", value: () => random.pick(['""', '0x"00 ff 80"', '"abc"']) },
      textType(random),
    ];
  }

  #integer(least: bigint, most: bigint): bigint {
    const between = least + (BigInt(Math.floor(this.#random.next() * 2 ** 53)) * (most - least)) / 2n ** 53n;
    return this.#random.pick([least, most, 0n, 1n, between]);
  }
}

function textType(random: Random): RandomType {
  return {
    name: "Text",
    value: () => random.pick(['""', '"x"', '"Ahoj, \\"světe\\" ✓"', '"\\n\\\\ */ $x `"', '"\u{1f600}"']),
  };
}
