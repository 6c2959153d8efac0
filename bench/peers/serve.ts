// serve.ts: how every TypeScript server of the benchmark starts and ends.
import { rmSync } from "node:fs";

/** Listens on the socket that the command line names, says "ready", and goes with SIGTERM or its standard input. */
export async function serve(listen: (path: string) => unknown): Promise<void> {
  const path = process.argv[2];
  if (path === undefined) throw new Error("usage: server SOCKET");
  await listen(path);
  const stop = () => {
    rmSync(path, { force: true });
    process.exit(0);
  };
  process.once("SIGTERM", stop);
  // Not every listener keeps its process alive.
  process.stdin.once("end", stop).resume();
  console.log("ready");
}
