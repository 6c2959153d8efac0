// container.ts: a container made by unshare(1), with PIDs and mounts of its own, and commands that go into it as docker and
// kubectl do. There is no Docker and no Kubernetes in these tests: what stands for their commands takes their arguments,
// enters by nsenter(1), and fails with their words and exit codes.
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Directories, makeDirectories } from "@teleop/conformance";

/** Why there can be no container here; undefined where there can. */
export function whyNoContainer(): string | undefined {
  if (process.platform !== "linux") return "it needs Linux";
  if (process.geteuid?.() !== 0) return "it needs root";
  if (Bun.which("unshare") === null || Bun.which("nsenter") === null)
    return "it needs unshare(1) and nsenter(1)";
  const tried = Bun.spawnSync(["unshare", ...NAMESPACES, "true"]);
  return tried.success ? undefined : `unshare(1) fails: ${tried.stderr.toString().trim()}`;
}

const NAMESPACES = ["--fork", "--kill-child", "--pid", "--mount-proc", "--mount"];

/** In front of each program that goes in: nothing of our environment, and so no Bun in PATH. */
const CLEAN = "env -i PATH=/usr/local/bin:/usr/bin:/bin HOME=/root";

const DOCKER = `#!/bin/sh
# docker exec -i NAME COMMAND…, as Docker 28 does it.
[ "$1 $2" = "exec -i" ] || { echo "docker: '$1' is not what this stands for" >&2; exit 125; }
name=$3; shift 3
pid=$(cat "\${0%/bin/docker}/$name.pid" 2>/dev/null) || { echo "Error response from daemon: No such container: $name" >&2; exit 1; }
nsenter --target "$pid" --pid --mount ${CLEAN} sh -c 'command -v "$0" >/dev/null' "$1" || {
  echo "OCI runtime exec failed: exec failed: unable to start container process: exec: \\"$1\\": executable file not found in \\$PATH: unknown" >&2
  exit 127
}
exec nsenter --target "$pid" --pid --mount ${CLEAN} "$@"
`;

const KUBECTL = `#!/bin/sh
# kubectl exec -i POD -- COMMAND…, as kubectl 1.32 does it.
[ "$1 $2 $4" = "exec -i --" ] || { echo "error: unknown command: $*" >&2; exit 1; }
pod=$3; shift 4
pid=$(cat "\${0%/bin/kubectl}/$pod.pid" 2>/dev/null) || { echo "Error from server (NotFound): pods \\"$pod\\" not found" >&2; exit 1; }
nsenter --target "$pid" --pid --mount ${CLEAN} "$@"
code=$?
[ $code = 0 ] || { echo "command terminated with exit code $code" >&2; exit $code; }
`;

/**
 * A container that runs one target, the echo of these tests, under the name "web". Its /usr/local/bin is empty, and its own.
 * Disposing ends it, with all that runs in it.
 */
export class Container implements AsyncDisposable {
  /** The target's PID, in the container. */
  readonly targetPid: number;
  /** What stands for docker and kubectl is in there. */
  readonly bin: string;
  readonly #directories: Directories;
  readonly #child: Bun.Subprocess<"pipe", "pipe", "inherit">;
  readonly #pid: string;

  private constructor(
    directories: Directories,
    child: Bun.Subprocess<"pipe", "pipe", "inherit">,
    targetPid: number,
    pid: string,
  ) {
    this.#directories = directories;
    this.#child = child;
    this.targetPid = targetPid;
    this.#pid = pid;
    this.bin = join(directories.cwd, "bin");
  }

  static async start(): Promise<Container> {
    const directories = makeDirectories();
    const bin = join(directories.cwd, "bin");
    mkdirSync(bin);
    for (const [name, script] of Object.entries({ docker: DOCKER, kubectl: KUBECTL })) {
      writeFileSync(join(bin, name), script);
      chmodSync(join(bin, name), 0o755);
    }
    const target = fileURLToPath(new URL("./target-program.ts", import.meta.url));
    const script =
      'mount -t tmpfs tmpfs /usr/local/bin && cd / && exec 3<&0 && { "$@" <&3 & echo $!; wait; }';
    const child = Bun.spawn(["unshare", ...NAMESPACES, "sh", "-c", script, "sh", process.execPath, target], {
      env: { PATH: "/usr/bin:/bin:/usr/sbin:/sbin", TMPDIR: directories.tmp },
      stdin: "pipe",
      stdout: "pipe",
      stderr: "inherit",
    });
    const lines = await readLines(child.stdout, 2);
    const pid = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8").trim();
    writeFileSync(join(directories.cwd, "web.pid"), pid);
    const targetPid = Number(lines.find((line) => /^\d+$/.test(line)));
    return new Container(directories, child, targetPid, pid);
  }

  /** As `docker cp` does: copies a file of ours into it. */
  copyIn(file: string, to: string): void {
    const copied = Bun.spawnSync(["nsenter", "--target", this.#pid, "--mount", "cp", file, to]);
    if (!copied.success) throw new Error(`cp fails: ${copied.stderr.toString()}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#child.exited;
    this.#directories[Symbol.dispose]();
  }
}

async function readLines(stream: ReadableStream<Uint8Array>, count: number): Promise<readonly string[]> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = "";
  while (text.split("\n").length <= count) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`the container ended: ${text}`);
    text += decoder.decode(value, { stream: true });
  }
  reader.releaseLock();
  return text.split("\n");
}
