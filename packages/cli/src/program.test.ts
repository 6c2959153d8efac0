// program.test.ts: what a command line comes to before any command runs.
import { expect, test } from "bun:test";
import { exitCodes } from "./exit-codes.ts";
import { hoist } from "./hoist.ts";
import { runTeleop } from "./program.ts";

async function run(words: readonly string[]) {
  let stdout = "";
  let stderr = "";
  const exitCode = await runTeleop(words, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    environment: {},
  });
  return { stdout, stderr, exitCode };
}

test("without a command, the commands are listed as a complaint; with --help, as a result", async () => {
  const complaint = await run([]);
  expect(complaint).toMatchObject({ stdout: "", exitCode: exitCodes.usage });
  for (const word of ["--help", "-h", "help"]) {
    expect(await run([word])).toEqual({ stdout: complaint.stderr, stderr: "", exitCode: exitCodes.ok });
  }
});

test("of a group without a command, its commands are listed as a complaint; with --help, as a result", async () => {
  const complaint = await run(["heap"]);
  expect(complaint).toMatchObject({ stdout: "", exitCode: exitCodes.usage });
  expect(complaint.stderr).toContain("teleop heap snapshot <process>");
  expect(await run(["--json", "heap"])).toEqual(complaint);
  expect(await run(["heap", "--help"])).toEqual({
    stdout: complaint.stderr,
    stderr: "",
    exitCode: exitCodes.ok,
  });
});

test("a command that is misspelt is told, with the one that was probably meant", async () => {
  expect(await run(["pss"])).toEqual({
    stdout: "",
    stderr: 'teleop: there is no command "pss": did you mean `ps`?\n',
    exitCode: exitCodes.usage,
  });
});

test.each([
  [["ps", "--wotch"], "--wotch"],
  [["ps", "--timeout", "soon"], "a duration is written"],
  [["ps", "--timeout"], "--timeout"],
  [["ps", "--attacher", "dtrace"], "dtrace"],
])("%j is not understood, and told what is wrong with it", async (words, what) => {
  const { stdout, stderr, exitCode } = await run(words);
  expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: exitCodes.usage });
  expect(stderr).toStartWith("teleop: ");
  expect(stderr).toContain(what);
  expect(stderr).toEndWith("add --help to see what it takes\n");
});

test("with --json what is not understood is a line of JSON, too", async () => {
  const { stdout, stderr, exitCode } = await run(["ps", "--json", "--timeout", "soon"]);
  expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: exitCodes.usage });
  expect(JSON.parse(stderr)).toEqual({
    error: {
      code: "USAGE",
      message:
        '"soon" is no timeout: a duration is written 500ms, 10s, 2m, 1h or forever, not "soon": add --help to see what it takes',
    },
  });
});

test.each([
  [["info"], "too few arguments, process is expected"],
  [["info", "web", "1"], '"1" is more than it takes'],
  [["ps", "--jsonn"], "there is no flag --jsonn, only --json"],
  [["ps", "-z"], "there is no flag -z"],
  [["ps", "--attacher", "x"], '--attacher is one of inotify, kqueue, windows, unix, dummy, not "x"'],
])("what is wrong with %j is said in one sentence", async (words, what) => {
  const { stderr, exitCode } = await run(words);
  expect({ stderr, exitCode }).toEqual({
    stderr: `teleop: ${what}: add --help to see what it takes\n`,
    exitCode: exitCodes.usage,
  });
});

test("with --json that no command is named is JSON, too", async () => {
  const { stdout, stderr, exitCode } = await run(["--json"]);
  expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: exitCodes.usage });
  expect(JSON.parse(stderr)).toMatchObject({ error: { code: "USAGE" } });
});

test("common flags may stand before the command", () => {
  const none = () => undefined;
  expect(hoist(["--json", "--timeout", "5s", "ps", "--watch"], none)).toEqual([
    "ps",
    "--json",
    "--timeout",
    "5s",
    "--watch",
  ]);
  expect(hoist(["--timeout=5s", "ps"], none)).toEqual(["ps", "--timeout=5s"]);
});

test("of a group they go to the command of it that is meant, or, where none is named, to the first", () => {
  const group = () => ({ group: { names: ["stats", "diff"], otherwise: "stats" } });
  expect(hoist(["--json", "heap", "stats", "7"], group)).toEqual(["heap", "stats", "--json", "7"]);
  expect(hoist(["heap", "--timeout", "5s", "stats", "7"], group)).toEqual([
    "heap",
    "stats",
    "--timeout",
    "5s",
    "7",
  ]);
  expect(hoist(["--json", "heap", "--top", "3", "7"], group)).toEqual([
    "heap",
    "stats",
    "--json",
    "--top",
    "3",
    "7",
  ]);
  expect(hoist(["heap", "--help"], group)).toEqual(["heap", "--help"]);
});

test("what follows the program that a command runs is the program's", () => {
  const run = (command: string) => ({ passesArguments: command === "run" });
  expect(hoist(["--verbose", "run", "--timeout", "5s", "app.ts", "--json", "-x"], run)).toEqual([
    "run",
    "--verbose",
    "--timeout",
    "5s",
    "--",
    "app.ts",
    "--json",
    "-x",
  ]);
  expect(hoist(["run", "--", "app.ts"], run)).toEqual(["run", "--", "app.ts"]);
});

test("a Node.js that is too old is told, with what runs the command instead", async () => {
  const script = `Object.defineProperty(process, "versions", { value: { node: "20.1.0" } });
    await (await import(${JSON.stringify(new URL("./main.ts", import.meta.url).href)})).main();`;
  const old = Bun.spawn([process.execPath, "-e", script], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [stdout, stderr, exitCode] = await Promise.all([old.stdout.text(), old.stderr.text(), old.exited]);
  expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: exitCodes.failed });
  expect(stderr).toMatch(
    /^teleop: teleop needs Node.js 22.12.0 or later, this is 20.1.0.*`bunx --bun teleop …`\n$/,
  );
});
