// privileges.ts: declares tests that need root, or namespaces, and says why they are skipped elsewhere.
import { test } from "bun:test";

/** Declares a test that needs root on Linux and unshare(1) with these options. */
export function testAsRoot(
  name: string,
  body: () => Promise<void>,
  { unshare = [] }: { readonly unshare?: readonly string[] } = {},
): void {
  const reason = whyNot(unshare);
  if (reason === undefined) test(name, body);
  else test.skip(`${name} (skipped: ${reason})`, body);
}

function whyNot(unshare: readonly string[]): string | undefined {
  if (process.platform !== "linux") return "it needs Linux";
  if (process.geteuid?.() !== 0) return "it needs root";
  if (unshare.length === 0) return undefined;
  if (Bun.which("unshare") === null) return "it needs unshare(1)";
  const tried = Bun.spawnSync(["unshare", ...unshare, "true"]);
  return tried.success ? undefined : `unshare(1) fails: ${tried.stderr.toString().trim()}`;
}
