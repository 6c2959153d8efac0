// commands.ts: commands that lead to a bridge, for tests.
import { fileURLToPath } from "node:url";

/** A bridge of this machine, by way of nothing. */
export const bridgeHere: { readonly command: readonly string[]; readonly bridge: readonly string[] } = {
  command: [process.execPath],
  bridge: [fileURLToPath(new URL("./bridge-program.ts", import.meta.url))],
};
