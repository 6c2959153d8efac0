// sockets.ts: what the sockets of a process lead to: the tables of /proc/net, by the inode that a descriptor names.
import { setImmediate } from "node:timers/promises";
import { readLongSystemFile } from "./system-files.ts";

export interface SocketFacts {
  readonly protocol: string;
  readonly local: string;
  readonly remote: string;
  readonly state: string;
}

/** The sockets of this network namespace that have one of these inodes. */
export async function socketsByInode(inodes: ReadonlySet<string>): Promise<ReadonlyMap<string, SocketFacts>> {
  const found = new Map<string, SocketFacts>();
  if (inodes.size === 0) return found;
  for (const protocol of ["tcp", "tcp6", "udp", "udp6"]) {
    for await (const line of linesOf(protocol)) {
      const inode = line.split(/\s+/, 10)[9];
      if (inode !== undefined && inodes.has(inode)) found.set(inode, internetSocket(protocol, line));
    }
  }
  for await (const line of linesOf("unix")) {
    const inode = line.split(/\s+/, 7)[6];
    if (inode !== undefined && inodes.has(inode)) found.set(inode, unixSocket(line));
  }
  return found;
}

/** Without the line of titles. A table has the sockets of all processes: others have their turn meanwhile. */
async function* linesOf(table: string): AsyncGenerator<string, void, undefined> {
  const text = (await readLongSystemFile(`/proc/self/net/${table}`)) ?? "";
  let inTurn = 0;
  for (let at = text.indexOf("\n") + 1; at > 0 && at < text.length; ) {
    const end = text.indexOf("\n", at);
    yield text.slice(at, end < 0 ? undefined : end).trim();
    at = end + 1;
    inTurn = (inTurn + 1) % SLICE;
    if (inTurn === 0) await setImmediate();
  }
}

const SLICE = 1_000;

/** `sl local remote state …`; see proc_pid_net(5). */
export function internetSocket(protocol: string, line: string): SocketFacts {
  const [, local = "", remote = "", state = ""] = line.trim().split(/\s+/);
  const other = address(remote);
  return {
    protocol,
    local: address(local),
    remote: other.endsWith(":0") ? "" : other,
    state: protocol.startsWith("tcp") ? (TCP_STATES[Number.parseInt(state, 16)] ?? "") : "",
  };
}

/** `Num RefCount Protocol Flags Type State Inode Path`; a path may have blanks, and an abstract one begins with @. */
export function unixSocket(line: string): SocketFacts {
  const [, flags = "", state = "", path = ""] =
    /^\S+ \S+ \S+ (\S+) \S+ (\S+) +\d+ ?(.*)$/.exec(line.trim()) ?? [];
  const isListening = (Number.parseInt(flags, 16) & ACCEPTS_CONNECTIONS) !== 0;
  return {
    protocol: "unix",
    local: path,
    remote: "",
    state: isListening ? "listen" : (UNIX_STATES[Number.parseInt(state, 16)] ?? ""),
  };
}

/** `__SO_ACCEPTCON` of linux/net.h. */
const ACCEPTS_CONNECTIONS = 0x10000;

/** Of net/tcp_states.h, from 1. */
const TCP_STATES: readonly string[] = [
  "",
  "established",
  "syn-sent",
  "syn-received",
  "fin-wait-1",
  "fin-wait-2",
  "time-wait",
  "closed",
  "close-wait",
  "last-ack",
  "listen",
  "closing",
];

/** `socket_state` of linux/net.h. */
const UNIX_STATES: readonly string[] = ["free", "unconnected", "connecting", "established", "disconnecting"];

/** Each four bytes of an address are a number of this machine's order, which is little-endian wherever we run. */
function address(text: string): string {
  const [hex = "", port = ""] = text.split(":");
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) =>
    (word.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)).reverse(),
  );
  const number = Number.parseInt(port, 16);
  if (bytes.length === 4) return `${bytes.join(".")}:${number}`;
  const groups = Array.from({ length: 8 }, (_, index) =>
    (((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0)).toString(16),
  );
  return `[${shortest(groups)}]:${number}`;
}

/** With the longest run of zeros as `::`, as RFC 5952 has it. */
function shortest(groups: readonly string[]): string {
  let [from, length] = [0, 0];
  for (let at = 0; at < groups.length; at++) {
    let run = 0;
    while (groups[at + run] === "0") run++;
    if (run > length) [from, length] = [at, run];
  }
  if (length < 2) return groups.join(":");
  return `${groups.slice(0, from).join(":")}::${groups.slice(from + length).join(":")}`;
}
