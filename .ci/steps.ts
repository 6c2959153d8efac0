// steps.ts: the steps of CI, one after the other; each is counted, none hides another.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

interface Step {
  readonly name: string;
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** Why this step cannot run on this machine; undefined where it can. */
  readonly skip?: string | undefined;
  /** Whether it is a step on Windows, too: it has been run there, if only under Wine. */
  readonly onWindows?: boolean;
}

const root = join(import.meta.dir, "..");
const bun = process.execPath;
const isWindows = process.platform === "win32";
const onlyLinux = process.platform === "linux" ? undefined : "it needs Linux";
const onlyDebian =
  onlyLinux ?? (existsSync("/etc/debian_version") ? undefined : "it needs Debian's packages");

const steps: readonly Step[] = [
  { name: "the README's test command", command: [bun, "run", "check"] },
  { name: "the README's demo", command: [bun, "run", "demo"] },
  {
    name: "among users and namespaces",
    command: [bun, "run", "scripts/test-among-users.ts"],
    skip: onlyLinux ?? (process.geteuid?.() === 0 ? undefined : "it needs root"),
  },
  {
    name: "the kqueue attacher over libkqueue",
    command: ["bash", "packages/attacher-kqueue/scripts/test-over-libkqueue.sh"],
    skip: onlyDebian,
  },
  {
    name: isWindows ? "what must pass on Windows" : "Windows, under Wine",
    command: [bun, "run", "scripts/test-windows.ts"],
    skip: process.platform === "darwin" ? "it needs Windows, or Wine on Linux" : undefined,
    onWindows: true,
  },
  { name: "interoperability with Rust and C++", command: [bun, "run", "interop"], skip: onlyDebian },
  {
    name: "schemas as the native compilers understand them: of packages, random ones, and wrong ones",
    command: [bun, "run", "interop/compiler/verify.ts"],
    skip: onlyDebian,
  },
  {
    name: "generated code is what the schemas generate",
    command: [bun, "run", "generate", "--check"],
  },
  {
    name: "schemas of capnp and ours through the capnp tool",
    command: [bun, "run", "packages/capnpc/scripts/round-trip.ts"],
    skip: onlyDebian,
  },
  {
    name: "random constants and defaults as the capnp tool reads them",
    command: [bun, "run", "packages/capnpc/scripts/random-constants.ts"],
    skip: onlyDebian,
  },
  {
    name: "messages in every form, as the capnp tool writes and reads them",
    command: [bun, "run", "packages/capnpc/scripts/serialization.ts"],
    skip: onlyDebian,
  },
  {
    name: "schemas that other packages bring along, and odd ones",
    command: [bun, "run", "packages/capnpc/scripts/public-schemas.ts"],
    skip: onlyDebian,
  },
  {
    name: "the README of capnpc, as a newcomer reads it",
    command: [bun, "run", "packages/capnpc/scripts/run-readme.ts"],
  },
  {
    name: "the README of rpc-capnp, likewise",
    command: [bun, "run", "packages/capnpc/scripts/run-readme.ts", "rpc-capnp"],
  },
  {
    name: "the README of capnp, likewise",
    command: [bun, "run", "packages/capnpc/scripts/run-readme.ts", "capnp"],
  },
  {
    name: "the page on capnp-es, likewise",
    command: [bun, "run", "packages/capnpc/scripts/run-readme.ts", "docs/capnp-es.md"],
  },
  {
    name: "nearly two million frames at the wire, of random peers and of C++ and Rust ones",
    command: [bun, "run", "interop/fuzz.ts"],
  },
  {
    name: "random operations against a reference model",
    command: [bun, "run", "tests/rpc-model/run.ts"],
    onWindows: true,
  },
  {
    name: "attach, call and kill at random",
    command: [bun, "run", "soak", "2"],
    skip: onlyLinux,
  },
  {
    name: "sudden death at every step of an attach",
    command: [bun, "test", "--timeout", "60000", "tests/sudden-death.test.ts"],
    environment: { TELEOP_TEST_ALL: "1" },
    skip: onlyLinux,
  },
  {
    name: "processes elsewhere: by commands, by a real sshd, in containers",
    command: [bun, "run", "packages/transport-via/scripts/run-e2e.ts"],
    skip: onlyLinux,
  },
  {
    name: "the command, end to end",
    command: [bun, "run", "packages/cli/scripts/run-e2e.ts"],
  },
  {
    name: "the compiled command: every command, in a pipe",
    command: [bun, "run", "packages/cli/scripts/test-compiled.ts", "--only", "in a pipe"],
  },
  {
    name: "the compiled command: what it starts, debugs and evaluates",
    command: [
      bun,
      "run",
      "packages/cli/scripts/test-compiled.ts",
      "/run.e2e",
      "/env.e2e",
      "/debug.e2e",
      "/eval.e2e",
    ],
  },
  {
    name: "the console, in a real Chromium",
    command: [bun, "run", "packages/console/scripts/run-e2e.ts"],
    skip: onlyDebian,
  },
  {
    name: "a server under load is looked into",
    command: [bun, "test", "--timeout", "120000", "./tests/under-load.e2e.ts"],
  },
  {
    name: "the benchmark measures all of its figures, with little of each",
    command: [bun, "test", "--timeout", "600000", "./bench/bench.e2e.ts"],
    skip: onlyLinux,
  },
  {
    name: "the commands of the documentation's pictures work, and are those that the pictures show",
    command: [bun, "run", "scripts/record.ts", "--check"],
    skip: onlyLinux,
  },
  {
    name: "clients and targets in real Node.js",
    command: [bun, "run", "tests/node/run.ts"],
    skip: onlyLinux,
  },
  { name: "build, pack, and use from an empty project", command: [bun, "run", "scripts/pack-and-use.ts"] },
];

