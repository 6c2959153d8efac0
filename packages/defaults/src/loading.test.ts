// loading.test.ts: what is loaded when: little while armed, the rest when somebody attaches, and what if it cannot be.

import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TeleopEvent } from "@teleop/core";
import {
  attach,
  defaultTransport,
  Echo,
  type ServicesLoader,
  type TeleoperateOptions,
  teleoperate,
} from "./index.ts";

const folder = mkdtempSync(join(tmpdir(), "teleop-loading-"));
afterAll(() => rmSync(folder, { recursive: true }));

const index = fileURLToPath(new URL("./index.ts", import.meta.url));

const services = { echo: () => Echo.server({ echo: ({ message }) => ({ reply: message }) }) };

let rendezvous = 0;

/** A target in this very process, under a name of its own. */
function target(options: Partial<TeleoperateOptions> & Pick<TeleoperateOptions, "services">) {
  rendezvous += 1;
  const name = `loading-${rendezvous}`;
  const events: TeleopEvent[] = [];
  const teleop = teleoperate({ ...options, name, onEvent: (event) => events.push(event) });
  return {
    events,
    preloaded: teleop.preloaded,
    failures: () => events.flatMap((event) => (event.type === "failed" ? [event.error] : [])),
    async echo(message: string): Promise<string> {
      await using attached = await attach(process.pid, { name });
      using echo = attached.service("echo", Echo);
      return (await echo.echo({ message })).reply;
    },
    attach: (timeout?: number) => attach(process.pid, { name, timeout }),
    [Symbol.asyncDispose]: () => teleop[Symbol.asyncDispose](),
  };
}

test("services may be loaded by a function, at the first attach, once for all who come", async () => {
  let loads = 0;
  await using armed = target({
    services: async () => {
      loads += 1;
      return { services };
    },
  });
  expect(loads).toBe(0);
  expect(await Promise.all(["1", "2", "3"].map((message) => armed.echo(message)))).toEqual(["1", "2", "3"]);
  expect(await armed.echo("4")).toBe("4");
  expect(loads).toBe(1);
  expect(armed.failures()).toEqual([]);
});

test("a module that exports services is what services() gives: () => import(…)", async () => {
  const file = join(folder, "services.ts");
  writeFileSync(
    file,
    `import { Echo } from ${JSON.stringify(index)};
export const services = { echo: () => Echo.server({ echo: ({ message }) => ({ reply: message + "!" }) }) };`,
  );
  await using armed = target({ services: () => import(file) });
  expect(await armed.echo("hello")).toBe("hello!");
});

const missing = join(folder, "missing.ts");
const broken = join(folder, "broken.ts");
writeFileSync(broken, "export const services = {;");

const failing: readonly (readonly [string, () => unknown, RegExp])[] = [
  [
    "throw",
    () => {
      throw new Error("no plan today");
    },
    /cannot load the services of this process: no plan today/,
  ],
  ["reject", () => Promise.reject(new Error("no plan today")), /no plan today/],
  [
    "are in a file that is gone",
    () => import(missing),
    /cannot load the services of this process: .*missing\.ts/,
  ],
  ["are in a file that cannot be parsed", () => import(broken), /cannot load the services of this process/],
  [
    "are no module of services",
    () => ({ echo: () => {} }),
    /services\(\) must give a module that exports services/,
  ],
  [
    "are no functions",
    () => ({ services: { echo: 1 } }),
    /services\.echo must be a function that makes the service/,
  ],
];
test.each(failing)(
  "services that %s: it is reported, the client is told why, and the next attach tries again",
  async (_what, fail, why) => {
    let isMended = false;
    await using armed = target({ services: (() => (isMended ? { services } : fail())) as ServicesLoader });
    await expect(armed.attach()).rejects.toMatchObject({
      code: "REFUSED",
      message: expect.stringMatching(why),
    });
    expect(armed.failures()[0]).toMatchObject({ message: expect.stringMatching(why) });
    isMended = true;
    expect(await armed.echo("mended")).toBe("mended");
  },
);

