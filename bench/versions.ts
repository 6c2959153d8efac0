// versions.ts: what took part in a run: the versions of the peers, as far as they are told.
import workspace from "../package.json";
import manifest from "./package.json";

/** By name. What is not on this machine is absent. */
export async function versions(): Promise<Readonly<Record<string, string>>> {
  const { dependencies } = manifest;
  const crate = async (name: string, manifest: string): Promise<string | undefined> => {
    const text = await Bun.file(new URL(manifest, import.meta.url)).text();
    return new RegExp(`^${name} = .*"=([\\d.]+)"`, "m").exec(text)?.[1];
  };
  const known: Readonly<Record<string, string | undefined>> = {
    bun: Bun.version,
    "capnp-rpc (Rust)": await crate("capnp-rpc", "./peers/rust/Cargo.toml"),
    "teleop (Rust)": await crate("teleop", "./peers/rust-attach/Cargo.toml"),
    "capnp-rpc (C++)": told(["capnp", "--version"], /version (\S+)/),
    java: told(["java", "-version"], /version "(.*)"/),
    "vscode-jsonrpc": dependencies["vscode-jsonrpc"],
    capnweb: dependencies.capnweb,
    "@grpc/grpc-js": dependencies["@grpc/grpc-js"],
    "@connectrpc/connect": dependencies["@connectrpc/connect"],
    "capnp-es": workspace.workspaces.catalog["capnp-es"],
  };
  return Object.fromEntries(Object.entries(known).filter(([, version]) => version !== undefined)) as Record<
    string,
    string
  >;
}

function told(command: readonly string[], pattern: RegExp): string | undefined {
  const [program = "", ...rest] = command;
  const path = Bun.which(program);
  if (path === null) return undefined;
  const { stdout, stderr } = Bun.spawnSync([path, ...rest], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  return pattern.exec(`${stdout}${stderr}`)?.[1];
}
