// peers.ts: who takes part in the comparison of calls, and how each is started.
import { join } from "node:path";
import { PeerPair } from "./peer-process.ts";
import type { Calls } from "./peers/drive.ts";
import type { Bench } from "./section.ts";

export interface EchoPeer {
  readonly name: string;
  readonly title: string;
  /** Commands without the path of the socket. */
  readonly server: readonly string[];
  readonly client: readonly string[];
  /** Builds the peer; native ones need tools that a machine may lack. */
  readonly build?: readonly string[];
}

/** A path in this folder. */
export function inBench(path: string): string {
  return join(import.meta.dirname, path);
}

/** A command that runs a script of peers/. */
export function peerScript(name: string): readonly string[] {
  return [process.execPath, inBench(`peers/${name}.ts`)];
}

export const raw: EchoPeer = { name: "raw", title: "raw Bun socket", ...script("raw") };

export const echoPeers: readonly EchoPeer[] = [
  { name: "teleop", title: "@teleop/rpc-capnp", ...script("teleop") },
  { name: "cpp", title: "capnp-rpc (C++)", ...native("cpp", "cpp") },
  { name: "rust", title: "capnp-rpc (Rust)", ...native("rust", "rust/release") },
  { name: "jsonrpc", title: "vscode-jsonrpc", ...script("jsonrpc") },
  { name: "capnweb", title: "capnweb", ...script("capnweb") },
  { name: "grpc-js", title: "@grpc/grpc-js", ...script("grpc-js") },
  { name: "connect", title: "@connectrpc/connect", ...script("connectrpc") },
];

export interface Request {
  /** Calls in flight. */
  readonly window: number;
  /** Of text in each, a multiple of 8. */
  readonly bytes: number;
  /** It ends with whichever comes first. */
  readonly calls: number;
  readonly seconds: number;
}

/** More calls than anybody makes in the time of a measurement. */
export const MANY_CALLS = 1_000_000;

/** A server and a client of one peer. Nothing, where the peer cannot be built. */
export async function startEcho(peer: EchoPeer, bench: Bench): Promise<PeerPair | undefined> {
  if (peer.build !== undefined && !bench.build(peer.title, peer.build)) return undefined;
  return await PeerPair.start(peer.server, peer.client);
}

export function callsLine({ window, bytes, calls, seconds }: Request): string {
  return `${window} ${bytes} ${calls} ${seconds}`;
}

/** Calls a second. */
export function rate({ calls, seconds }: Calls): number {
  return calls / seconds;
}

/** A server and a client that do what work.ts and work-client.ts tell. */
export async function startWork(): Promise<PeerPair> {
  return await PeerPair.start(peerScript("work-server"), peerScript("work-client"));
}

function script(name: string): Pick<EchoPeer, "server" | "client"> {
  return { server: peerScript(`${name}-server`), client: peerScript(`${name}-client`) };
}

function native(name: string, folder: string): Pick<EchoPeer, "server" | "client" | "build"> {
  return {
    server: [inBench(`target/${folder}/server`)],
    client: [inBench(`target/${folder}/client`)],
    build: ["./build.sh", name],
  };
}
