import { expect, test } from "bun:test";
import { capnp } from "@teleop/rpc-capnp/teleop";
import { memoryPair } from "@teleop/transport-memory";
import type { Place } from "../../server/place.ts";
import { servedConsole } from "../../server/served-console.ts";
import { attachTarget } from "./attach.ts";
import { Kept } from "./kept.ts";

test("a process that has opened the connection, and does not tell what it offers, is given up, and left", async () => {
  const [near, silent] = memoryPair();
  const left = Promise.withResolvers<void>();
  silent.open({ data: () => {}, end: () => silent.abort(), closed: () => left.resolve() });
  const place: Place = {
    label: "",
    watch: async function* () {},
    attach: async () => capnp().open(near),
  };
  using console = servedConsole({
    places: [place],
    captures: () => Promise.reject(new Error("nothing is captured here")),
    key: new Uint8Array(32),
  });
  using kept = new Kept();
  const { signal } = new AbortController();
  const attached = attachTarget(
    console,
    { place: "", pid: 1, rendezvous: undefined },
    undefined,
    kept,
    signal,
    5,
  );
  await expect(attached).rejects.toThrow(
    "it is connected, but has not told within 5 ms what it offers: its event loop is busy, or it is stopped",
  );
  await left.promise;
});
