// mutate.ts: mistakes as people make them, and worse ones, in the text of a schema.
import type { Random } from "@teleop/random-runs";

/** The text with one mistake or some, any of which may do no harm. */
export function mutate(text: string, random: Random): string {
  let mutated = text;
  for (let left = random.pick([1, 1, 1, 2, 3]); left > 0; left--) mutated = once(mutated, random);
  return mutated;
}

/** Comments, texts, numbers, names, operators and white space; together they are the text. */
export function tokensOf(text: string): readonly string[] {
  return text.match(/#[^\n]*|"(?:[^"\\\n]|\\.)*"|[\w.+-]*\w|[!$%&*+\-./:<=>?@^|~]+|\s+|./gsu) ?? [];
}

/** What may be written anywhere, with or without sense. */
const words: readonly string[] = [
  ...[
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ";",
    ",",
    "=",
    ":",
    "@",
    "$",
    ".",
    "*",
    "->",
    "!",
    "-",
    ":.",
    "$.",
    "#",
    "\n",
  ],
  ...[
    "struct",
    "union",
    "group",
    "enum",
    "interface",
    "const",
    "annotation",
    "using",
    "import",
    "embed",
    "extends",
  ],
  ...[
    "stream",
    "List",
    "Text",
    "Data",
    "Void",
    "Bool",
    "Int8",
    "UInt64",
    "Float32",
    "AnyPointer",
    "AnyStruct",
  ],
  ...[
    "AnyList",
    "Capability",
    "true",
    "false",
    "void",
    "inf",
    "nan",
    "T",
    "Foo",
    "foo",
    "foo_bar",
    "Foo.Bar",
    ".Foo",
  ],
  ...[
    "@0",
    "@1",
    "@2",
    "@65534",
    "@65535",
    "@65536",
    "@0x8000000000000000",
    "@0x1",
    "@18446744073709551616",
    "@01",
  ],
  ...[
    "0",
    "1",
    "-1",
    "- 1",
    "255",
    "256",
    "65536",
    "18446744073709551615",
    "18446744073709551616",
    "1e999",
    "0x",
    "08",
  ],
  ...[
    "1.",
    ".5",
    "1e",
    "0x1.8",
    "1_000",
    "--1",
    "+1",
    "0b1",
    "9".repeat(40),
    '"',
    '"\\',
    '"\\x',
    '"\\q"',
    '0x"0"',
    '0x"zz"',
  ],
  ...[
    "`text\n",
    "(foo = 1)",
    "(1, 2)",
    "[,]",
    "[1,]",
    "()",
    "[]",
    "(foo)",
    "\u0000",
    "\r",
    "\r\n",
    "\t",
    "\u00a0",
    "é",
    "\ufeff",
  ],
];

function once(text: string, random: Random): string {
  const kind = random.below(12);
  if (kind < 3) {
    const lines = text.split("\n");
    const [one, other] = [random.below(lines.length), random.below(lines.length)];
    if (kind === 0) lines.splice(one, 1);
    else if (kind === 1) lines.splice(one, 0, lines[other] ?? "");
    else [lines[one], lines[other]] = [lines[other] ?? "", lines[one] ?? ""];
    return lines.join("\n");
  }
  if (kind === 3 && random.chance(0.2)) return text.slice(0, random.below(text.length + 1));
  const tokens = [...tokensOf(text)];
  const solid = tokens.map((_, i) => i).filter((i) => /\S/.test(tokens[i] ?? ""));
  if (solid.length === 0) return text;
  const at = random.pick(solid);
  const other = random.pick(solid);
  const token = tokens[at] ?? "";
  switch (kind) {
    case 3:
    case 4:
      tokens.splice(at, 1);
      break;
    case 5:
      tokens.splice(at, 0, token);
      break;
    case 6:
      [tokens[at], tokens[other]] = [tokens[other] ?? "", token];
      break;
    case 7:
    case 8:
      tokens[at] = sameKind(token, tokens, random);
      break;
    case 9:
      tokens[at] = random.pick(words);
      break;
    case 10:
      tokens.splice(at, 0, random.pick(words));
      break;
    default:
      tokens[at] = changed(token, random);
  }
  return tokens.join("");
}

/** Another name for a name, another number for a number. */
function sameKind(token: string, tokens: readonly string[], random: Random): string {
  for (const kind of [/^\d/, /^[a-z]/, /^[A-Z]/, /^"/]) {
    if (kind.test(token)) return random.pick(tokens.filter((each) => kind.test(each)));
  }
  return random.pick(words);
}

function changed(token: string, random: Random): string {
  if (/^\d+$/.test(token)) return String(BigInt(token) + random.pick([-1n, 1n, 2n, 255n, 65535n]));
  if (/^[a-z]/i.test(token) && random.chance(0.5)) {
    const [first = ""] = token;
    return `${first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase()}${token.slice(1)}`;
  }
  const at = random.below(token.length + 1);
  return `${token.slice(0, at)}${random.pick(["", "_", "x", "0", "A", " ", "\\", '"', "."])}${token.slice(at + random.below(2))}`;
}
