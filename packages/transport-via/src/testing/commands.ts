// commands.ts: commands that lead to a bridge, for tests.
import { fileURLToPath } from "node:url";

/** A bridge of this machine, by way of nothing. */
export const bridgeHere: { readonly command: readonly string[]; readonly bridge: readonly string[] } = {
  command: [process.execPath],
  bridge: [fileURLToPath(new URL("./bridge-program.ts", import.meta.url))],
};

/** The words that start it. */
export const bridgeWords: readonly string[] = [...bridgeHere.command, ...bridgeHere.bridge];

/** A command that runs this script of the shell, with the words of the bridge as its arguments. */
export function shell(script: string): readonly string[] {
  return ["sh", "-c", script, "sh"];
}
