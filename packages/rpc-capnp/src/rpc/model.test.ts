// model.test.ts: random conversations of two and three vats against a simple model of what must come of them.
import { expect, test } from "bun:test";
import { memoryPair } from "@teleop/transport-memory";
import { RpcConnection } from "../index.ts";
import { Gate } from "../testing/model/gate.ts";
import { counter } from "../testing/test-vat.ts";
import { done } from "../testing/vat.ts";

test("vats behind gates hear each other only as far as the gates let them", async () => {
  const [one, other] = memoryPair();
  const gates = [new Gate(one), new Gate(other)] as const;
  await using rpc = new RpcConnection(gates[0]);
  await using _peer = new RpcConnection(gates[1], { bootstrap: () => counter().capability() });
  using capability = rpc.bootstrap();
  const called = done(capability, 0);
  await one.fence();
  expect(gates.map((gate) => gate.waiting)).toEqual([0, 2]);
  gates[1].deliver(1);
  await one.fence();
  expect(gates.map((gate) => gate.waiting)).toEqual([1, 1]);
  for (const gate of gates) gate.openForGood();
  expect((await called).number).toBe(0);
});