let passed = 0;
let failed = 0;
for (const step of steps) {
  const skip =
    step.skip ?? (isWindows && step.onWindows !== true ? "it has not been run on Windows" : undefined);
  if (skip !== undefined) {
    console.log(`\n=== ${step.name}: skipped, ${skip}`);
    continue;
  }
  console.log(`\n=== ${step.name}`);
  const started = performance.now();
  const counts = await run(step.command, step.environment);
  passed += counts.passed;
  failed += counts.failed;
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(`=== ${step.name}: ${counts.passed} passed, ${counts.failed} failed, ${seconds} s`);
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

/**
 * Runs a command and counts the tests in what it prints; a command that counts nothing is one test itself, and one that
 * says "skipped: " and a reason is none.
 */
async function run(
  command: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ passed: number; failed: number }> {
  const child = Bun.spawn([...command], {
    cwd: root,
    env: {
      ...process.env,
      ...environment,
      BUN: bun,
      PATH: `${join(bun, "..")}${delimiter}${process.env.PATH}`,
    },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [stdout, stderr] = await Promise.all([
    pass(child.stdout, process.stdout),
    pass(child.stderr, process.stderr),
  ]);
  const exitCode = await child.exited;
  const counts = { passed: 0, failed: 0 };
  let skipped = false;
  for (const line of `${stdout}\n${stderr}`.split("\n")) {
    const ours = /^(\d+) passed, (\d+) failed$/.exec(line);
    const theirs = /^ *(\d+) (pass|fail)$/.exec(line);
    if (ours !== null) {
      counts.passed += Number(ours[1]);
      counts.failed += Number(ours[2]);
    } else if (theirs !== null) {
      counts[theirs[2] === "pass" ? "passed" : "failed"] += Number(theirs[1]);
    } else if (line.startsWith("skipped: ")) {
      skipped = true;
    }
  }
  if (exitCode === 0 && !skipped && counts.passed === 0 && counts.failed === 0) counts.passed = 1;
  if (exitCode !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

/** Copies a stream to where people see it, and returns what it said. */
async function pass(from: ReadableStream<Uint8Array>, to: NodeJS.WriteStream): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of from) {
    to.write(chunk);
    text += decoder.decode(chunk, { stream: true });
  }
  return text;
}
