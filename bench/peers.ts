// peers.ts: who takes part in the benchmark, and what each needs on the machine.
import { join } from "node:path";

export interface Peer {
  readonly name: string;
  readonly title: string;
  /**
   * Commands without their arguments: the socket; and for the client also the window and the calls. Clients have the
   * server's PID in SERVER_PID.
   */
  readonly server: readonly string[];
  readonly client: readonly string[];
  /** Builds the peer; native ones need tools that a machine may lack. */
  readonly build?: readonly string[];
  /** Windows it can be measured with; without it, all. */
  readonly windows?: readonly number[];
}

const here = import.meta.dirname;

function script(name: string): Pick<Peer, "server" | "client"> {
  const command = (role: string) => [process.execPath, join(here, "peers", `${name}-${role}.ts`)];
  return { server: command("server"), client: command("client") };
}

function native(name: string, folder: string): Pick<Peer, "server" | "client" | "build"> {
  return {
    server: [join(here, "target", folder, "server")],
    client: [join(here, "target", folder, "client")],
    build: [join(here, "peers/build.sh"), name],
  };
}

export const peers: readonly Peer[] = [
  { name: "raw", title: "raw Bun socket", ...script("raw"), windows: [1] },
  { name: "teleop", title: "@teleop/rpc-capnp", ...script("teleop") },
  { name: "cpp", title: "capnp-rpc (C++)", ...native("cpp", "cpp") },
  { name: "rust", title: "capnp-rpc (Rust)", ...native("rust", "rust/release") },
  { name: "jsonrpc", title: "vscode-jsonrpc", ...script("jsonrpc") },
  { name: "capnweb", title: "capnweb", ...script("capnweb") },
];
