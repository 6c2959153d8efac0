// locate.ts: finds the line of a declaration in the text of a schema, since a request does not tell it.

/**
 * The line, from 1, on which the innermost of the names is declared: `["Outer", "Inner", "field"]`; undefined when the
 * text does not declare it.
 */
export function lineOf(text: string, path: readonly string[]): number | undefined {
  const wanted = path.join(".");
  const tokens = [...tokensOf(text)];
  /** The names around each token; of an unnamed union none, since its members belong to what is around it. */
  const scopes: (string | undefined)[] = [];
  let declared: string | undefined;
  let parentheses = 0;
  for (const [i, token] of tokens.entries()) {
    if (isOneOf(token, "(")) parentheses++;
    else if (isOneOf(token, ")")) parentheses--;
    else if (parentheses > 0) continue;
    else if (isOneOf(token, "{")) {
      scopes.push(declared);
      declared = undefined;
    } else if (isOneOf(token, "}", ";")) {
      if (token.text === "}") scopes.pop();
      declared = undefined;
    } else if (declared === undefined && isDeclared(tokens, i)) {
      declared = token.text;
      const names = [...scopes.filter((name) => name !== undefined), declared];
      if (names.join(".") === wanted) return token.line;
    }
  }
  return undefined;
}

interface Token {
  readonly text: string;
  readonly line: number;
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
