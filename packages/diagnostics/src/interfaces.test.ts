// interfaces.test.ts: what a part says that it is, before it is made, is what it is.
import { expect, test } from "bun:test";
import { interfaceOf } from "@teleop/rpc-capnp";
import { describe, type Interface } from "@teleop/rpc-capnp/schema";
import { diagnostics } from "./index.ts";
import { interfaces } from "./interfaces.ts";

const parts = diagnostics({ debugger: {}, eval: {} });
const none = { names: [], interfaceOf: async () => undefined, make: async () => undefined };

test("every part says what it is", () => {
  expect(Object.keys(parts).sort()).toEqual(Object.keys(interfaces).sort());
});

test.each(Object.entries(parts))("%s is what it says, with what it costs the target", async (_name, part) => {
  const told = typeof part.interface === "function" ? await part.interface() : (part.interface as Interface);
  using service = await part(none);
  expect(interfaceOf(service)?.id).toBe(told.id);
  expect(describe(told).doc).toMatch(/^Impact: /m);
});
