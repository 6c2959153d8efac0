// hostile-bridge-program.ts: another end of `--via` that says what its argument says, whatever it is asked, or nothing.
import { writeFileSync } from "node:fs";
import { TeleopError } from "@teleop/core";
import { serveBridge } from "@teleop/transport-via/bridge";

/** The argument, as JSON. */
export type HostileBridge =
  | { readonly answer: unknown }
  | { readonly code: string; readonly message: string }
  /** Says to a file that it was asked, and no more. */
  | { readonly silent: string };

const said: HostileBridge = JSON.parse(process.argv[2] ?? "");

async function say(): Promise<unknown> {
  if ("answer" in said) return said.answer;
  if ("code" in said) throw new TeleopError(said.code, said.message);
  writeFileSync(said.silent, "asked\n");
  return await new Promise<never>(() => {});
}

async function refuse(): Promise<never> {
  throw new TeleopError("NOT_LISTENING", "nothing is behind this bridge");
}

await serveBridge(process.stdin, process.stdout, {
  attach: refuse,
  connect: refuse,
  ask: say,
  async *follow() {
    yield await say();
  },
});
