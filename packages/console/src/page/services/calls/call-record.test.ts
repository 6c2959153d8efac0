// call-record.test.ts: what is said of the callbacks of a call is true while it runs, and after it has ended in any way.
import { expect, test } from "bun:test";
import type { CallbackCall } from "@teleop/reflection/client";
import { methodNamed } from "@teleop/rpc-capnp/schema";
import { Form, Listener } from "../../../testing/form.capnp.ts";
import { CallRecord } from "./call-record.ts";

function record(): CallRecord {
  const made = {
    callee: { service: "form", type: Form },
    method: methodNamed(Form, "fill"),
    params: {},
    gives: [],
  };
  return new CallRecord(1, made, "form.fill");
}

const heard: CallbackCall = {
  name: "listener",
  interface: "Listener",
  method: "heard",
  params: {},
  type: methodNamed(Listener, "heard").params.typed(),
  value: {},
  signal: new AbortController().signal,
};

test("a callback of a call that runs, or has failed, can be stopped: nothing is known of it but that it was given", () => {
  for (const end of [() => {}, (one: CallRecord) => one.failed(new Error("no"))]) {
    const one = record();
    end(one);
    expect(one.listening.value).toBe("unknown");
    one.stopListening();
    expect(one.listening.value).toBe("stopped");
    expect(() => one.hear(heard)).toThrow("whoever listened at the console does not any more");
  }
});

test("what was stopped while the call ran stays stopped when it returns, until the process lets go of it", async () => {
  const one = record();
  const { promise, resolve } = Promise.withResolvers<void>();
  one.stopListening();
  one.listensUntil(promise);
  expect(one.listening.value).toBe("stopped");
  resolve();
  await promise;
  expect(one.listening.value).toBe("no");
  expect(() => one.hear(heard)).toThrow("whoever listened at the console does not any more");
});