test("services that never come are given up in time, said to the client, and asked for again", async () => {
  let loads = 0;
  await using armed = target({
    handshakeTimeout: 400,
    services: () => {
      loads += 1;
      return loads === 1 ? new Promise<never>(() => {}) : { services };
    },
  });
  await expect(armed.attach()).rejects.toMatchObject({
    code: "REFUSED",
    message: expect.stringContaining("the protocol capnp is not loaded after 200 ms"),
  });
  expect(armed.failures()).toMatchObject([{ code: "LOAD_FAILED" }]);
  expect(await armed.echo("at last")).toBe("at last");
});

test("disposing while services are loaded leaves nothing to wait for", async () => {
  const asked = Promise.withResolvers<void>();
  const load = Promise.withResolvers<{ services: typeof services }>();
  const armed = target({
    services: () => {
      asked.resolve();
      return load.promise;
    },
  });
  const attaching = armed.attach(500).then(
    () => "in",
    (error: unknown) => error,
  );
  await asked.promise;
  await armed[Symbol.asyncDispose]();
  load.resolve({ services });
  expect(await attaching).toMatchObject({ code: expect.stringMatching(/ATTACH_TIMEOUT|REFUSED|NOT_ARMED/) });
  expect(armed.failures()).toEqual([]);
});

test("with preload services are loaded before anybody attaches, and a failure is reported then", async () => {
  const asked = Promise.withResolvers<void>();
  await using armed = target({
    preload: true,
    services: () => {
      asked.resolve();
      return { services };
    },
  });
  await asked.promise;
  expect(await armed.echo("there")).toBe("there");
  expect(() => teleoperate({ services, preload: "yes" as never })).toThrow("preload must be true or false");
});

test("when preloaded resolves, a process needs its files no more to be attached to", async () => {
  const report = await armAlone(`
    await using teleop = teleoperate({ preload: true, services: { echo: () => Echo.server({}) } });
    const before = new Set(Object.keys(require.cache));
    await teleop.preloaded;
    const loaded = new Set(Object.keys(require.cache));
    {
      await using first = await attach(process.pid);
      using echo = first.service("echo", Echo);
      await echo.echo({ message: "" }).catch(() => {});
    }
    const later = Object.keys(require.cache).filter((path) => !loaded.has(path) && path.includes("/src/"));
    report = { atOnce: loaded.size - before.size, later };`);
  const { atOnce, later } = report as { atOnce: number; later: string[] };
  expect(atOnce).toBeGreaterThan(0);
  // What the client needs is loaded by who attaches, here the same process.
  const client =
    /\/(attach-attempt|attach-elsewhere|time-limit|turned-away|begin-session|client-attach-file|attach-file|await-socket|not-armed|unresponsive|dial|listener-check|proc-check|held-directory|target-root|armed-sign)\.ts$/;
  expect(later.filter((path) => !client.test(path.replaceAll("\\", "/")))).toEqual([]);
});

test("with TELEOP_DISABLE nothing is loaded, preload or not", async () => {
  const report = await armAlone(
    `
    let loads = 0;
    await using teleop = teleoperate({ preload: true, services: () => { loads += 1; return { services: {} }; } });
    report = { loads, loaded: Object.keys(require.cache).filter((path) => path.includes("unix-listener")) };`,
    { TELEOP_DISABLE: "1" },
  );
  expect(report).toEqual({ loads: 0, loaded: [] });
});

test("a transport that cannot load what listens is reported, and the client is told where to look", async () => {
  const unix = defaultTransport();
  const gone = () => {
    throw new Error("no such file");
  };
  await using armed = target({
    services,
    preload: true,
    transport: {
      name: "unix",
      connect: unix.connect.bind(unix),
      listen: async () => gone(),
      preload: gone,
    },
  });
  await armed.preloaded;
  expect(armed.failures()).toMatchObject([{ message: "no such file" }]);
  await expect(armed.attach(300)).rejects.toMatchObject({
    code: "ATTACH_TIMEOUT",
    message: expect.stringContaining(
      process.platform === "linux" ? "could not listen" : "did not answer within 300 ms",
    ),
  });
});

