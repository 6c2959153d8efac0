// serve.ts: how every TypeScript server of the benchmark starts and ends.
import { rmSync } from "node:fs";

/** Listens on the socket that the command line names, says "ready", and ends with its standard input. */
export async function serve(listen: (path: string) => unknown): Promise<void> {
  const path = process.argv[2];
  if (path === undefined) throw new Error("usage: server SOCKET");
  await listen(path);
  process.stdin
    .once("end", () => {
      rmSync(path, { force: true });
      process.exit(0);
    })
    .resume();
  console.log("ready");
}
