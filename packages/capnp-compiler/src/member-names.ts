// member-names.ts: no two members of a declaration have one name, types begin with a capital, all else does not.
import type { Context } from "./context.ts";
import { note } from "./diagnostics.ts";
import type { Declaration, Expression, Name } from "./syntax.ts";

/** Reports names that are there twice, and such as the language does not have. */
export function checkMemberNames(context: Context, members: readonly Declaration[]): void {
  checkInto(new Map(), context, members);
}

/** Reports what is there twice of names that follow no other rule. */
export function checkDistinct(context: Context, names: readonly Name[]): void {
  const seen = new Map<string, Name>();
  for (const name of names) checkNew(seen, context, name);
}

function checkInto(
  seen: Map<string, Name>,
  context: Context,
  members: readonly Declaration[],
  outer?: "group" | "union",
): void {
  for (const declaration of members) {
    const { name } = declaration;
    // A union in a union without a name between them is another mistake.
    if (name.value === "" && outer === "union") continue;
    checkNew(seen, context, name);
    if (name.value !== "") checkForm(context, name, isType(declaration));
    if (declaration.kind !== "union" && declaration.kind !== "group") continue;
    for (const member of declaration.members) checkPlace(context, member, declaration.kind);
    // Members of a union without a name are known as if they were beside it.
    checkInto(name.value === "" ? seen : new Map(), context, declaration.members, declaration.kind);
  }
}

/** Groups and unions are no scopes: what is declared in one would have no name. */
function checkPlace(context: Context, { kind, name }: Declaration, outer: "group" | "union"): void {
  if (kind === "field" || kind === "group" || kind === "union") return;
  context.report(name, `a ${outer} has fields only, and ${name.value} is none`, {
    help: "declare it in the struct around it",
  });
}

function checkNew(seen: Map<string, Name>, context: Context, name: Name): void {
  const first = seen.get(name.value);
  if (first === undefined) {
    seen.set(name.value, name);
    return;
  }
  const what = name.value === "" ? "a union without a name" : name.value;
  context.report(name, `there is ${what} here already`, () => ({
    notes: [note(context.module.source, first, "the first one")],
  }));
}

function checkForm(context: Context, name: Name, isType: boolean): void {
  const { value } = name;
  const first = value.charAt(0);
  const better = wellFormed(value, isType);
  const help = better === "" ? undefined : `write ${better}: generated code has the style of its language`;
  if (isType && !(first >= "A" && first <= "Z")) {
    context.report(name, `the name of a type begins with a capital letter, which ${value} does not`, {
      help,
    });
  } else if (!isType && !(first >= "a" && first <= "z")) {
    context.report(
      name,
      `only the names of types begin with a capital letter, or another sign, as ${value} does`,
      { help },
    );
  }
  if (value.includes("_")) context.report(name, `names have no underscores, as ${value} has`, { help });
}

/** The name as the language has it: `BookItem` for a type `book_item`, `maxSize` for a constant `MAX_SIZE`. */
function wellFormed(name: string, isType: boolean): string {
  const words = /[a-z]/.test(name) ? name : name.toLowerCase();
  const joined = words
    .replace(/^_+/, "")
    .replace(/_+([a-zA-Z0-9]?)/g, (_, letter: string) => letter.toUpperCase());
  // Of letters that stand for a word each, all but the one that begins the next word: urlPath for URLPath.
  return isType
    ? joined.charAt(0).toUpperCase() + joined.slice(1)
    : joined.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (capitals) => capitals.toLowerCase());
}

function isType(declaration: Declaration): boolean {
  switch (declaration.kind) {
    case "enum":
    case "struct":
    case "interface":
      return true;
    case "using": {
      const target = targetName(declaration.target);
      return !(target !== undefined && target >= "a" && target < "{");
    }
    default:
      return false;
  }
}

/** The last name of what a `using` is for; undefined: a file. */
function targetName(target: Expression): string | undefined {
  switch (target.kind) {
    case "name":
    case "absolute":
    case "member":
      return target.name.value;
    case "application":
      return targetName(target.callee);
    default:
      return undefined;
  }
}
