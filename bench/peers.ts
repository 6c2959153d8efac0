// peers.ts: who takes part in the comparison of calls, and how each is started.
import { join } from "node:path";
import { Folder, PeerProcess } from "./peer-process.ts";
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

/** What one measurement came to. */
export interface Calls {
  readonly calls: number;
  readonly seconds: number;
  /** Microseconds from a call to its answer. */
  readonly p50_us: number;
  readonly p99_us: number;
}

export interface Request {
  /** Calls in flight. */
  readonly window: number;
  /** Of text in each, a multiple of 8. */
  readonly bytes: number;
  /** It ends with whichever comes first. */
  readonly calls: number;
  readonly seconds: number;
}

/** A server and a client of one peer, in processes of their own, with one connection. */
export class EchoPair implements AsyncDisposable {
  readonly #folder: Folder;
  readonly #server: PeerProcess;
  readonly #client: PeerProcess;

  private constructor(folder: Folder, server: PeerProcess, client: PeerProcess) {
    this.#folder = folder;
    this.#server = server;
    this.#client = client;
  }

  /** @returns nothing where the peer cannot be built. */
  static async start(peer: EchoPeer, bench: Bench): Promise<EchoPair | undefined> {
    if (peer.build !== undefined && !bench.build(peer.title, peer.build)) return undefined;
    const folder = new Folder();
    const socket = folder.file("socket");
    const server = await PeerProcess.ready([...peer.server, socket]);
    // Our transport insists on knowing whose socket it connects to.
    const env = { SERVER_PID: `${server.pid}` };
    return new EchoPair(folder, server, new PeerProcess([...peer.client, socket], { env }));
  }

  measure({ window, bytes, calls, seconds }: Request): Promise<Calls> {
    return this.#client.ask(`${window} ${bytes} ${calls} ${seconds}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client[Symbol.asyncDispose]();
    await this.#server[Symbol.asyncDispose]();
    this.#folder[Symbol.dispose]();
  }
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
