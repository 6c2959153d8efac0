// bridge-ssh.e2e.ts: `--via ssh`, end to end, by a real sshd of this machine: what it gives, and how it fails and ends.
import { expect, setDefaultTimeout, test } from "bun:test";
import { attach, Echo } from "@teleop/defaults";
import { quoted, via } from "@teleop/transport-via";
import { exitCodes } from "../exit-codes.ts";
import { places, teleop, teleopCommand } from "../testing/command.ts";
import { noneWith, processesWith } from "../testing/processes.ts";
import { Sshd, whyNoSshd } from "../testing/sshd.ts";
import { TestTarget } from "../testing/target.ts";
import { bridgeCommand } from "../testing/through.ts";

// Processes start slowly on a busy machine.
setDefaultTimeout(60_000);

const reason = whyNoSshd();
if (reason !== undefined) console.log(`skipped: --via ssh: ${reason}`);
const withSshd = test.skipIf(reason !== undefined);

/** Flags that lead through it. */
const by = (command: string): readonly string[] => ["--via", command, "--via-command", bridgeCommand];

for (const place of places) {
  withSshd(`in a ${place}, by ssh, processes are listed, looked at and attached to`, async () => {
    await using sshd = await Sshd.start();
    await using target = await TestTarget.start();
    const ps = await teleop(["ps", ...by(sshd.command)], { in: place });
    expect(ps.text).toMatch(new RegExp(`^ *${target.pid} `, "m"));
    const doctor = await teleop(["doctor", String(target.pid), ...by(sshd.command)], { in: place });
    expect(doctor).toMatchObject({
      exitCode: exitCodes.ok,
      text: expect.stringContaining("it answered after"),
    });
    await noneWith(sshd.directory.concat("/ssh_config"));
  });
}

withSshd("a program attaches by ssh, and calls go both ways", async () => {
  await using sshd = await Sshd.start();
  await using target = await TestTarget.start();
  await using there = via(sshd.command, { bridge: bridgeCommand });
  await using attached = await attach(target.pid, { transport: there });
  using echo = attached.service("echo", Echo);
  const large = "x".repeat(4 * 1024 * 1024);
  expect((await echo.echo({ message: large })).reply).toBe(large);
});

withSshd("what a login shell prints first, and a banner, is passed over", async () => {
  const greet = 'echo "Welcome to target!"; echo "quota: 99 %" >&2; exec sh -c "$SSH_ORIGINAL_COMMAND"';
  await using sshd = await Sshd.start({ forcedCommand: greet, config: ["Banner /etc/passwd"] });
  await using target = await TestTarget.start();
  const { stdout, stderr, exitCode } = await teleop(["ps", "--json", ...by(sshd.command)], { in: "pipe" });
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: exitCodes.ok });
  expect(stdout).toContain(`"pid":${target.pid}`);
});

withSshd("a connection that ssh shares is used, and outlives the command", async () => {
  await using sshd = await Sshd.start();
  const shared = sshd.command.replace(/target$/, "shared");
  for (let times = 0; times < 2; times++) {
    const ps = await teleop(["ps", "--json", ...by(shared)], { in: "pipe" });
    expect(ps).toMatchObject({ stderr: "", exitCode: exitCodes.ok });
  }
  const check = Bun.spawnSync([...shared.split(" ").slice(0, -1), "-O", "exit", "shared"]);
  expect(check.exitCode).toBe(0);
});

for (const [what, host, words] of [
  ["that refuses the key", "keyless", "Permission denied (publickey)"],
  ["whose key is not known", "unknown", "Host key verification failed"],
] as const) {
  withSshd(`a host ${what} is told in the words of ssh`, async () => {
    await using sshd = await Sshd.start();
    const command = sshd.command.replace(/target$/, host);
    const { stderr, exitCode } = await teleop(["ps", ...by(command)], { in: "pipe" });
    expect(exitCode).toBe(exitCodes.failed);
    expect(stderr).toContain(`teleop: ${command}: ssh could not connect: `);
    expect(stderr).toContain(words);
    expect(stderr).toContain(`\`${command} true\` has to work first`);
  });
}

withSshd("a host without teleop is told what to copy, and by what", async () => {
  await using sshd = await Sshd.start();
  const command = "teleop-not-installed bridge";
  const { stderr, exitCode } = await teleop(["ps", "--via", sshd.command, "--via-command", command], {
    in: "pipe",
  });
  expect(exitCode).toBe(exitCodes.failed);
  expect(stderr).toContain(`${sshd.command}: there is no teleop-not-installed in the PATH there (`);
  expect(stderr).toContain("copy the compiled command by scp");
});

withSshd("a terminal that ssh makes is told to be left out", async () => {
  await using sshd = await Sshd.start();
  const { stderr, exitCode } = await teleop(["ps", ...by(sshd.command.replace("ssh", "ssh -tt"))], {
    in: "pipe",
  });
  expect(exitCode).not.toBe(exitCodes.ok);
  expect(stderr).toContain("ssh without -t");
});

withSshd(
  "an ssh that is killed in the middle of a call ends the call, and the bridge; the target goes on",
  async () => {
    await using sshd = await Sshd.start();
    await using target = await TestTarget.start();
    const mark = `mark-${crypto.randomUUID()}`;
    const bridge = quoted(["env", `MARK=${mark}`, ...teleopCommand(), "bridge"]);
    await using there = via(sshd.command, { bridge });
    await using attached = await attach(target.pid, { transport: there });
    using echo = attached.service("echo", Echo);
    await echo.echo({ message: "warm" });
    // More than any buffer on the way holds, so that it is under way when ssh is killed.
    const call = Promise.resolve(echo.echo({ message: "x".repeat(32 * 1024 * 1024) })).catch(
      (error: unknown) => error,
    );
    const [ssh] = processesWith(`${sshd.directory}/ssh_config`);
    if (ssh === undefined) throw new Error("there is no ssh");
    process.kill(ssh, "SIGKILL");
    expect(await call).toMatchObject({ type: "disconnected" });
    expect(await attached.closed).toMatchObject({
      message: expect.stringContaining(`${sshd.command}: the command ended by SIGKILL`),
    });
    await noneWith(mark);
    await using again = await attach(target.pid, { transport: there });
    using after = again.service("echo", Echo);
    expect(await after.echo({ message: "again" })).toMatchObject({ reply: "again" });
  },
);

withSshd("a command that is killed leaves neither ssh nor a bridge", async () => {
  await using sshd = await Sshd.start();
  const mark = `mark-${crypto.randomUUID()}`;
  const bridge = quoted(["env", `MARK=${mark}`, ...teleopCommand(), "bridge"]);
  const program = `
    import { via } from ${JSON.stringify(import.meta.resolve("@teleop/transport-via"))};
    const there = via(${JSON.stringify(sshd.command)}, { bridge: ${JSON.stringify(bridge)}, idleMs: Infinity });
    await there.ready();
    console.log("ready");
    setInterval(() => {}, 1 << 30);
  `;
  await using client = Bun.spawn([process.execPath, "-e", program], { stdout: "pipe", stderr: "inherit" });
  await client.stdout.getReader().read();
  expect(processesWith(mark).length).toBeGreaterThan(0);
  client.kill("SIGKILL");
  await noneWith(mark);
  await noneWith(`${sshd.directory}/ssh_config`);
});
