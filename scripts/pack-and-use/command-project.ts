// command-project.ts: the command `teleop` in an installed project, and a program of it that is armed without a line of code.
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { dirname, join } from "node:path";
import { $ } from "bun";
import { openPageClient, type PageClient } from "../../packages/console/src/testing/page-client.ts";
import type { Checks } from "./checks.ts";
import type { PackageManager } from "./package-managers.ts";

/** Tells its PID, by when it is armed if it is to be; ends with its input. */
const SERVER = `console.log(process.pid);
process.stdin.resume();
`;

/**
 * Checks an installed project.
 *
 * @param folder the project's
 * @param node the Node.js that programs of packages run in
 */
export async function checkCommand(
  checks: Checks,
  manager: PackageManager,
  folder: string,
  node: string,
): Promise<void> {
  const teleop = manager.program("teleop");
  const env = { ...process.env, PATH: `${dirname(node)}:${dirname(process.execPath)}:${process.env.PATH}` };
  await checks.check("the command runs by the name of its package", async () => {
    const usage = await $`${teleop} --help`.cwd(folder).env(env).quiet().text();
    if (!/^ +ps /m.test(usage)) throw new Error(usage);
  });
  if (manager.notForBun !== undefined) {
    checks.skip("the command finds what was armed", manager.notForBun);
    return;
  }
  await writeFile(join(folder, "server.ts"), SERVER);
  const register = Bun.resolveSync("teleop/register", folder);
  await checks.check("in Node.js the command looks into it, by what the packages load for that", async () => {
    const direct = [node, join(folder, "node_modules", "teleop", "dist", "bin.js")];
    await using server = Bun.spawn([process.execPath, "server.ts"], {
      cwd: folder,
      env: { ...env, BUN_OPTIONS: `--preload=${register}`, TELEOP: "debug" },
      stdin: "pipe",
      stdout: "pipe",
    });
    await server.stdout.getReader().read();
    const pid = `${server.pid}`;
    await $`${direct} info ${pid}`.cwd(folder).quiet();
    await $`${direct} heap snapshot ${pid} --yes -o server.heapsnapshot`.cwd(folder).quiet();
    await $`${direct} cpu ${pid} --duration 200ms -o server.cpuprofile`.cwd(folder).quiet();
    // Threads of the server do these.
    for (const [name, sign] of [
      ["stalls", "is watched"],
      ["debug", "ws"],
    ] as const) {
      await using running = Bun.spawn([...direct, name, pid], {
        cwd: folder,
        stdout: "pipe",
        stderr: "pipe",
      });
      let shown = "";
      let isToEnd = false;
      const watch = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> => {
        for await (const part of stream.pipeThrough(new TextDecoderStream())) {
          shown += part;
          if (!shown.includes(sign) || isToEnd) continue;
          isToEnd = true;
          // Once: a second one would end it at once.
          running.kill("SIGINT");
        }
      };
      await Promise.all([watch(running.stdout), watch(running.stderr)]);
      const exitCode = await running.exited;
      if (exitCode !== 130) throw new Error(`${name} ended with ${exitCode}: ${shown}`);
    }
    await server.stdin.end();
    await server.exited;
  });
  await checks.check("in the oldest Node.js the console serves its page, and speaks with it", async () => {
    const direct = [node, join(folder, "node_modules", "teleop", "dist", "bin.js")];
    await using served = Bun.spawn([...direct, "console", "--json"], { cwd: folder, stdout: "pipe" });
    const { value = "" } = await served.stdout.pipeThrough(new TextDecoderStream()).getReader().read();
    const { url } = JSON.parse(value);
    await checkPage(url);
    await resetWhenRefused(url);
    await using page = await openPageClient(url);
    await firstChange(page);
    served.kill("SIGINT");
    const exitCode = await served.exited;
    if (exitCode !== 130) throw new Error(`it ended with ${exitCode}`);
  });
  for (const [how, command, environment] of [
    ["by teleop/register", [process.execPath, "server.ts"], { BUN_OPTIONS: `--preload=${register}` }],
    ["by teleop run", [...teleop, "run", "server.ts"], {}],
  ] as const) {
    await checks.check(`the command finds what was armed ${how}`, async () => {
      await using server = Bun.spawn([...command], {
        cwd: folder,
        env: { ...env, ...environment },
        stdin: "pipe",
        stdout: "pipe",
        stderr: "pipe",
      });
      const { value = "" } = await server.stdout.pipeThrough(new TextDecoderStream()).getReader().read();
      const found = await $`${teleop} ps --json`.cwd(folder).env(env).quiet().text();
      await server.stdin.end();
      const [exitCode, complaints] = await Promise.all([server.exited, server.stderr.text()]);
      // Managers that start the command have words of their own.
      if (exitCode !== 0 || /^(?!npm |$)/m.test(complaints)) {
        throw new Error(`it ended with ${exitCode}: ${complaints}`);
      }
      const pids = found
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line).pid);
      // A manager that starts the command stays its parent.
      if (!pids.includes(Number(value))) throw new Error(`${value} is not among ${pids}`);
    });
  }
}

/** Whatever the page names is there. */
async function checkPage(url: string): Promise<void> {
  const page = await (await fetch(url)).text();
  const names = [...page.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(([, name = ""]) => name);
  if (names.length < 2) throw new Error(`the page names only ${names}: ${page}`);
  for (const name of names) {
    const answer = await fetch(new URL(name, url));
    if (answer.status !== 200 || (await answer.text()) === "") throw new Error(`${name}: ${answer.status}`);
  }
}

/** Asks for sockets without the secret, and cuts each connection before it has been told that it may not have one. */
async function resetWhenRefused(url: string): Promise<void> {
  const { host, hostname, port } = new URL(url);
  for (let times = 0; times < 20; times++) {
    const socket = connect(Number(port), hostname);
    const request = `GET /rpc HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;
    await new Promise((written) => socket.write(request, written));
    const closed = once(socket, "close");
    socket.resetAndDestroy();
    await closed;
  }
}

/** Resolves when the page has been told of processes. */
async function firstChange({ console: served }: PageClient): Promise<void> {
  const told = Promise.withResolvers<void>();
  using watching = served.watch({
    watcher: {
      changed({ begins, failure }) {
        if (begins) told.resolve();
        else told.reject(new Error(failure));
      },
    },
  });
  watching.catch(told.reject);
  await told.promise;
}
