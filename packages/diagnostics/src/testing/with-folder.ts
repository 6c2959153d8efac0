// with-folder.ts: a folder of a test's own, which goes with it.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export async function withFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "teleop-diagnostics-"));
  try {
    await body(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
