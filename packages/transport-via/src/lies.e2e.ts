// lies.e2e.ts: that whatever a bridge answers, who asked is told soon, by an error that names the command.
import { expect, setDefaultTimeout, test } from "bun:test";
import { fileURLToPath } from "node:url";
import { TeleopError } from "@teleop/core";
import { type ViaTransport, via } from "./index.ts";
import type { Lie } from "./testing/liar-program.ts";

// Processes start slowly on a busy machine.
setDefaultTimeout(60_000);

const liar = (): ViaTransport =>
  via(process.execPath, { bridge: [fileURLToPath(new URL("./testing/liar-program.ts", import.meta.url))] });

async function followed(there: ViaTransport, lie: Lie): Promise<void> {
  for await (const news of there.follow("anything", lie)) throw new Error(`heard ${JSON.stringify(news)}`);
}

test.each<[string, Lie, { readonly code: string; readonly words: string }]>([
  [
    "an error that is not of teleop",
    { type: "failed", message: "the disk is full" },
    { code: "CONNECT_FAILED", words: "the disk is full" },
  ],
  [
    "that it is disconnected, though it is there",
    { type: "disconnected", message: "somebody has gone" },
    { code: "CONNECT_FAILED", words: "somebody has gone" },
  ],
  ["what is no JSON", { answer: "{" }, { code: "BRIDGE_MISMATCH", words: "is not understood: JSON" }],
  [
    "an error of teleop that cannot be read",
    { type: "failed", message: "it failed", garbage: true },
    { code: "BRIDGE_MISMATCH", words: "is not understood" },
  ],
])("%s is told, and names the command", async (_what, lie, { code, words }) => {
  await using there = liar();
  const name = there.name.replace("via ", "");
  for (const ask of [() => there.ask("anything", lie), () => followed(there, lie)]) {
    const error: unknown = await ask().catch((error: unknown) => error);
    const said = error instanceof TeleopError ? error.rawMessage : "";
    expect(error).toMatchObject({ name: "TeleopError", code });
    expect(said).toStartWith(`${name}: `);
    expect(said).toContain(words);
  }
  expect(await there.ask("anything", { answer: "1" } satisfies Lie)).toBe(1);
});

test("who asks a bridge that says that it is disconnected may give up meanwhile", async () => {
  await using there = liar();
  await there.ready();
  const lie: Lie = { type: "disconnected", message: "somebody has gone" };
  const signal = AbortSignal.timeout(300);
  const error: unknown = await there.ask("anything", lie, { signal }).catch((error: unknown) => error);
  expect(error).toBe(signal.reason);
});
