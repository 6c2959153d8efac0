// as-root.ts: declares tests that need root, other users or namespaces, and says why they are skipped elsewhere.
import { test } from "bun:test";

/** A user who is neither root nor anybody in particular. */
export const NOBODY = 65534;

/** Runs the command that follows as that user. */
export const AS_NOBODY: readonly string[] = [
  ...["setpriv", `--reuid=${NOBODY}`, `--regid=${NOBODY}`, "--clear-groups"],
];

interface Needs {
  /** Options that unshare(1) has to take. */
  readonly unshare?: readonly string[];
  /** Other users have to be able to run the programs of the tests. */
  readonly runsAsNobody?: boolean;
}

export function asRoot(name: string, body: () => Promise<void>, needs: Needs = {}): void {
  const reason = whyNot(needs);
  if (reason === undefined) test(name, body);
  else test.skip(`${name} (skipped: ${reason})`, body);
}

function whyNot({ unshare = [], runsAsNobody = false }: Needs): string | undefined {
  if (process.platform !== "linux") return "it needs Linux";
  if (process.geteuid?.() !== 0) return "it needs root";
  if (runsAsNobody) {
    if (Bun.which("setpriv") === null) return "it needs setpriv(1)";
    const readable = ["test", "-r", import.meta.path, "-a", "-x", process.execPath];
    if (!Bun.spawnSync([...AS_NOBODY, ...readable]).success)
      return "other users cannot run the tests' programs";
  }
  if (unshare.length === 0) return undefined;
  if (Bun.which("unshare") === null) return "it needs unshare(1)";
  const tried = Bun.spawnSync(["unshare", ...unshare, "true"]);
  return tried.success ? undefined : `unshare(1) fails: ${tried.stderr.toString().trim()}`;
}
