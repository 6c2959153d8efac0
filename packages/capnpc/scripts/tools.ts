// tools.ts: runs the native tool, and our programs that do the same, on the same input.
import { join } from "node:path";

/** `capnp convert`, and ours: what comes behind is the same. */
export const convertTools: Tools = tools("convert");
/** `capnp eval`, and ours. */
export const evalTools: Tools = tools("eval");

interface Tools {
  readonly theirs: readonly string[];
  readonly ours: readonly string[];
}

function tools(name: "convert" | "eval"): Tools {
  return {
    theirs: ["capnp", name],
    ours: [process.execPath, join(import.meta.dir, `../src/capnp-${name}.ts`)],
  };
}

/**
 * What a command prints.
 *
 * @throws Error with what it says, if it says something, or fails.
 */
export async function printed(
  command: readonly string[],
  input: Uint8Array = new Uint8Array(0),
): Promise<Uint8Array> {
  const child = Bun.spawn([...command], { stdin: input, stdout: "pipe", stderr: "pipe" });
  const [output, errors, exitCode] = await Promise.all([
    child.stdout.bytes(),
    child.stderr.text(),
    child.exited,
  ]);
  if (exitCode !== 0 || errors !== "") throw new Error(`${command.join(" ")}: ${errors}`);
  return output;
}