test("a program that a bundler made one file of attaches, and is told what it must not do earlier", async () => {
  const program = join(mkdtempSync(join(folder, "bundled-")), "program.ts");
  writeFileSync(
    program,
    `import { attach, Echo, teleoperate } from ${JSON.stringify(index)};
const make = () => Echo.server({ echo: ({ message }) => ({ reply: message + "!" }) });
let early: unknown;
try { make(); } catch (error) { early = error; }
{
  await using teleop = teleoperate({ services: { echo: make } });
  await using target = await attach(process.pid);
  using echo = target.service("echo", Echo);
  const { reply } = await echo.echo({ message: "bundled" });
  console.log(JSON.stringify({ reply, early: String(early) }));
}`,
  );
  const { outputs } = await Bun.build({
    entrypoints: [program],
    target: "bun",
    outdir: join(program, "..", "out"),
  });
  const file = outputs[0]?.path ?? "";
  const child = Bun.spawn([process.execPath, "--no-install", file], {
    cwd: folder,
    stdin: "ignore",
    stderr: "inherit",
  });
  expect(await child.stdout.json()).toEqual({
    reply: "bundled!",
    early: expect.stringMatching(/LOAD_FAILED.*services: \{ echo: \(\) => Echo\.server/),
  });
});

test("Echo can be used before anything of Cap'n Proto is loaded, and what is wrong with options is told at once", async () => {
  const report = await armAlone(`
    using stub = Echo.server({ echo: ({ message }) => ({ reply: message + "!" }) });
    const { reply } = await stub.echo({ message: "early" });
    report = reply;`);
  expect(report).toBe("early!");
  expect(() => teleoperate({ services: { echo: 1 as never } })).toThrow("services.echo must be a function");
  expect(() => teleoperate({ services, rpc: { limits: { questions: -1 } } })).toThrow(
    "the limit questions must be a positive integer",
  );
  expect(() => teleoperate({ services: () => ({ services }), rpc: { budgetBytes: 0 } })).toThrow(
    "budgetBytes",
  );
});

test("arming loads nothing of what serves, attaches, reads or writes messages", async () => {
  const loaded = (await armAlone(`
    await using teleop = teleoperate({ services: { echo: () => Echo.server({}) } });
    report = Object.keys(require.cache);`)) as string[];
  const ours = loaded.flatMap(
    (path) => /\/packages\/([^/]+\/src\/.*)$/.exec(path.replaceAll("\\", "/"))?.[1] ?? [],
  );
  const isWindows = process.platform === "win32";
  expect(ours).toContain(`core/src/${isWindows ? "attach-event" : "attach-watch"}.ts`);
  // What may be loaded of each; of the others, whatever there is.
  const early: Readonly<Record<string, RegExp>> = {
    capnp: /^(early|schema\/(stand-in|value-error)|wire\/(coded-error|limits))\.ts$/,
    "rpc-capnp":
      /^(later|rpc\/(budget-bytes|connection-options|exception|limits)|teleop\/(capnp-later|echo-later|refusal|services))\.ts$/,
    core: isWindows
      ? /^(?!attach-attempt|begin-session|client-attach-file|not-armed)/
      : /^(?!attach-attempt|attach-event|begin-session|client-attach-file|not-armed|process-facts-windows|windows)/,
    // What only Windows needs is loaded there only.
    ...(isWindows
      ? { "transport-pipe": /^(index|named-pipe|pipe-address)\.ts$/ }
      : { "attacher-windows": NOTHING, "transport-pipe": NOTHING }),
    discovery: /^(announce|record|write-record)\.ts$/,
    reflection: /^index\.ts$/,
    "transport-unix": /^(?!dial|socket-connection|published-socket|unix-listener|leftover-sockets)/,
  };
  const tooEarly = ours.filter((path) => {
    const [name = "", rest = ""] = path.split("/src/");
    return early[name]?.test(rest) === false;
  });
  expect(tooEarly).toEqual([]);
});

/** No name is like that. */
const NOTHING = /^(?!)/;

/** Runs the statements in a process of its own, which reports what they assign to `report`. */
async function armAlone(statements: string, env: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const program = join(mkdtempSync(join(folder, "program-")), "program.ts");
  writeFileSync(
    program,
    `import { attach, Echo, teleoperate } from ${JSON.stringify(index)};
let report: unknown;
{${statements}}
process.stdout.write(JSON.stringify(report));`,
  );
  const child = Bun.spawn([process.execPath, program], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdin: "ignore",
    stderr: "inherit",
  });
  return await child.stdout.json();
}
