// announced.test.ts: what is armed announces itself, for as long as it is armed, and says what the application lets it say.
import { expect, test } from "bun:test";
import { list } from "@teleop/discovery";
import { defaultTransport, Echo, type TeleoperateOptions, teleoperate } from "./index.ts";

const services = { echo: () => Echo.server({ echo: ({ message }) => ({ reply: message }) }) };

/** What is said of this process, by the names of its rendezvous. */
async function announced(): Promise<ReadonlyMap<string | undefined, unknown>> {
  const us = (await list({ unannounced: "none" })).find(({ pid }) => pid === process.pid);
  return new Map(us?.announcements.map((said) => [said.rendezvous, said]));
}

const arm = (options: Partial<TeleoperateOptions>) => teleoperate({ services, ...options });

test("what is armed is announced until it is disposed, by services, attacher and transport", async () => {
  {
    await using teleop = arm({ name: "said", discovery: { name: "shop", metadata: { port: 80 } } });
    expect((await announced()).get("said")).toMatchObject({
      name: "shop",
      metadata: { port: 80 },
      services: ["echo", "reflection"],
      attacher: teleop.attacher,
      transport: defaultTransport().name,
    });
  }
  expect((await announced()).has("said")).toBe(false);
});

test("its record is gone in the very turn in which it is disposed, or its signal aborts", async () => {
  const stop = new AbortController();
  const aborted = arm({ name: "aborted", signal: stop.signal });
  const disposed = arm({ name: "disposed" });
  stop.abort();
  const disposal = disposed[Symbol.asyncDispose]();
  const left = await announced();
  expect([left.has("aborted"), left.has("disposed")]).toEqual([false, false]);
  await disposal;
  await aborted[Symbol.asyncDispose]();
});

test("of services that are loaded later what the application says is said, and with discovery: false nothing at all", async () => {
  await using _later = arm({ name: "later", services: async () => ({ services }) });
  await using _named = arm({
    name: "named",
    services: async () => ({ services }),
    discovery: { services: ["echo"] },
  });
  await using _silent = arm({ name: "silent", discovery: false });
  const said = await announced();
  expect(said.get("later")).toMatchObject({ services: undefined });
  expect(said.get("named")).toMatchObject({ services: ["echo", "reflection"] });
  expect(said.has("silent")).toBe(false);
});

test("what was aborted while it was armed is not announced", async () => {
  const stop = new AbortController();
  await using _aborted = arm({
    name: "early",
    signal: stop.signal,
    onEvent: ({ type }) => type === "armed" && stop.abort(),
  });
  expect((await announced()).has("early")).toBe(false);
});

test("what cannot be said is refused before anything is armed", () => {
  const armed: string[] = [];
  const onEvent = ({ type }: { type: string }): void => void armed.push(type);
  expect(() => arm({ onEvent, discovery: { name: "" } })).toThrow("the name of a process must be");
  expect(() => arm({ onEvent, discovery: true as never })).toThrow("options must be an object");
  expect(armed).toEqual([]);
});
