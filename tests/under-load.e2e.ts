// under-load.e2e.ts: the README's quick start at a real HTTP server, examples/http-server, which has no line of teleop in
// it, while requests go on: none of them fails, and the files that come of it are what DevTools can read.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keepBusy, type LoadResult } from "../examples/http-server/src/requests.ts";
import { readCpuProfile, readHeapSnapshot } from "./testing/devtools-files.ts";

const root = join(import.meta.dir, "..");
const shop = join(root, "examples", "http-server", "src");
const command = [process.execPath, join(root, "packages", "teleop", "src", "bin.ts")];
/** How many requests are under way at once. */
const CONNECTIONS = 4;

let home: string;
let env: Record<string, string | undefined>;
let server: Bun.Subprocess<"ignore", "pipe", "pipe">;
/** All that it has said. */
let log = "";
let logged: Promise<void>;
let complaints: Promise<string>;
let load: Promise<LoadResult>;
let answered = 0;
const enough = new AbortController();

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "teleop-under-load-"));
  await Promise.all(["server", "client", "tmp"].map((folder) => mkdir(join(home, folder), { mode: 0o700 })));
  env = { ...process.env, PORT: "0", TMPDIR: join(home, "tmp"), XDG_RUNTIME_DIR: join(home, "tmp") };
  server = Bun.spawn([...command, "run", join(shop, "main.ts")], {
    cwd: join(home, "server"),
    env,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  complaints = server.stderr.text();
  const listening = Promise.withResolvers<string>();
  logged = (async () => {
    for await (const text of server.stdout.pipeThrough(new TextDecoderStream())) {
      log += text;
      const [, url] = /^shop: pid \d+, (http:\S+)\n/.exec(log) ?? [];
      if (url !== undefined) listening.resolve(url);
    }
    listening.reject(new Error(`the server has not said where it listens: ${log}`));
  })();
  const url = new URL(await listening.promise);
  load = keepBusy(url, { connections: CONNECTIONS, signal: enough.signal, onAnswer: () => answered++ });
});

afterAll(async () => {
  enough.abort();
  server.kill("SIGKILL");
  await Promise.all([server.exited, logged]);
  await rm(home, { recursive: true, force: true });
});

test("ps lists the server, by a name that it was not given", async () => {
  const rows = await whileBusy("ps", "--json");
  const [row] = rows.filter(({ pid }) => pid === server.pid);
  expect(row).toMatchObject({ name: "http-server", armed: "certainly" });
});

test("top tells again and again what the server uses, until Ctrl-C", async () => {
  const before = answered;
  await using top = Bun.spawn([...command, "top", `${server.pid}`, "--interval", "200ms", "--json"], {
    cwd: join(home, "client"),
    env,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
  });
  const samples: Sample[] = [];
  let text = "";
  let isToEnd = false;
  for await (const part of top.stdout.pipeThrough(new TextDecoderStream())) {
    text += part;
    const lines = text.split("\n");
    text = lines.pop() ?? "";
    samples.push(...lines.map((line) => JSON.parse(line)));
    if (samples.length < 5 || isToEnd) continue;
    isToEnd = true;
    // Once: a second one would end it at once.
    top.kill("SIGINT");
  }
  expect(await top.exited).toBe(130);
  expect(samples.every(({ pid }) => pid === server.pid)).toBe(true);
  const [first, last] = [samples[0], samples.at(-1)];
  expect(Number(last?.cpu.user)).toBeGreaterThan(Number(first?.cpu.user));
  expect(Number(last?.memory.resident)).toBeGreaterThan(10_000_000);
  expect(last?.rates?.cpu).toBeGreaterThan(0);
  expect(answered).toBeGreaterThan(before + CONNECTIONS);
});

interface Sample {
  readonly pid: number;
  readonly cpu: { readonly user: string };
  readonly memory: { readonly resident: string };
  readonly rates?: { readonly cpu: number };
}

test("a heap snapshot is one that adds up, and has the leak in it", async () => {
  const path = join(home, "client", "shop.heapsnapshot");
  const visits = visitsOf(answered);
  const [told] = await whileBusy("heap", "snapshot", `${server.pid}`, "--yes", "-o", path, "--json");
  const text = await Bun.file(path).text();
  expect(told).toMatchObject({ path, bytes: Buffer.byteLength(text), sha256: sha256(text) });
  const { nodes, reachable, size, objects } = readHeapSnapshot(text);
  expect(reachable).toBeGreaterThan(nodes * 0.9);
  expect(size).toBeGreaterThan(1_000_000);
  // Those of requests under way, and the prototype of the class, are there, too.
  expect(objects.get("Visit")).toBeWithin(visits - CONNECTIONS, visitsOf(answered + 10) + CONNECTIONS + 2);
});

test("a CPU profile is one that adds up, and names the function that is slow, by its place in the source", async () => {
  const path = join(home, "client", "shop.cpuprofile");
  const [told] = await whileBusy("cpu", `${server.pid}`, "--duration", "3s", "-o", path, "--json");
  const { samples, duration, functions } = readCpuProfile(await Bun.file(path).text());
  expect(told).toMatchObject({ path, samples });
  expect(duration).toBeGreaterThan(2_500_000);
  const [slowest] = functions.filter(({ url }) => url.endsWith("/src/search.ts"));
  const lines = (await Bun.file(join(shop, "search.ts")).text()).split("\n");
  expect(slowest?.name).toBe("editDistance");
  expect(lines[(slowest?.line ?? 0) - 1]).toContain("function editDistance(");
  expect(slowest?.samples).toBeGreaterThan(samples / 20);
});

test("no request has failed, nothing is left, and the server ends as any other", async () => {
  enough.abort();
  const { requests, failures } = await load;
  expect(failures).toEqual([]);
  expect(requests).toBeGreaterThan(1_000);
  expect(await readdir(join(home, "server"))).toEqual([]);
  expect((await readdir(join(home, "client"))).sort()).toEqual(["shop.cpuprofile", "shop.heapsnapshot"]);
  server.kill("SIGTERM");
  await Promise.all([server.exited, logged]);
  expect(server.signalCode).toBe("SIGTERM");
  expect(await complaints).toBe("");
  // It says one thing at its start, and one for each order: nobody else has said anything in its name.
  expect(
    log
      .split("\n")
      .slice(1, -1)
      .filter((line) => !/^order \d+: \d × [\w ]+$/.test(line)),
  ).toEqual([]);
});

/** Runs the command while requests are answered, and gives its lines of JSON. */
async function whileBusy(...words: string[]): Promise<Record<string, unknown>[]> {
  const before = answered;
  await using running = Bun.spawn([...command, ...words], {
    cwd: join(home, "client"),
    env,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [text, problems, exitCode] = await Promise.all([
    running.stdout.text(),
    running.stderr.text(),
    running.exited,
  ]);
  expect({ exitCode, problems: exitCode === 0 ? "" : problems }).toEqual({ exitCode: 0, problems: "" });
  expect(answered).toBeGreaterThan(before + CONNECTIONS);
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** Of ten requests six are for a product, and one searches: each leaves a visit. */
function visitsOf(requests: number): number {
  return Math.floor(requests / 10) * 7;
}

function sha256(text: string): string {
  return new Bun.CryptoHasher("sha256").update(text).digest("hex");
}
