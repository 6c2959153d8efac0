// doctor-among-users.e2e.ts: `teleop doctor` run by users of whom a process is, or is not. It takes root to become them,
// and programs that they can read: `scripts/test-among-users.ts` has both.
import { expect, setDefaultTimeout, test } from "bun:test";
import { chmodSync, chownSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Directories } from "@teleop/conformance";
import type { Check } from "../doctor/check.ts";
import { exitCodes } from "../exit-codes.ts";
import { jsonLines, teleop, teleopCommand } from "../testing/command.ts";
import { TestTarget } from "../testing/target.ts";

setDefaultTimeout(60_000);

/** `nobody` and the one before. */
const USER = 65534;
const OTHER_USER = 65533;

const asUser = (uid: number): readonly string[] => [
  "setpriv",
  `--reuid=${uid}`,
  `--regid=${uid}`,
  "--clear-groups",
];

const reason = whyNot();
const amongUsers = reason === undefined ? test : test.skip;
const named = (name: string): string => (reason === undefined ? name : `${name} (skipped: ${reason})`);

function whyNot(): string | undefined {
  if (process.platform !== "linux") return "it needs Linux";
  if (process.geteuid?.() !== 0) return "it needs root";
  const program = fileURLToPath(new URL("../bin.ts", import.meta.url));
  const reading = Bun.spawnSync([...asUser(USER), process.execPath, program, "--version"]);
  return reading.success ? undefined : "other users cannot read the command";
}

async function doctorAs(wrapper: readonly string[], pid: number) {
  const program = [...wrapper, ...teleopCommand()];
  const run = await teleop(["doctor", String(pid), "--json"], {
    in: "pipe",
    program,
    env: { TMPDIR: "/tmp" },
  });
  const checks = jsonLines(run.stdout) as Check[];
  return { ...run, of: (name: Check["check"]) => checks.find(({ check }) => check === name) };
}

amongUsers(named("of another user's process, doctor says whose it is, and who may attach"), async () => {
  await using target = await TestTarget.start();
  const { exitCode, of } = await doctorAs(asUser(USER), target.pid);
  expect(exitCode).toBe(exitCodes.notPermitted);
  expect(of("user")).toMatchObject({
    state: "failed",
    code: "PERMISSION_DENIED",
    advice: `it is of user 0, and we are user ${USER}: be user 0 or root`,
  });
  for (const untold of ["namespace", "environment"] as const) expect(of(untold)?.state).toBe("skipped");
});

amongUsers(named("root attaches to the process of a user, and doctor says so"), async () => {
  await using target = await targetOf(USER);
  const { exitCode, of } = await doctorAs([], target.pid);
  expect(exitCode).toBe(exitCodes.ok);
  expect(of("user")?.finding).toBe(`it is of user ${USER}, and we are root`);
});

amongUsers(named("where /proc hides the processes of others, doctor says what lifts that"), async () => {
  await using target = await targetOf(OTHER_USER);
  const hide = 'mount -t proc -o hidepid=2 proc /proc; exec "$@"';
  const wrapper = ["unshare", "--mount", "sh", "-ec", hide, "sh", ...asUser(USER)];
  const { exitCode, of } = await doctorAs(wrapper, target.pid);
  expect(exitCode).toBe(exitCodes.notPermitted);
  expect(of("proc")).toMatchObject({
    state: "failed",
    finding: expect.stringContaining("/proc hides it (hidepid)"),
    advice: expect.stringContaining("be its user or root"),
  });
});

amongUsers(named("where this root lacks a capability, doctor names it"), async () => {
  await using target = await targetOf(USER);
  const { exitCode, of } = await doctorAs(
    ["setpriv", "--bounding-set=-sys_ptrace", "--inh-caps=-sys_ptrace"],
    target.pid,
  );
  expect(of("user")).toMatchObject({
    state: "warning",
    advice: expect.stringContaining("this root lacks the capability CAP_SYS_PTRACE: add it"),
  });
  expect(exitCode).toBe(exitCodes.ok);
});

amongUsers(
  named("where its temporary directory is closed to its user, doctor says so, and that it answers"),
  async () => {
    await using target = await targetOf(USER, (directories) => {
      chownSync(directories.tmp, 0, 0);
      chmodSync(directories.tmp, 0o700);
    });
    const { exitCode, of } = await doctorAs(asUser(USER), target.pid);
    expect(exitCode).toBe(exitCodes.ok);
    expect(of("socket")).toMatchObject({
      state: "warning",
      finding: `its temporary directory ${target.directories.tmp} is closed to this user`,
    });
  },
);

/** A target of another user, whose directories are that user's unless they are changed before it starts. */
async function targetOf(uid: number, prepare?: (directories: Directories) => void): Promise<TestTarget> {
  return await TestTarget.start({
    wrapper: asUser(uid),
    prepare(directories) {
      for (const directory of [directories.cwd, directories.tmp]) chownSync(directory, uid, uid);
      chmodSync(dirname(directories.cwd), 0o755);
      prepare?.(directories);
    },
  });
}
