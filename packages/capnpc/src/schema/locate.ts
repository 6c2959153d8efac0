// locate.ts: finds the line of a declaration in the text of a schema, since a request does not tell it.

/**
 * The line, from 1, on which the innermost of the names is declared: `["Outer", "Inner", "field"]`; undefined when the
 * text does not declare it.
 */
export function lineOf(text: string, path: readonly string[]): number | undefined {
  const tokens = [...tokensOf(text)];
  let from = 0;
  let line: number | undefined;
  for (const name of path) {
    const at = declarationOf(tokens, from, name);
    if (at === undefined) return undefined;
    line = tokens[at]?.line;
    // Its members, if any, stand between the next braces.
    while (from < tokens.length && (from <= at || !isOneOf(tokens[from], "{", ";"))) from++;
    from++;
  }
  return line;
}

interface Token {
  readonly text: string;
  readonly line: number;
}

/** Looks among the tokens from `from` to the end of their block, not in the blocks inside it. */
function declarationOf(tokens: readonly Token[], from: number, name: string): number | undefined {
  let depth = 0;
  for (let i = from; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined || depth < 0) return undefined;
    // The members of an unnamed union belong to the scope around it.
    if (isOneOf(token, "{") && !isOneOf(tokens[i - 1], "union")) depth++;
    else if (isOneOf(token, "{")) continue;
    else if (isOneOf(token, "}")) depth--;
    else if (depth <= 0 && token.text === name && isDeclared(tokens, i)) return i;
  }
  return undefined;
}

const declaring = ["struct", "enum", "interface", "const", "annotation", "using"];

function isDeclared(tokens: readonly Token[], i: number): boolean {
  return isOneOf(tokens[i - 1], ...declaring) || isOneOf(tokens[i + 1], "@", ":");
}

function isOneOf(token: Token | undefined, ...texts: string[]): boolean {
  return token !== undefined && texts.includes(token.text);
}

/** Words and punctuation, without comments; a text in quotes is one token. */
function* tokensOf(text: string): Iterable<Token> {
  let line = 1;
  for (const [token] of text.matchAll(/\n|#.*|"(?:\\.|[^"\\])*"|\w+|[^\s\w]/g)) {
    if (token === "\n") line++;
    else if (!token.startsWith("#")) yield { text: token, line };
  }
}
