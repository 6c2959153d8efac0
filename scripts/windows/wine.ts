// wine.ts: a Windows for the length of one run, under Wine: made of what the cache has, and gone afterwards.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";

/** Exit code of `set-up-wine.sh` where Wine cannot be had: EX_UNAVAILABLE of sysexits.h. */
const UNAVAILABLE = 69;

/** What Wine cannot be had for on this machine: a reason to skip what needs it. */
export class NoWine extends Error {
  override readonly name = "NoWine";
}

/**
 * Wine with a drive C: and a registry of its own, and Bun for Windows. Drive Z: is this machine's root directory.
 * Disposing ends every process of it, and removes it.
 */
export class Wine implements AsyncDisposable {
  readonly #cache: string;
  readonly #home: string;
  readonly #environment: Readonly<Record<string, string | undefined>>;
  #server: Bun.Subprocess | undefined;

  /**
   * Gets Wine and Bun where they are not in the cache yet, which takes a minute.
   *
   * @throws NoWine where they cannot be had; Error when what was got does not work.
   */
  static async start(versionOfBun: string): Promise<Wine> {
    const { XDG_CACHE_HOME: caches = "" } = process.env;
    const cache = join(caches || join(homedir(), ".cache"), "teleop", "windows");
    const setUp = spawnSync("bash", [join(import.meta.dir, "set-up-wine.sh"), cache, versionOfBun], {
      env: { ...process.env, BUN: process.execPath },
      stdio: ["ignore", "inherit", "pipe"],
      encoding: "utf8",
    });
    if (setUp.error !== undefined || setUp.status === UNAVAILABLE) {
      throw new NoWine(setUp.error?.message ?? setUp.stderr.trim(), { cause: setUp.error });
    }
    if (setUp.status !== 0) throw new Error(setUp.stderr.trim());
    const wine = new Wine(cache);
    try {
      wine.#copyDrive();
      await wine.#startServer();
    } catch (error) {
      await wine[Symbol.asyncDispose]();
      throw error;
    }
    return wine;
  }

  private constructor(cache: string) {
    this.#cache = cache;
    this.#home = mkdtempSync(join(tmpdir(), "teleop-wine-"));
    // Nothing of ours but this: what runs there finds itself on a Windows that somebody has just logged in to.
    const { PATH, LANG, NO_COLOR, TELEOP_TEST_ALL } = process.env;
    this.#environment = {
      PATH,
      LANG,
      NO_COLOR,
      TELEOP_TEST_ALL,
      HOME: join(this.#home, "home"),
      WINEPREFIX: join(this.#home, "prefix"),
      WINEARCH: "win64",
      WINEDEBUG: "-all",
      WINEDLLOVERRIDES: "mscoree=;mshtml=;winemenubuilder.exe=",
    };
  }

  /** Runs bun.exe in a directory of this machine; its output is this process's. Returns its exit code. */
  async bun(args: readonly string[], cwd: string): Promise<number> {
    return await this.#bun(args, cwd, "inherit").exited;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#server !== undefined) {
      await this.#spawn(["wineserver", "--kill"], this.#home, "ignore").exited;
      await this.#server.exited;
    }
    rmSync(this.#home, { recursive: true, force: true });
  }

  /** The drive's programs are links to those of the cache; whatever is written is this run's. */
  #copyDrive(): void {
    const [from, to] = [this.#cached("prefix"), join(this.#home, "prefix")];
    mkdirSync(join(this.#home, "home"));
    mkdirSync(to);
    for (const name of ["system.reg", "user.reg", "userdef.reg", ".update-timestamp", "dosdevices"]) {
      cpSync(join(from, name), join(to, name), { recursive: true, verbatimSymlinks: true });
    }
    const copied = spawnSync("cp", ["-a", "-s", join(from, "drive_c"), to], { encoding: "utf8" });
    if (copied.status !== 0) throw new Error(`drive C: cannot be copied: ${copied.stderr}`);
    const users = join(to, "drive_c/users");
    rmSync(users, { recursive: true });
    cpSync(join(from, "drive_c/users"), users, { recursive: true, verbatimSymlinks: true });
  }

  /**
   * The server stays for a minute without processes, or each would start it anew and wait for that. With it go the names
   * of drives.
   */
  async #startServer(): Promise<void> {
    this.#server = this.#spawn(["wineserver", "--foreground", "--persistent=60"], this.#home, "ignore");
    // Until it is done, Bun says what it is for.
    const script = `Z:${join(import.meta.dir, "name-drives.ts")}`;
    const exitCode = await this.#bun([script], this.#home, "ignore").exited;
    if (exitCode !== 0) throw new Error(`Wine's drives cannot be named: ${script} ends with ${exitCode}`);
  }

  #bun(args: readonly string[], cwd: string, output: "inherit" | "ignore"): Bun.Subprocess {
    return this.#spawn(["wine64", this.#cached("bun/bun.exe"), ...args], cwd, output);
  }

  #spawn(
    [program = "", ...args]: readonly string[],
    cwd: string,
    output: "inherit" | "ignore",
  ): Bun.Subprocess {
    return Bun.spawn([this.#cached(join("tree/usr/lib/wine", program)), ...args], {
      cwd,
      env: this.#environment,
      stdin: "ignore",
      stdout: output,
      stderr: output,
    });
  }

  #cached(path: string): string {
    return join(this.#cache, path);
  }
}
