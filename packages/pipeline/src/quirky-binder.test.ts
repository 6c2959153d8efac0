// quirky-binder.test.ts: the file by which the console of quirky_binder finds a process.
import { expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const onUnix = test.if(process.platform !== "win32");
const entry = fileURLToPath(new URL("./quirky-binder.ts", import.meta.url));

/** What a program that leaves the marker prints, with a temporary directory of its own. */
async function run(program: string, prepare: (home: string, user: string) => void = () => {}) {
  const home = mkdtempSync(join(tmpdir(), "teleop-marker-"));
  const user = Bun.spawnSync(["id", "-un"]).stdout.toString().trim();
  try {
    prepare(home, user);
    const { USER: _user, ...env } = process.env;
    const source = `import { quirkyBinderMarker } from ${JSON.stringify(entry)};
      import { readdirSync } from "node:fs";
      const seen = () => console.log(JSON.stringify(readdirSync(process.env.TMPDIR, { recursive: true })));
      ${program}`;
    await using child = Bun.spawn([process.execPath, "-e", source], {
      env: { ...env, TMPDIR: home },
      stdout: "pipe",
      stderr: "pipe",
    });
    const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text()]);
    return {
      pid: child.pid,
      user,
      lines: stdout.trim().split("\n"),
      stderr,
      left: readdirSync(home, { recursive: true }),
    };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

onUnix("it is there by the name of the user, also without $USER, until it is disposed", async () => {
  const { pid, user, lines, left } = await run("{ using marker = quirkyBinderMarker(); seen(); } seen();");
  const directory = `quirky_binder_${user}`;
  expect(lines.map((line) => JSON.parse(line).sort())).toEqual([
    [directory, `${directory}/${pid}`],
    [directory],
  ]);
  expect(left).toEqual([directory]);
});

onUnix("a process that ends by itself leaves none", async () => {
  const { user, left } = await run("quirkyBinderMarker(); process.exit(0);");
  expect(left).toEqual([`quirky_binder_${user}`]);
});

onUnix("a link in the place of the directory is not followed", async () => {
  const { stderr, left, user } = await run("quirkyBinderMarker();", (home, user) => {
    mkdirSync(join(home, "elsewhere"));
    symlinkSync(join(home, "elsewhere"), join(home, `quirky_binder_${user}`));
  });
  expect(stderr).toContain("[UNTRUSTED_PATH]");
  expect(left.map(String).sort()).toEqual(["elsewhere", `quirky_binder_${user}`]);
});
