// codecs.ts: writes and reads one struct of thirty fields by our codecs, by accessors of capnp-es and as JSON, taking turns, and
// prints the microseconds of each: `{"encode": {"ours", "capnp_es", "json"}, "decode": …}`. Its arguments: how many batches of
// each, and the milliseconds of one. Everything is read: what is left unread costs an accessor nothing.
import { decode, encode } from "@teleop/capnp";
import { Message } from "capnp-es";
import * as es from "../schema/gen/reading.js";
import { Reading, type Reading_State } from "../schema/reading.capnp.ts";
import { median } from "../spread.ts";

const value: Reading = {
  host: "web-17.example.org",
  program: "/srv/shop/server.ts",
  version: "4.11.2-rc.3",
  user: "deploy",
  directory: "/srv/shop/releases/2031-05-17T09-30-11",
  pid: 41_873,
  parent: 1,
  startedAt: 1_937_041_811_532n,
  takenAt: 1_937_127_004_118n,
  uptime: 85_192.586,
  userTime: 3_511.25,
  systemTime: 204.75,
  load: 0.75,
  late: 1.5,
  residentBytes: 241_172_480n,
  heapBytes: 96_468_992n,
  externalBytes: 12_582_912n,
  threads: 14,
  descriptors: 87,
  restarts: -1,
  healthy: true,
  draining: false,
  debugged: true,
  state: "running",
  arguments: ["--port", "8080", "--workers", "4", "--log", "info"],
  tags: ["production", "eu-north", "größer", "canary"],
  delays: Array.from({ length: 16 }, (_, i) => i * 0.25),
  counters: Array.from({ length: 32 }, (_, i) => i * 1009),
  sockets: Array.from({ length: 8 }, (_, i) => ({
    address: `10.0.${i}.17`,
    port: 8080 + i,
    isOpen: i % 2 === 0,
    bytes: BigInt(i) * 1_000_003n,
  })),
  message: "ready to take connections; the last deployment was rolled forward without a pause",
};

/** As ours are read: by their names. */
const STATES: readonly Reading_State[] = ["starting", "running", "stopping"];

function writeCapnpEs(of: Reading): Uint8Array {
  const message = new Message();
  const root = message.initRoot(es.Reading);
  root.host = of.host;
  root.program = of.program;
  root.version = of.version;
  root.user = of.user;
  root.directory = of.directory;
  root.pid = of.pid;
  root.parent = of.parent;
  root.startedAt = of.startedAt;
  root.takenAt = of.takenAt;
  root.uptime = of.uptime;
  root.userTime = of.userTime;
  root.systemTime = of.systemTime;
  root.load = of.load;
  root.late = of.late;
  root.residentBytes = of.residentBytes;
  root.heapBytes = of.heapBytes;
  root.externalBytes = of.externalBytes;
  root.threads = of.threads;
  root.descriptors = of.descriptors;
  root.restarts = of.restarts;
  root.healthy = of.healthy;
  root.draining = of.draining;
  root.debugged = of.debugged;
  root.state = es.Reading_State.RUNNING;
  setAll(root._initArguments(of.arguments.length), of.arguments);
  setAll(root._initTags(of.tags.length), of.tags);
  setAll(root._initDelays(of.delays.length), of.delays);
  setAll(root._initCounters(of.counters.length), of.counters);
  const sockets = root._initSockets(of.sockets.length);
  for (const [i, { address, port, isOpen, bytes }] of of.sockets.entries()) {
    const socket = sockets.get(i);
    socket.address = address;
    socket.port = port;
    socket.isOpen = isOpen;
    socket.bytes = bytes;
  }
  root.message = of.message;
  return new Uint8Array(message.toArrayBuffer());
}

function setAll<T>(list: { set(index: number, value: T): void }, values: readonly T[]): void {
  for (const [i, each] of values.entries()) list.set(i, each);
}

function readCapnpEs(bytes: Uint8Array): Reading {
  const root = new Message(bytes, false).getRoot(es.Reading);
  return {
    host: root.host,
    program: root.program,
    version: root.version,
    user: root.user,
    directory: root.directory,
    pid: root.pid,
    parent: root.parent,
    startedAt: root.startedAt,
    takenAt: root.takenAt,
    uptime: root.uptime,
    userTime: root.userTime,
    systemTime: root.systemTime,
    load: root.load,
    late: root.late,
    residentBytes: root.residentBytes,
    heapBytes: root.heapBytes,
    externalBytes: root.externalBytes,
    threads: root.threads,
    descriptors: root.descriptors,
    restarts: root.restarts,
    healthy: root.healthy,
    draining: root.draining,
    debugged: root.debugged,
    state: STATES[root.state] ?? root.state,
    arguments: root.arguments.map((each) => each),
    tags: root.tags.map((each) => each),
    delays: root.delays.map((each) => each),
    counters: root.counters.map((each) => each),
    sockets: root.sockets.map(({ address, port, isOpen, bytes: count }) => ({
      address,
      port,
      isOpen,
      bytes: count,
    })),
    message: root.message,
  };
}

/** JSON has no integers of 64 bits: it is given numbers, which hold these. */
const plain = {
  ...value,
  startedAt: Number(value.startedAt),
  takenAt: Number(value.takenAt),
  residentBytes: Number(value.residentBytes),
  heapBytes: Number(value.heapBytes),
  externalBytes: Number(value.externalBytes),
  sockets: value.sockets.map((socket) => ({ ...socket, bytes: Number(socket.bytes) })),
};
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const writeJson = (): Uint8Array => encoder.encode(JSON.stringify(plain));

const ourBytes = encode(Reading, value);
const theirBytes = writeCapnpEs(value);
const jsonBytes = writeJson();
for (const read of [decode(Reading, ourBytes), decode(Reading, theirBytes), readCapnpEs(ourBytes)]) {
  if (!Bun.deepEquals({ ...read }, value)) throw new Error("what is read is not what was written");
}

const encodeWays = {
  ours: () => encode(Reading, value),
  capnp_es: () => writeCapnpEs(value),
  json: writeJson,
};
const decodeWays = {
  ours: () => decode(Reading, ourBytes),
  capnp_es: () => readCapnpEs(theirBytes),
  json: () => JSON.parse(decoder.decode(jsonBytes)),
};

const [batches = 1, batchMs = 1] = process.argv.slice(2).map(Number);
console.log(JSON.stringify({ encode: microseconds(encodeWays), decode: microseconds(decodeWays) }));

/** Each in batches that take turns; the first quarter of them is the compiler's. */
function microseconds(ways: Readonly<Record<string, () => unknown>>): Record<string, number> {
  const times = new Map(Object.keys(ways).map((name): [string, number[]] => [name, []]));
  for (let batch = -Math.ceil(batches / 4); batch < batches; batch++) {
    for (const [name, way] of Object.entries(ways)) {
      const begun = performance.now();
      let runs = 0;
      while (performance.now() - begun < batchMs) for (let n = 0; n < 16; n++, runs++) way();
      if (batch >= 0) times.get(name)?.push(((performance.now() - begun) * 1000) / runs);
    }
  }
  return Object.fromEntries([...times].map(([name, values]) => [name, median(values)]));
}
