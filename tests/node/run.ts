// run.ts: what is published, in real Node.js: packs all packages, installs them twice, with and without koffi, and lets
// clients and targets of each Node.js and of Bun meet. Ends with one line: N passed, N failed. It needs Linux.
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { $ } from "bun";
import { readCpuProfile, readHeapSnapshot } from "../testing/devtools-files.ts";
import { dependencies } from "./package.json";
import { Projects } from "./projects.ts";
import { type Run, Scene } from "./scene.ts";

/** Each exactly, and one that is too old. */
const NODES = { node22: "22.23.3", node22first: "22.12.0", node24: "24.21.0" } as const;
const TOO_OLD = { node20: "20.20.2" } as const;

const work = await mkdtemp(join(tmpdir(), "teleop-node-"));
let passed = 0;
let failed = 0;
try {
  // Others than root have to read it.
  await $`chmod 755 ${work}`;
  const projects = await Projects.packed(work);
  const plain = await projects.install("plain", {});
  const equipped = await projects.install("equipped", {
    koffi: dependencies.koffi,
    expect: dependencies.expect,
  });
  const binaries = await projects.runtimes({ ...NODES, ...TOO_OLD });
  const bun: Run = { name: "Bun", command: [process.execPath], project: plain };

  for (const name of ["node22", "node24"] as const) {
    const node = binaries(name);
    await suite(`the suite for transports, in Node.js ${NODES[name]}`, node, equipped);
    const bare: Run = { name: `Node.js ${NODES[name]}`, command: [node], project: plain };
    const full: Run = { name: `Node.js ${NODES[name]} with koffi`, command: [node], project: equipped };
    for (const attacher of ["default", "unix", "dummy"]) {
      await meets(bare, bun, attacher);
      await meets(bun, full, attacher);
      await meets(bare, full, attacher);
    }
    await meets(full, bun, "default");
    await meets(full, full, "default");
    await meetsElsewhere(bare, bun, bun);
    await meetsElsewhere(bun, bare, bun);
    await meetsElsewhere(bare, bare, full);
    await endsWell(full);
    await diagnoses(bare);
    for (const client of [full, bun]) await debugs(client, full);
    await debugs(full, bun);
    for (const client of [full, bun]) await watches(client, full, `node ${NODES[name]}`);
    await goesOnUnarmed(bare);
    for (const client of [bare, full]) await failsLikeBun(client, bun);
    if (process.geteuid?.() === 0) await meetsHidden(bare, full, bun);
    await test(`a target in ${bare.name} is refused on arming, and told what it needs`, async () => {
      await using scene = new Scene();
      const target = await scene.target(bare, {});
      expectFields(target.first, { code: "UNSUPPORTED_PLATFORM" }, /npm install koffi/);
    });
  }
  const first: Run = {
    name: `Node.js ${NODES.node22first}`,
    command: [binaries("node22first")],
    project: plain,
  };
  await meets(first, bun, "default");
  await diagnoses(first);
  await test(`${first.name} runs capnpc, which writes what it writes in Bun`, async () => {
    const schema = "@0xc5b4d6ab3ab1e76c;\ninterface Counter { add @0 (amount :Int32) -> (total :Int64); }\n";
    await writeFile(join(plain, "counter.capnp"), schema);
    const program = join("node_modules", "@teleop", "capnpc", "dist", "bin.js");
    const written: string[] = [];
    for (const { command } of [first, bun]) {
      await $`${command} ${program} counter.capnp`.cwd(plain).quiet();
      written.push(await Bun.file(join(plain, "counter.capnp.ts")).text());
    }
    if (written[0] === "" || written[0] !== written[1]) throw new Error(`got ${written.join("\n---\n")}`);
  });
  const old: Run = { name: `Node.js ${TOO_OLD.node20}`, command: [binaries("node20")], project: plain };
  await test(`${old.name} is told that it is too old, by attaching and by arming`, async () => {
    await using scene = new Scene();
    const words = /teleop needs Node\.js 22\.12\.0 or later, this is 20\.20\.2/;
    expectFields((await scene.target(old, {})).first, { code: "UNSUPPORTED_PLATFORM" }, words);
    expectFields(await scene.client(old, process.pid, {}), { code: "UNSUPPORTED_PLATFORM" }, words);
  });
} finally {
  await rm(work, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

/** Both directions of bytes, more than a socket holds; whom each sees; and that nothing is left. */
async function meets(client: Run, target: Run, attacher: string): Promise<void> {
  await test(`a client in ${client.name} attaches to a target in ${target.name}: ${attacher}`, async () => {
    await using scene = new Scene();
    const process = await scene.target(target, { attacher });
    for (const length of [1, 3_000_000]) {
      const said = await scene.client(client, process.pid, { attacher, length });
      expectFields(said, { length });
      expectFields(said.peer, { pid: process.pid, uid: globalThis.process.geteuid?.() });
      expectFields((await process.next()).accepted, { uid: globalThis.process.geteuid?.() });
    }
  });
}

/** By way of `teleop bridge`, as it is installed. */
async function meetsElsewhere(client: Run, by: Run, target: Run): Promise<void> {
  await test(`a client in ${client.name} attaches by a bridge in ${by.name} to a target in ${target.name}`, async () => {
    await using scene = new Scene();
    const process = await scene.target(target, {});
    const bridge = [...by.command, join(by.project, "node_modules", "teleop", "dist", "bin.js"), "bridge"];
    for (const length of [1, 3_000_000]) {
      const said = await scene.client(client, process.pid, { bridge, length });
      expectFields(said, { length });
    }
    expectFields(await scene.client(client, 2 ** 22 + 1, { bridge }), { code: "NO_SUCH_PROCESS" });
  });
}

/** A program without a line of teleop in it, which is preloaded. */
async function debugs(client: Run, target: Run): Promise<void> {
  await test(`a client in ${client.name} evaluates in, watches, and debugs, what is preloaded in ${target.name}`, async () => {
    await using scene = new Scene();
    const program = await scene.registered(target, "debug,eval");
    const said = await scene.debug(client, program.pid);
    const unknown = "'No.such' wasn't found";
    expectFields(said, {
      text: `'pid ${program.pid}'`,
      functionName: "tick",
      // Who watches does not let it go on.
      stands: true,
      value: 42,
      owner: true,
      unknown,
    });
    program.input("\n");
    if (Number((await program.next()).calls) === 0) throw new Error("it does not go on");
  });
}

/** What it is, and does, and where it is stuck: told while it is, since Node.js can interrupt a thread. */
async function watches(client: Run, target: Run, runtime: string): Promise<void> {
  await test(`a client in ${client.name} sees what ${target.name} is, says, and where it is stuck`, async () => {
    await using scene = new Scene();
    const program = await scene.registered(target, "eval");
    expectFields(await scene.live(client, program.pid), {
      pid: program.pid,
      runtime,
      resident: true,
      descriptors: true,
      native: true,
      limits: true,
      isEnvironmentHidden: true,
      processor: true,
      collections: true,
      entry: "warn,console.warn,it is well,undefined",
      stuck: true,
      while: true,
      stack: true,
    });
  });
}

/** Without FFI: one line on standard error, and nothing else. */
async function goesOnUnarmed(target: Run): Promise<void> {
  await test(`what is preloaded in ${target.name} goes on, and one line says why it is not armed`, async () => {
    for (const [words, said] of [
      ["", /^teleop: this process cannot be attached to: .*npm install koffi.*\n$/],
      ["quiet", /^$/],
    ] as const) {
      const { stdout, stderr, code } = await preloaded(target, words);
      if (stdout !== "armed\n" || !said.test(stderr) || code !== 0)
        throw new Error(`${code}: ${stdout}${stderr}`);
    }
  });
}

/** What a program has said that knows nothing of teleop, and has ended; TELEOP is as given. */
async function preloaded({ command, project }: Run, words: string) {
  const preload = join(project, "node_modules", "teleop", "dist", "register.js");
  const child = Bun.spawn([...command, "--import", preload, join(project, "registered.mjs")], {
    env: { ...process.env, TELEOP: words },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [stdout, stderr, code] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
  return { stdout, stderr, code };
}

/** Its heap and its time, as the services for that show them, in files that are read as DevTools read them. */
async function diagnoses({ name, command, project }: Run): Promise<void> {
  await test(`a process in ${name} shows its heap, its time, and what its flight recorder has kept`, async () => {
    const folder = await mkdtemp(join(work, "diagnostics-"));
    const run = Bun.spawn([...command, "diagnostics.mjs", folder], {
      cwd: project,
      stdout: "pipe",
      stderr: "inherit",
    });
    const said = await run.stdout.text();
    if ((await run.exited) !== 0) throw new Error(`it failed, and has said ${said}`);
    expectFields(JSON.parse(said), {
      orders: true,
      length: true,
      paused: true,
      used: true,
      collected: true,
      end: "stopped",
      burning: true,
      recorded: true,
    });
    const { objects } = readHeapSnapshot(await Bun.file(join(folder, "a.heapsnapshot")).text());
    expectFields({ orders: objects.get("Order") }, { orders: 1234 });
    const { functions } = readCpuProfile(await Bun.file(join(folder, "a.cpuprofile")).text());
    expectFields({ burning: functions.some((each) => each.name === "burn") }, { burning: true });
    expectFields({ files: (await readdir(folder)).sort().join() }, { files: "a.cpuprofile,a.heapsnapshot" });
  });
}

/** What a target owes to its application and to its machine. */
async function endsWell(target: Run): Promise<void> {
  await test(`a program that is preloaded in ${target.name} ends without a word`, async () => {
    expectFields(await preloaded(target, ""), { stdout: "armed\n", stderr: "", code: 0 });
  });
  await test(`a target in ${target.name} that calls process.exit() leaves nothing`, async () => {
    await using scene = new Scene();
    const { pid } = await scene.target(target, { exit: true });
    expectFields(await scene.client(target, pid, {}), { length: 1 });
  });
  for (const attacher of ["default", "unix"]) {
    await test(`SIGQUIT without a client ends a target in ${target.name}: ${attacher}`, async () => {
      await using scene = new Scene();
      const program = await scene.target(target, { attacher });
      expectFields({ signal: await program.signal("SIGQUIT") }, { signal: "SIGQUIT" });
    });
  }
  await test(`a target in ${target.name} does not keep its process alive`, async () => {
    await using scene = new Scene();
    const { pid } = await scene.target(target, { attacher: "dummy", idle: true });
    while (isThere(pid)) await Bun.sleep(5);
  });
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Each failure has the same code in Node.js as in Bun. */
async function failsLikeBun(client: Run, bun: Run): Promise<void> {
  for (const runtime of [client, bun]) {
    await test(`${runtime.name}: no such process is NO_SUCH_PROCESS`, async () => {
      await using scene = new Scene();
      expectFields(await scene.client(runtime, 2 ** 31 - 1, {}), { code: "NO_SUCH_PROCESS" });
    });
    await test(`${runtime.name}: a process that is not armed is NOT_ARMED`, async () => {
      await using scene = new Scene();
      const sleeper = scene.spawn(["sleep", "100"]);
      expectFields(await scene.client(runtime, sleeper.pid, {}), { code: "NOT_ARMED" });
    });
    await test(`${runtime.name}: a target that is stopped is ATTACH_TIMEOUT, and attached to later`, async () => {
      await using scene = new Scene();
      const target = await scene.target(bun, {});
      expectFields(await scene.client(runtime, target.pid, {}), { length: 1 });
      process.kill(target.pid, "SIGSTOP");
      const failure = await scene.client(runtime, target.pid, { timeout: 500 });
      process.kill(target.pid, "SIGCONT");
      expectFields(failure, { code: "ATTACH_TIMEOUT" }, /stopped/);
      expectFields(await scene.client(runtime, target.pid, {}), { length: 1 });
    });
    await test(`${runtime.name}: a target that does not let us in is REFUSED`, async () => {
      await using scene = new Scene();
      const target = await scene.target(bun, { refuse: true });
      expectFields(await scene.client(runtime, target.pid, {}), { code: "REFUSED" });
    });
    await test(`${runtime.name}: who is not the target is WRONG_LISTENER, and hears nothing`, async () => {
      await using scene = new Scene();
      const sleeper = scene.spawn(["sleep", "100"]);
      const impostor = await scene.impostor(bun, sleeper.pid);
      expectFields(await scene.client(runtime, sleeper.pid, {}), { code: "WRONG_LISTENER" });
      expectFields({ heard: await impostor.rest() }, { heard: "" });
    });
    await test(`${runtime.name}: a socket that others may write to is UNTRUSTED_PATH`, async () => {
      await using scene = new Scene();
      const target = await scene.target(bun, { attacher: "dummy" });
      const socket = await scene.socketOf(target.pid);
      await $`chmod 666 ${socket}`;
      const failure = await scene.client(runtime, target.pid, { attacher: "dummy" });
      expectFields(failure, { code: "UNTRUSTED_PATH" }, /mode 666/);
    });
    await test(`${runtime.name}: by an address alone, who owns the socket decides`, async () => {
      await using scene = new Scene();
      const target = await scene.target(bun, { attacher: "dummy" });
      const address = await scene.socketOf(target.pid);
      expectFields(await scene.connectSocket(runtime, address), { address });
      if (process.geteuid?.() !== 0) return;
      await $`chown 65534 ${address}`;
      expectFields(
        await scene.connectSocket(runtime, address),
        { code: "UNTRUSTED_PATH" },
        /belongs to user 65534, expected 0/,
      );
    });
    if (process.geteuid?.() !== 0) continue;
    await test(`${runtime.name}: another user gets PERMISSION_DENIED`, async () => {
      await using scene = new Scene();
      const target = await scene.target(bun, {});
      expectFields(await scene.client(runtime, target.pid, { user: 65534 }), { code: "PERMISSION_DENIED" });
    });
  }
  if (client.project === bun.project) await insistsOnProof(client, bun);
}

/** Of a client that has only proc(5) to go by. */
async function insistsOnProof(client: Run, bun: Run): Promise<void> {
  await test(`${client.name}: where others may exchange sockets, nobody is talked to`, async () => {
    await using scene = new Scene();
    const target = await scene.target(bun, {});
    await $`chmod 777 ${scene.tmp}`;
    const failure = await scene.client(client, target.pid, {});
    expectFields(failure, { code: "UNTRUSTED_PATH" }, /others may exchange sockets there/);
  });
  await test(`${client.name}: a target that listens, though elsewhere, has to let us in itself`, async () => {
    await using scene = new Scene();
    const target = await scene.target(bun, { attacher: "dummy" });
    await rm(await scene.socketOf(target.pid));
    const impostor = await scene.impostor(bun, target.pid);
    const failure = await scene.client(client, target.pid, { attacher: "dummy", timeout: 500 });
    expectFields(failure, { code: "ATTACH_TIMEOUT" });
    expectFields({ heard: await impostor.rest() }, { heard: "" });
  });
}

/** A target that has dropped its privileges is not dumpable, and hides what it has open from its own user. */
async function meetsHidden(bare: Run, full: Run, bun: Run): Promise<void> {
  const user = 65534;
  for (const [client, expected] of [
    [bare, { code: "PERMISSION_DENIED" }],
    [full, { length: 1 }],
    [bun, { length: 1 }],
  ] as const) {
    const what = "code" in expected ? "is not talked to by" : "is attached to by";
    await test(`a target that hides what it has open ${what} its user in ${client.name}`, async () => {
      await using scene = new Scene();
      scene.share();
      const target = await scene.target(bun, { user });
      const said = await scene.client(client, target.pid, { user });
      expectFields(said, expected, "code" in expected ? /install the package koffi/ : undefined);
    });
  }
}

async function suite(name: string, node: string, project: string): Promise<void> {
  await test(name, async () => {
    const run = Bun.spawn([node, "--import", "./hooks.mjs", "--test-reporter=tap", "transport.mjs"], {
      cwd: project,
      stdout: "pipe",
      stderr: "inherit",
    });
    const report = await run.stdout.text();
    const [, count = "0"] = /^# pass (\d+)$/m.exec(report) ?? [];
    if ((await run.exited) !== 0 || count === "0") throw new Error(report);
    // Itself is counted as one.
    passed += Number(count) - 1;
  });
}

async function test(sentence: string, body: () => Promise<void>): Promise<void> {
  try {
    await body();
    passed++;
    console.log(`ok    ${sentence}`);
  } catch (error) {
    failed++;
    console.log(`not ok ${sentence}\n${error instanceof Error ? error.stack : error}`);
  }
}

function expectFields(actual: unknown, expected: object, message?: RegExp): void {
  const found = Object(actual);
  for (const [name, value] of Object.entries(expected)) {
    if (found[name] !== value) throw new Error(`expected ${name} ${value}, got ${JSON.stringify(actual)}`);
  }
  if (message !== undefined && !message.test(found.message))
    throw new Error(`expected ${message}, got ${found.message}`);
}
