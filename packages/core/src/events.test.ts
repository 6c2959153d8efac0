import { expect, test } from "bun:test";
import { eventSink } from "./events.ts";

test("what a hook throws, or rejects with, becomes a warning, whatever it is", async () => {
  const warnings: string[] = [];
  const listen = ({ message }: Error): number => warnings.push(message);
  process.on("warning", listen);
  const thrown: [unknown, string][] = [
    [new Error("bad hook"), "bad hook"],
    [undefined, "undefined"],
    [Object.create(null), "something that has no text (object)"],
  ];
  for (const [error] of thrown) {
    const hooks = [
      () => {
        throw error;
      },
      () => Promise.reject(error),
    ];
    for (const hook of hooks) eventSink(hook as () => void)({ type: "disabled", reason: "here" });
  }
  // Warnings come in a later turn.
  await new Promise((resolve) => setImmediate(resolve));
  process.off("warning", listen);
  const expected = thrown
    .flatMap(([, text]) => [text, text])
    .map((text) => `teleop: onEvent threw on "disabled": ${text}`);
  expect(warnings.sort()).toEqual(expected.sort());
});
