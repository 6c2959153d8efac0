import { expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// On Windows no file wakes a target: it has no private directory, and a file no mode.
test.skipIf(process.platform === "win32")(
  "the attacher of the README passes the suite as the README runs it",
  async () => {
    const packages = join(import.meta.dir, "..", "..");
    const project = mkdtempSync(join(tmpdir(), "teleop-conformance-"));
    try {
      mkdirSync(join(project, "node_modules", "@teleop"), { recursive: true });
      for (const name of ["conformance", "core"])
        symlinkSync(join(packages, name), join(project, "node_modules", "@teleop", name));
      const readme = readFileSync(join(packages, "conformance", "README.md"), "utf8");
      const [attacher = "", suite = ""] = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(
        ([, code]) => code ?? "",
      );
      writeFileSync(join(project, "polling.ts"), attacher);
      writeFileSync(join(project, "polling.test.ts"), suite);

      await using run = Bun.spawn([process.execPath, "test", "polling.test.ts"], {
        cwd: project,
        stdout: "ignore",
        stderr: "pipe",
      });
      const [output, exitCode] = await Promise.all([run.stderr.text(), run.exited]);

      expect(exitCode, output).toBe(0);
      expect(Number(/^ *(\d+) pass$/m.exec(output)?.[1])).toBeGreaterThan(20);
      expect(output).toMatch(/^ *0 fail$/m);
    } finally {
      rmSync(project, { recursive: true, force: true });
    }
  },
  60_000,
);
