// json-syntax.ts: where a text stops being JSON. `JSON.parse` of Bun does not say.
import type { TextMessage } from "./text-messages.ts";

/** What is wrong with it, and where, `7:12`; undefined for JSON. */
export function jsonProblem({
  text,
  line,
  column,
}: TextMessage): { readonly place: string; readonly problem: string } | undefined {
  const found = firstProblem(text);
  if (found === undefined) return undefined;
  const before = text.slice(0, found.at);
  const lineStart = before.lastIndexOf("\n") + 1;
  const lines = before.split("\n").length - 1;
  const characters = [...before.slice(lineStart)].length;
  const place = `${line + lines}:${characters + (lines === 0 ? column : 1)}`;
  return { place, problem: found.problem };
}

type Expected = "a value" | 'a value or "]"' | 'a name or "}"' | "a name" | '":"' | "more";

function firstProblem(text: string): { readonly at: number; readonly problem: string } | undefined {
  const open: ("{" | "[")[] = [];
  let expected: Expected = "a value";
  let at = 0;
  for (;;) {
    tokens.lastIndex = at;
    const [whole = "", character, string, other] = tokens.exec(text) ?? [];
    const token = character ?? string ?? other;
    const start = at + whole.length - (token?.length ?? 0);
    if (token === undefined) {
      const rest = text.slice(at).search(/\S/);
      if (rest < 0) {
        if (open.length === 0 && expected === "more") return undefined;
        return { at: text.length, problem: `expected ${described(expected, open)}, got the end` };
      }
      const [shown = ""] = /^(?:".*|[^\s"{}[\],:]+)/.exec(text.slice(at + rest)) ?? [];
      return { at: at + rest, problem: `${JSON.stringify(shown.slice(0, 40))} is not JSON` };
    }
    const next = after(expected, token, open);
    if (next === undefined)
      return { at: start, problem: `expected ${described(expected, open)}, got ${token.slice(0, 40)}` };
    expected = next;
    at = start + token.length;
  }
}

const tokens =
  /\s*(?:([{}[\],:])|("(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![\w.])|(?:true|false|null)(?!\w)))/y;

/** What comes behind a token; undefined where it has no place. */
function after(expected: Expected, token: string, open: ("{" | "[")[]): Expected | undefined {
  const isString = token.startsWith('"');
  switch (expected) {
    case 'a name or "}"':
    case "a name":
      if (isString) return '":"';
      return token === "}" && expected !== "a name" && open.pop() ? "more" : undefined;
    case '":"':
      return token === ":" ? "a value" : undefined;
    case "more":
      if (token === ",") return open.length === 0 ? undefined : open.at(-1) === "{" ? "a name" : "a value";
      if (token === (open.at(-1) === "{" ? "}" : "]") && open.pop()) return "more";
      return undefined;
    default:
      if (token === "{" || token === "[") {
        open.push(token);
        return token === "{" ? 'a name or "}"' : 'a value or "]"';
      }
      if (token === "]" && expected !== "a value" && open.pop()) return "more";
      return isString || /^[-0-9a-z]/i.test(token) ? "more" : undefined;
  }
}

function described(expected: Expected, open: readonly ("{" | "[")[]): string {
  if (expected !== "more") return expected;
  const around = open.at(-1);
  return around === undefined ? "nothing more" : around === "{" ? '"," or "}"' : '"," or "]"';
}
