// target-root.ts: paths of a target that lives in another file system root, a container's for example.
import { lstatSync, readlinkSync, statSync } from "node:fs";
import { mayHang } from "./answering.ts";
import { TeleopError } from "./errors.ts";
import { isExhausted } from "./out-of-resources.ts";
import { ownProc, type Proc } from "./proc.ts";
import { namespaceOf, ownNamespace } from "./process-facts-linux.ts";
import { errnoOf, isMissing } from "./system-error.ts";

/**
 * Where the target's file system begins, as the caller reaches it: `""` when it is the caller's own root, else
 * `/proc/<pid>/root`. Where the system does not tell, the caller's own is assumed.
 */
export function targetRoot(pid: number, proc: Proc | undefined = ownProc()): string {
  const root = proc?.path(pid, "root");
  if (root === undefined) return "";
  const theirs = namespaceOf(pid, "mnt", proc);
  if (theirs === undefined) return "";
  if (theirs !== ownNamespace("mnt")) return root;
  // Within one mount namespace there is still chroot(2), to where a server answers when it likes. That is not our own root.
  if (proc?.link(pid, "root") !== "/" && mayHang(root) && !mayHang("/")) return root;
  try {
    const their = statSync(root);
    const our = statSync("/");
    return their.dev === our.dev && their.ino === our.ino ? "" : root;
  } catch (error) {
    if (errnoOf(error) === undefined || isExhausted(error)) throw error;
    return "";
  }
}

/**
 * Follows the symbolic links of an absolute path as the target would. The kernel would follow an absolute link below
 * `/proc/<pid>/root` to the *caller's* root. What does not exist is appended as it is; the caller will be told.
 *
 * @param root what {@link targetRoot} answered.
 * @param path absolute, as the target sees it.
 * @throws TeleopError `UNTRUSTED_PATH` for more than 40 links, which is Linux's own limit (path_resolution(7)).
 */
export function resolveInRoot(root: string, path: string): string {
  if (root === "") return path;
  const resolved: string[] = [];
  const pending = components(path).reverse();
  let links = 0;
  for (let component = pending.pop(); component !== undefined; component = pending.pop()) {
    if (component === "..") {
      resolved.pop();
      continue;
    }
    const link = readLink([root, ...resolved, component].join("/"));
    if (link === undefined) {
      resolved.push(component);
      continue;
    }
    links += 1;
    if (links > MAX_LINKS) {
      throw new TeleopError("UNTRUSTED_PATH", `too many symbolic links in ${path} below ${root}`, { path });
    }
    if (link.startsWith("/")) resolved.length = 0;
    pending.push(...components(link).reverse());
  }
  return [root, ...resolved].join("/");
}

const MAX_LINKS = 40;

function components(path: string): string[] {
  return path.split("/").filter((component) => component !== "" && component !== ".");
}

function readLink(path: string): string | undefined {
  try {
    return lstatSync(path).isSymbolicLink() ? readlinkSync(path) : undefined;
  } catch (error) {
    if (isMissing(error) || errnoOf(error) === "EACCES") return undefined;
    throw error;
  }
}
