// eval.test.ts: what expressions come to, and what is shown of it.
import { expect, test } from "bun:test";
import { type DiagnosticsOptions, diagnostics } from "../index.ts";
import { withClient } from "../testing/with-client.ts";
import { Eval } from "./eval.capnp.ts";
import type { EvalOptions } from "./options.ts";

function withEval(options: EvalOptions, body: (service: Eval) => Promise<void>): Promise<void> {
  return withClient(diagnostics({ eval: options }), async (session) => {
    using service = session.service("eval", Eval);
    await body(service);
  });
}

test.each([
  ["1 + 41", "42", "42", "number"],
  ["{ a: 1, b: ['x'] }", "{ a: 1, b: [ 'x' ] }", '{"a":1,"b":["x"]}', "object"],
  ["await Promise.resolve('later')", "'later'", '"later"', "string"],
  ["Promise.resolve(7)", "7", "7", "number"],
  ["let sum = 0; for (const n of [1, 2, 3]) sum += n; sum", "6", "6", "number"],
  ["const one = await 1; return one + 1;", "2", "2", "number"],
  ["(await import('node:path')).posix.sep", "'/'", '"/"', "string"],
  ["null // nothing", "null", "null", "null"],
  ["undefined", "undefined", "", "undefined"],
  ["12n", "12n", "", "bigint"],
  ["answer * 2", "84", "84", "number"],
  ["this === globalThis", "true", "true", "boolean"],
])("%s", (expression, text, json, type) =>
  withEval({ scope: { answer: 42 } }, async (service) => {
    expect(await service.evaluate({ expression })).toMatchObject({
      text,
      json,
      type,
      thrown: false,
      truncated: false,
    });
  }),
);

test.each([
  [
    "throw new RangeError('too far', { cause: new Error('the wind') })",
    /^RangeError: too far[\s\S]*the wind/,
  ],
  ["await Promise.reject(new Error('later'))", /Error: later/],
  ["no such thing", /SyntaxError/],
  ["missing.thing", /ReferenceError: .*missing/],
  ["throw 'text'", /^'text'$/],
])("%s is told as what was thrown, whole", (expression, text) =>
  withEval({}, async (service) => {
    const result = await service.evaluate({ expression });
    expect(result).toMatchObject({ thrown: true, json: "", text: expect.stringMatching(text) });
  }),
);

test("a promise that does not settle is waited for no longer than asked, nor than the caller waits", () =>
  withEval({}, async (service) => {
    const expression = "new Promise(() => {})";
    await expect(service.evaluate({ expression, timeout: 20 })).rejects.toThrow(
      "what the expression gave has not settled within 20 ms; it goes on",
    );
    const stop = new AbortController();
    const call = service.evaluate({ expression }, { signal: stop.signal });
    stop.abort(new Error("enough"));
    await expect(call).rejects.toThrow("enough");
    expect(await service.evaluate({ expression: "'goes on'" })).toMatchObject({ text: "'goes on'" });
  }));

test("a promise is waited for also where it is to be for longer than a timer can be", () =>
  withEval({}, async (service) => {
    const expression = "new Promise((resolve) => setTimeout(() => resolve('came'), 50))";
    expect(await service.evaluate({ expression, timeout: 2 ** 32 - 1 })).toMatchObject({ text: "'came'" });
  }));

test("what is too large is cut, and said to be; what cannot be shown is said to be", () =>
  withEval({}, async (service) => {
    const large = await service.evaluate({ expression: "'x'.repeat(3_000_000)" });
    expect([large.text.length, large.json, large.truncated]).toEqual([1024 * 1024, "", true]);
    const circle = await service.evaluate({
      expression: "const o = { deep: { deep: {} } }; o.self = o; o",
      depth: 0,
    });
    expect(circle).toMatchObject({ json: "", text: expect.stringContaining("[Object]"), truncated: false });
    const hostile = "({ [Symbol.for('nodejs.util.inspect.custom')]() { throw new Error('no'); } })";
    expect(await service.evaluate({ expression: hostile })).toMatchObject({
      text: expect.stringContaining("cannot be shown"),
    });
  }));

test("it is offered only where the application says so, and names that nobody could use are refused", async () => {
  await withClient(diagnostics(), async (session) => {
    using service = session.service("eval", Eval);
    await expect(service.evaluate({ expression: "1" })).rejects.toThrow("service eval not found");
  });
  for (const scope of [7, { "a-b": 1 }, { class: 1 }, { "a) { evil(": 1 }]) {
    expect(() => diagnostics({ eval: { scope } } as DiagnosticsOptions)).toThrow("eval.scope");
  }
});

test("who is not authorized evaluates nothing", () =>
  withEval({ authorize: () => false }, async (service) => {
    await expect(service.evaluate({ expression: "globalThis.touched = true" })).rejects.toThrow("authorize");
    expect(Reflect.has(globalThis, "touched")).toBe(false);
  }));
