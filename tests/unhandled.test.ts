// unhandled.test.ts: that every suite listens for what nobody handles: `bun test` does, whatever a test says of itself.
import { expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

test.each([
  "void Promise.reject(undefined)",
  'void Promise.reject(new Error("lost"))',
  'queueMicrotask(() => { throw new Error("lost"); })',
  'setImmediate(() => { throw new Error("lost"); })',
])("a test in which nobody handles %p fails, also where somebody listens", async (mistake) => {
  const directory = mkdtempSync(join(tmpdir(), "teleop-unhandled-"));
  try {
    const listeners = `process.on("unhandledRejection", () => {}); process.on("uncaughtException", () => {});`;
    const body = `${mistake}; await new Promise((resolve) => setTimeout(resolve, 1));`;
    const script = `import { test } from "bun:test";\n${listeners}\ntest("lost", async () => { ${body} });\n`;
    writeFileSync(join(directory, "lost.test.ts"), script);
    const run = Bun.spawn([process.execPath, "test", "./lost.test.ts"], {
      cwd: directory,
      stdout: "ignore",
      stderr: "pipe",
    });
    const told = await new Response(run.stderr).text();
    expect(await run.exited).toBe(1);
    expect(told).toContain("1 fail");
  } finally {
    rmSync(directory, { recursive: true });
  }
});
