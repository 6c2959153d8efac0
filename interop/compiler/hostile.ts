// hostile.ts: texts that are made to break a compiler. Whatever they hold, ours answers soon, and refuses by a diagnostic
// that says where; in a process of its own, so that one that does not end can be ended.
import { mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { tokensOf } from "./mutate.ts";

export interface HostileText {
  readonly name: string;
  /** The first file is compiled. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** What it has to come to. Undefined: either. */
  readonly expected?: "accepted" | "refused";
  /** It may take as long, in milliseconds of the processor. */
  readonly mostMs?: number;
}

const id = "@0xb8ffe2cf5a27d6e1;";
/** Nothing that is wrong takes longer to be told, in milliseconds of the processor. */
const patience = 3000;

export function hostileTexts(): readonly HostileText[] {
  return [...deepTexts(), ...longTexts(), ...oddBytes(), ...circles(), ...cutTexts()];
}

function one(name: string, text: string | Uint8Array, more: Partial<HostileText> = {}): HostileText {
  return { name, files: { "a.capnp": text }, ...more };
}

function deepTexts(): readonly HostileText[] {
  const deep = (depth: number, open: string, middle: string, close: string) =>
    `${id}\n${open.repeat(depth)}${middle}${close.repeat(depth)}`;
  const nested: readonly (readonly [string, string, string, string])[] = [
    ["structs", "struct S { ", "", "}"],
    ["groups", "g :group { ", "a @0 :Int8;", "}"],
    ["unions", "union { ", "a @0 :Int8; b @1 :Int8;", "}"],
    ["interfaces", "interface I { ", "", "}"],
    ["braces", "{", "", "}"],
    ["parentheses", "(", "", ")"],
    ["brackets", "[", "", "]"],
    ["open braces", "{", "", ""],
    ["open brackets", "[", "", ""],
    ["closing braces", "", "", "}"],
  ];
  const values: readonly (readonly [string, string, string, string])[] = [
    ["lists of lists as a type", "struct S { a @0 :", "List(", "Int8"],
    ["lists as a value", "const c :List(Int8) = ", "[", "1"],
    ["structs as a value", "struct S { a @0 :S; } const c :S = ", "(a = ", "()"],
    ["negations", "const c :Int64 = ", "-", "1"],
    ["dots", "const c :Int64 = ", ".a", ""],
    ["brands", "struct S(T) { a @0 :", "S(", "Text"],
    ["annotations in annotations", "annotation a(*) :List(Int8) ", "$a(", ""],
    ["dollars", "struct S ", "$", "{}"],
  ];
  return [100, 10_000, 300_000].flatMap((depth) => [
    ...nested.map(([name, ...parts]) => one(`${depth} ${name}`, deep(depth, ...parts))),
    ...values.map(([name, head, open, middle]) => {
      const close = open.includes("(") ? ")" : open.includes("[") ? "]" : "";
      return one(`${depth} ${name}`, `${id}\n${head}${open.repeat(depth)}${middle}${close.repeat(depth)};`);
    }),
  ]);
}

function longTexts(): readonly HostileText[] {
  const count = (n: number, item: (i: number) => string) =>
    Array.from({ length: n }, (_, i) => item(i)).join("\n");
  const fields = count(
    9000,
    (i) => `  field${i} @${i} :${["Int8", "Text", "Bool", "S", "List(S)"][i % 5]}; # it`,
  );
  const structs = count(
    2000,
    (i) => `struct S${i} {\n  a @0 :S${(i * 7) % 2000};\n  b @1 :Text = "x";\n  c @2 :Bool;\n}`,
  );
  const digits = "9".repeat(1_000_000);
  return [
    one("10,000 lines of fields", `${id}\nstruct S {\n${fields}\n}\n`, {
      expected: "accepted",
      mostMs: 1000,
    }),
    one("10,000 lines of structs", `${id}\n${structs}\n`, { expected: "accepted", mostMs: 1000 }),
    one("a struct of 65,536 fields", `${id}\nstruct S {\n${count(65536, (i) => `a${i} @${i} :Bool;`)}\n}\n`),
    one("an enum of 65,536 enumerants", `${id}\nenum E {\n${count(65536, (i) => `a${i} @${i};`)}\n}\n`),
    one("100,000 mistakes", `${id}\n${count(100_000, () => "struct a { 1 }")}`, { expected: "refused" }),
    one("100,000 names of one", `${id}\n${count(100_000, () => "struct A {}")}`, { expected: "refused" }),
    one("a name of a million characters", `${id}\nstruct ${"A".repeat(1_000_000)} {}`),
    one("a text of ten million characters", `${id}\nconst a :Text = "${"x".repeat(10_000_000)}";`),
    one("a comment of ten million characters", `${id}\n# ${"x".repeat(10_000_000)}\n`, {
      expected: "accepted",
    }),
    one("a million line ends", `${id}${"\n".repeat(1_000_000)}struct A {}`, { expected: "accepted" }),
    one("a million semicolons", `${id}${";".repeat(1_000_000)}`, { expected: "refused" }),
    one("a million commas", `${id}const a :List(Int8) = [${",".repeat(1_000_000)}];`),
    one("a million elements", `${id}const a :List(Int8) = [${"1,".repeat(1_000_000)}1];`),
    one("a number of a million digits", `${id}const a :UInt64 = ${digits};`, { expected: "refused" }),
    one("a float of a million digits", `${id}const a :Float64 = 1.${digits}e${digits};`),
    one("an ordinal of a million digits", `${id}struct A { a @${digits} :Int8; }`, { expected: "refused" }),
    one("an id of a million digits", `@0x${digits};`, { expected: "refused" }),
    one(
      "types that double with each step",
      `${id}${count(60, (i) => `struct G${i}(T) { a @0 :G${i + 1}(G${i + 1}(T)); b @1 :List(G${i + 1}(List(T))); }`)}struct G60(T) {}`,
    ),
    one(
      "constants that double with each step",
      `${id}struct S { a @0 :List(S); }\nconst c0 :S = ();${count(60, (i) => `const c${i + 1} :S = (a = [.c${i}, .c${i}]);`)}`,
    ),
    one(
      "aliases one of the other",
      `${id}${count(20_000, (i) => `using A${i} = A${i + 1};`)}struct A20000 {}`,
    ),
    one(
      "interfaces that inherit twice each",
      `${id}${count(60, (i) => `interface I${i} extends(I${i + 1}, J${i + 1}) {} interface J${i} extends(I${i + 1}, J${i + 1}) {}`)}interface I60 {} interface J60 {}`,
    ),
  ];
}

function oddBytes(): readonly HostileText[] {
  const bytes = (...values: number[]) => new Uint8Array(values);
  const texts: readonly (readonly [string, string | Uint8Array])[] = [
    ["no bytes", ""],
    ["one NUL", "\0"],
    ["NULs", "\0".repeat(100_000)],
    ["a NUL in a name", `${id}struct A\0B {}`],
    ["a NUL in a text", `${id}const a :Text = "a\0b";`],
    ["a byte order mark", `\ufeff${id}struct A {}`],
    [
      "UTF-16",
      new Uint8Array(new Uint16Array([...`${id}struct A {}`].map((each) => each.charCodeAt(0))).buffer),
    ],
    ["bytes that are no UTF-8", bytes(0x40, 0xff, 0xfe, 0x80, 0xc0, 0xaf)],
    ["half of a character", bytes(...new TextEncoder().encode(`${id}const a :Text = "`), 0xe2, 0x9c)],
    ["no UTF-8 in a comment", bytes(...new TextEncoder().encode(`${id}# `), 0xff, 0xfe, 0x0a)],
    ["no UTF-8 in a text", bytes(...new TextEncoder().encode(`${id}const a :Text = "`), 0xff, 0x22, 0x3b)],
    ["surrogates", `${id}const a :Text = "\\xed\\xa0\\x80";`],
    ["every byte", new Uint8Array(Array.from({ length: 256 }, (_, i) => i))],
    ["line ends of Windows", `${id}\r\nstruct A {\r\n  a @0 :Int8; # it\r\n}\r\n`],
    ["line ends of old", `${id}\rstruct A {\r  a @0 :Int8; # it\r}\r`],
    ["an accent in a name", `${id}struct Ä {}`],
    ["a control character", `${id}struct A { \u0007 }`],
    [
      "names of prototypes",
      `${id}struct Constructor { constructor @0 :Int8; toString @1 :Int8; valueOf @2 :Int8; }`,
    ],
    [
      "names that are not there, of prototypes",
      `${id}struct A { a @0 :Constructor; b @1 :hasOwnProperty; c @2 :__proto__; }`,
    ],
    ["a random picture", new Uint8Array(Array.from({ length: 50_000 }, (_, i) => (i * i * 31 + 7) % 251))],
  ];
  return texts.map(([name, text]) => one(name, text));
}

function circles(): readonly HostileText[] {
  const circle: Record<string, string> = {};
  for (let i = 0; i < 200; i++) {
    circle[`f${i}.capnp`] =
      `@0x${(0x8000000000000000n + BigInt(i)).toString(16)};\nusing N = import "f${(i + 1) % 200}.capnp";\nstruct S { a @0 :N.S; }`;
  }
  const texts: Readonly<Record<string, string>> = {
    "a file that imports itself": 'using A = import "a.capnp"; struct S { a @0 :A.S; b @1 :A.A.A.S; }',
    "an alias of itself": "using A = A; struct S { a @0 :A; }",
    "aliases of each other": "using A = B; using B = A; struct S { a @0 :A.C; }",
    "an alias of what is in it": "using A = A.B.C; struct S { a @0 :A; }",
    "a constant of itself": "const a :Int8 = .a;",
    "constants of each other": "const a :List(Int8) = [.b]; const b :Int8 = .c; const c :Int8 = .b;",
    "a default of itself": "struct S { a @0 :S = (a = ()); b @1 :Int8 = .c; } const c :Int8 = 1;",
    "an annotation of itself": 'annotation a(*) :Text $a("x");',
    "an interface of itself": "interface I extends(I) {}",
    "interfaces of each other": "interface I extends(J) {} interface J extends(I) {}",
    "a struct in itself by brand": "struct S(T) { a @0 :S(S(S(T))); }",
    "a type that is its own parameter": "struct S(T) { a @0 :T.T.T; b @1 :T(T); }",
    "an import of a folder": 'using A = import "."; using B = import "/"; using C = import "..";',
    "an import of nothing": 'using A = import "";',
    "an import of a device": 'using A = import "/dev/zero"; using B = import "/../../../../dev/zero";',
    "an embedded device":
      'const a :Data = embed "/../../../../../../../../dev/zero"; const b :Data = embed "../../../../../../../dev/zero";',
    "an import of much": `using A = import "${"../".repeat(10_000)}a.capnp";`,
    "an import with a NUL": 'using A = import "a\0.capnp";',
  };
  return [
    { name: "200 files in a circle", files: circle, expected: "accepted" },
    ...Object.entries(texts).map(([name, text]) => one(name, `${id}${text}`)),
  ];
}

/** A schema of every construct that ends after each of its tokens. */
function cutTexts(): readonly HostileText[] {
  const whole = `${id}
using Cxx = import "/capnp/c++.capnp";
struct S @0x8000000000000001 (T) $Cxx.name("S") { # doc
  a @0 :List(T) = []; union { b @1 :Int8 = -0x1; c :group { d @2 :Data = 0x"00"; } }
  interface I extends(J(Text)) { m @0 [X] (p :X = void, q :Text = "\\"") -> stream; n @1 S -> (); }
  interface J(T) {} enum E { e @0; } const k :S(Text) = (b = 1); annotation n(struct, *) :Void;
}`;
  const tokens = tokensOf(whole);
  return tokens.map((token, i) =>
    one(`cut before ${JSON.stringify(token)}, token ${i}`, tokens.slice(0, i).join("")),
  );
}

/** What is wrong with how ours takes the texts; undefined for nothing. All of them go to one process, one by one. */
export async function judgeHostile(text: HostileText, judge: HostileJudge): Promise<string | undefined> {
  const answer = await judge.compile(text.files);
  if (typeof answer === "string") return answer;
  if (answer.thrown !== undefined) return `it throws ${answer.thrown}`;
  const most = text.mostMs ?? patience;
  if (answer.ms > most) return `it took ${Math.round(answer.ms)} ms of the processor, and may take ${most}`;
  if (text.expected === "accepted" && answer.errors !== "")
    return `it is refused: ${answer.errors.slice(0, 500)}`;
  if (text.expected === "refused" && answer.errors === "") return "it is accepted";
  if (answer.errors.length > 200_000) return `it says ${answer.errors.length} characters`;
  if (/^\s+at .*[:(]/m.test(answer.errors)) return `it shows a stack: ${answer.errors.slice(0, 500)}`;
  return undefined;
}

interface HostileAnswer {
  /** Empty: accepted. */
  readonly errors: string;
  readonly thrown?: string;
  /** Of the processor. */
  readonly ms: number;
}

/** A process that compiles what it is given, and is replaced when it does not come back. */
export class HostileJudge implements AsyncDisposable {
  readonly #workspace: string;
  #child: Bun.Subprocess<"ignore", "inherit", "pipe"> | undefined;
  #answered: ((answer: HostileAnswer | undefined) => void) | undefined;

  constructor(workspace: string) {
    this.#workspace = workspace;
  }

  /** What it says, or why it says nothing. */
  async compile(files: HostileText["files"]): Promise<HostileAnswer | string> {
    const folder = await mkdtemp(join(this.#workspace, "hostile-"));
    for (const [path, content] of Object.entries(files)) await writeFile(join(folder, path), content);
    this.#child ??= this.#start();
    const child = this.#child;
    const answer = new Promise<HostileAnswer | undefined>((resolve) => {
      this.#answered = resolve;
    });
    child.send({ folder, file: Object.keys(files)[0] });
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill("SIGKILL");
    }, 30_000);
    const found = await answer;
    clearTimeout(timer);
    if (found !== undefined) return found;
    this.#child = undefined;
    if (isLate) return "it does not end within 30 s";
    const errors = await new Response(child.stderr).text();
    return `its process ends with ${child.signalCode ?? child.exitCode}: ${errors.slice(-500)}`;
  }

  #start(): Bun.Subprocess<"ignore", "inherit", "pipe"> {
    return Bun.spawn([process.execPath, join(import.meta.dir, "hostile-process.ts")], {
      stdin: "ignore",
      stdout: "inherit",
      stderr: "pipe",
      ipc: (answer: HostileAnswer) => this.#answered?.(answer),
      onExit: () => this.#answered?.(undefined),
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child?.kill();
    await this.#child?.exited;
  }
}
