// sshd.ts: a real OpenSSH server of this machine, on a port and with keys of its own, for this user, and what is needed to
// connect to it. It reads nothing of the system's configuration, nor of the user's.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where distributions put it, which is seldom in PATH. */
const PROGRAMS = ["/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/lib/ssh/sshd"];

/** sshd, as root, wants this directory to exist, and to be empty. */
const EMPTY_DIRECTORY = "/run/sshd";

/** Why there can be no server here; undefined where there can. */
export function whyNoSshd(): string | undefined {
  if (process.platform !== "linux") return "it is tested on Linux only";
  if (sshdProgram() === undefined) return "there is no sshd (openssh-server)";
  if (Bun.which("ssh") === null || Bun.which("ssh-keygen") === null)
    return "there is no ssh (openssh-client)";
  if (process.geteuid?.() !== 0) return "as another user than root, sshd does not serve everywhere";
  return undefined;
}

function sshdProgram(): string | undefined {
  return PROGRAMS.find((program) => existsSync(program));
}

export interface SshdOptions {
  /** Lines for its configuration. */
  readonly config?: readonly string[] | undefined;
  /** What runs instead of the command that is asked for, which is in SSH_ORIGINAL_COMMAND. */
  readonly forcedCommand?: string | undefined;
}

/** Disposing ends it, with all its connections, and removes its files. */
export class Sshd implements AsyncDisposable {
  /** The words that lead to it. They are in the arguments of each ssh, so that it can be told from others. */
  readonly command: string;
  /** Where its files are; a word that is in the arguments of all its processes. */
  readonly directory: string;
  readonly #child: Bun.Subprocess<"ignore", "ignore", "pipe">;
  readonly #madeDirectory: boolean;

  private constructor(
    directory: string,
    child: Bun.Subprocess<"ignore", "ignore", "pipe">,
    madeDirectory: boolean,
  ) {
    this.directory = directory;
    this.command = `ssh -F ${join(directory, "ssh_config")} target`;
    this.#child = child;
    this.#madeDirectory = madeDirectory;
  }

  static async start(options: SshdOptions = {}): Promise<Sshd> {
    const directory = realpathSync(mkdtempSync(join(tmpdir(), "teleop-sshd-")));
    const madeDirectory = !existsSync(EMPTY_DIRECTORY);
    if (madeDirectory) mkdirSync(EMPTY_DIRECTORY, { mode: 0o755 });
    const [hostKey, clientKey] = [makeKey(directory, "host"), makeKey(directory, "client")];
    const forced =
      options.forcedCommand === undefined ? "" : `command=${JSON.stringify(options.forcedCommand)} `;
    writeFileSync(join(directory, "authorized_keys"), `${forced}${clientKey}\n`);
    for (;;) {
      const port = freePort();
      writeFileSync(join(directory, "sshd_config"), serverConfig(directory, port, options.config ?? []));
      writeFileSync(join(directory, "known_hosts"), `[127.0.0.1]:${port} ${hostKey}\n`);
      writeFileSync(join(directory, "ssh_config"), clientConfig(directory, port));
      const child = Bun.spawn([sshdProgram() ?? "sshd", "-D", "-e", "-f", join(directory, "sshd_config")], {
        stdin: "ignore",
        stdout: "ignore",
        stderr: "pipe",
      });
      const started = await sayWhether(child.stderr, "Server listening on", "Address already in use");
      if (started) return new Sshd(directory, child, madeDirectory);
      // Somebody else has taken the port since.
      child.kill("SIGKILL");
      await child.exited;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGTERM");
    await this.#child.exited;
    rmSync(this.directory, { recursive: true, force: true });
    if (this.#madeDirectory) rmSync(EMPTY_DIRECTORY, { recursive: true, force: true });
  }
}

/** @returns the public key. */
function makeKey(directory: string, name: string): string {
  const file = join(directory, name);
  Bun.spawnSync(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", file]);
  return readFileSync(`${file}.pub`, "utf8").trim();
}

function serverConfig(directory: string, port: number, more: readonly string[]): string {
  return [
    `Port ${port}`,
    "ListenAddress 127.0.0.1",
    `HostKey ${join(directory, "host")}`,
    `AuthorizedKeysFile ${join(directory, "authorized_keys")}`,
    "PidFile none",
    "UsePAM no",
    "StrictModes no",
    "PasswordAuthentication no",
    "KbdInteractiveAuthentication no",
    "PermitRootLogin yes",
    ...more,
    "",
  ].join("\n");
}

function clientConfig(directory: string, port: number): string {
  const common = `  HostName 127.0.0.1
  Port ${port}
  IdentitiesOnly yes
  BatchMode yes
  StrictHostKeyChecking yes
  ControlPath ${join(directory, "control")}
`;
  const key = `  IdentityFile ${join(directory, "client")}\n`;
  const known = `  UserKnownHostsFile ${join(directory, "known_hosts")}\n`;
  return [
    `Host target\n${common}${key}${known}`,
    `Host shared\n${common}${key}${known}  ControlMaster auto\n  ControlPersist 60\n`,
    `Host keyless\n${common}${known}  IdentityFile ${join(directory, "host")}\n`,
    `Host unknown\n${common}${key}  UserKnownHostsFile /dev/null\n`,
  ].join("\n");
}

function freePort(): number {
  const listener = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data: () => {} } });
  const { port } = listener;
  listener.stop(true);
  return port;
}

/** Reads until one or the other is said, and then on, so that the pipe does not fill. */
async function sayWhether(stream: ReadableStream<Uint8Array>, yes: string, no: string): Promise<boolean> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`sshd ended: ${text}`);
    text += decoder.decode(value, { stream: true });
    if (text.includes(no)) return false;
    if (!text.includes(yes)) continue;
    void (async () => {
      while (!(await reader.read()).done);
    })();
    return true;
  }
}
