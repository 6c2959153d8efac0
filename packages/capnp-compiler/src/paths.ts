// paths.ts: paths of schemas, with slashes on every system, so that a request is the same on all of them.

/** A path without `.` and `..`, absolute from the folder on. `..` above the root stays at the root. */
export function absolutePath(folder: string, path: string): string {
  const given = withSlashes(path);
  const full = isAbsolute(given) ? given : `${withSlashes(folder)}/${given}`;
  const root = rootOf(full);
  return root + (normalized(full.slice(root.length), { keepsAbove: false }) ?? "");
}

/** A path from a folder without `.` and `..`; undefined: it leads out of the folder. */
export function pathWithin(folder: string, path: string): string | undefined {
  return normalized(`${folder}/${path}`, { keepsAbove: true });
}

/** A path from a folder that it is in, both absolute; undefined: it is not in it. */
export function relativeTo(folder: string, path: string): string | undefined {
  const prefix = folder.endsWith("/") ? folder : `${folder}/`;
  return path.startsWith(prefix) && path.length > prefix.length ? path.slice(prefix.length) : undefined;
}

/** The folder of a path; empty: the path has only a name. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

export function join(folder: string, path: string): string {
  return folder === "" ? path : folder.endsWith("/") ? `${folder}${path}` : `${folder}/${path}`;
}

/** `/`, or a drive such as `C:/`. */
export function rootOf(path: string): string {
  return /^(?:\/|[A-Za-z]:\/)/.exec(path)?.[0] ?? "";
}

function isAbsolute(path: string): boolean {
  return rootOf(path) !== "";
}

/** Where drives have letters, either slash separates; elsewhere a backslash is part of a name. */
function withSlashes(path: string): string {
  return /^[A-Za-z]:[\\/]/.test(path) || globalThis.process?.platform === "win32"
    ? path.replaceAll("\\", "/")
    : path;
}

function normalized(path: string, { keepsAbove }: { readonly keepsAbove: boolean }): string | undefined {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined && keepsAbove) return undefined;
  }
  return parts.join("/");
}
