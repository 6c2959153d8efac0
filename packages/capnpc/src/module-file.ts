// module-file.ts: what the generated file of a schema is called, so that it can be imported.
//
// The specifier of an import is a path to TypeScript and Bun, but a URL to ECMAScript (https://nodejs.org/api/esm.html,
// "URLs"), where `?` and `#` end the path, `%` begins the code of a character and `\` is a slash: no specifier of a file
// with one of them in its name means the same to all. So the generated file has none.

/** The path of a schema as that of its module, without an extension: each such character is `_` and its code. */
export function moduleFile(path: string): string {
  return path.replaceAll(
    /[?#%\\\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/gu,
    (character) => `_${character.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
}
