// serve.ts: how every TypeScript server of the benchmark starts and ends.
import { unlinkSync } from "node:fs";

/** Listens on the socket that the command line names, says "ready", and goes with SIGTERM. */
export async function serve(listen: (path: string) => unknown): Promise<void> {
  const path = process.argv[2];
  if (path === undefined) throw new Error("usage: server SOCKET");
  await listen(path);
  process.once("SIGTERM", () => {
    unlinkSync(path);
    process.exit(0);
  });
  console.log("ready");
}
