// namespaces.test.ts: a client outside a container and a target inside, which takes root (or a host that lets anybody
// make namespaces) to set up.
import { expect, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { unixSocket } from "./index.ts";
import { lineReader } from "./testing/lines.ts";

const skipped = whyNot();

function withNamespaces(name: string, body: () => Promise<void>): void {
  if (skipped === undefined) test(name, body);
  else test.skip(`${name} (skipped: ${skipped})`, body);
}

withNamespaces(
  "a client meets a target in another PID namespace under the PID that the client sees",
  async () => {
    using directory = scratch();
    await using target = await Nested.start(["--pid"], directory.path, 'exec "$@"');
    expect(target.self).toEqual({ pid: 1, address: join(directory.path, ".teleop_pid_1") });
    await exchange(target);
  },
);

withNamespaces("a client meets a target whose temporary directory only the target sees", async () => {
  using directory = scratch();
  // Not /tmp itself, below which the program may be that is to be run.
  const script = 'mount -t tmpfs none "$TMPDIR" && exec "$@"';
  await using target = await Nested.start(["--pid", "--mount"], directory.path, script);
  expect(target.self).toEqual({ pid: 1, address: join(directory.path, ".teleop_pid_1") });
  await exchange(target);
});

withNamespaces(
  "a client is not connected to a process that its PID namespace does not contain, whoever's it is",
  async () => {
    using directory = scratch();
    await using stranger = await Nested.start(["--pid"], directory.path, 'exec "$@"');
    expect(stranger.self).toEqual({ pid: 1, address: join(directory.path, ".teleop_pid_1") });
    // In a namespace of its own the client is process 1, and the path of that process's socket is the stranger's.
    expect(await runNested("./testing/nested-client.ts", directory.path)).toEqual({
      code: "WRONG_LISTENER",
      message: expect.stringContaining(
        "expected process 1 to listen, found a process of user 0 in another PID namespace",
      ),
    });
  },
);

withNamespaces("a socket of a process that has exited is not its successor's by having its PID", async () => {
  using directory = scratch();
  expect(await runNested("./testing/inherited-listener.ts", directory.path)).toEqual({
    code: "WRONG_LISTENER",
    message: expect.stringContaining("found a socket of an earlier process with that PID, which has exited"),
  });
});

/** Runs a program as process 1 of namespaces of its own. @returns what it prints, as JSON. */
async function runNested(program: string, tmp: string): Promise<unknown> {
  const child = Bun.spawn(
    [
      ...["unshare", "--pid", "--fork", "--kill-child", "--mount-proc"],
      ...[process.execPath, fileURLToPath(new URL(program, import.meta.url))],
    ],
    { env: { ...process.env, TMPDIR: tmp }, stdin: "ignore", stderr: "inherit" },
  );
  return JSON.parse(await child.stdout.text());
}

/** Connects from outside, and looks at what each side knows of the other. */
async function exchange(target: Nested): Promise<void> {
  const client = await unixSocket().connect({ pid: target.pid });
  // We see the target's PID as ours; inside, nobody outside has one.
  expect(client.peer).toEqual({ pid: target.pid, uid: 0, gid: 0 });
  expect(JSON.parse((await target.next()) ?? "")).toEqual({ uid: 0, gid: 0 });
  const heard = Promise.withResolvers<number>();
  client.open({
    data: (chunk) => heard.resolve(chunk.length),
    end: () => {},
    closed: (error) => heard.reject(error ?? new Error("closed without an answer")),
  });
  void client.write(new Uint8Array(5));
  expect(await heard.promise).toBe(5);
  client.abort();
}

/** A target in namespaces of its own, where it is process 1. */
class Nested implements AsyncDisposable {
  readonly #unshare: Bun.Subprocess<"ignore", "pipe", "inherit">;
  /** The next line that the target prints. */
  readonly next: () => Promise<string | undefined>;
  /** What the target knows of itself. */
  self: unknown;

  private constructor(namespaces: readonly string[], tmp: string, script: string) {
    const target = fileURLToPath(new URL("./testing/peer-teller.ts", import.meta.url));
    this.#unshare = Bun.spawn(
      [
        ...["unshare", "--fork", "--kill-child", "--mount-proc", ...namespaces],
        ...["sh", "-c", script, "sh", process.execPath, target],
      ],
      {
        env: { ...process.env, TMPDIR: tmp },
        stdin: "ignore",
        stdout: "pipe",
        stderr: "inherit",
      },
    );
    this.next = lineReader(this.#unshare.stdout);
  }

  static async start(namespaces: readonly string[], tmp: string, script: string): Promise<Nested> {
    const nested = new Nested(namespaces, tmp, script);
    nested.self = JSON.parse((await nested.next()) ?? "");
    return nested;
  }

  /** The target's PID as we see it: the only child of unshare(1). */
  get pid(): number {
    const { pid } = this.#unshare;
    return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#unshare.kill("SIGKILL");
    await this.#unshare.exited;
  }
}

function scratch() {
  const path = mkdtempSync(join(tmpdir(), "teleop-nested-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

function whyNot(): string | undefined {
  if (process.platform !== "linux") return "namespaces are Linux's";
  if (process.geteuid?.() !== 0) return "only root can make PID and mount namespaces";
  if (Bun.which("unshare") === null) return "unshare(1) is not installed";
  const tried = Bun.spawnSync(["unshare", "--fork", "--pid", "--mount", "--mount-proc", "true"]);
  return tried.success ? undefined : `unshare(1) fails: ${tried.stderr.toString().trim()}`;
}
