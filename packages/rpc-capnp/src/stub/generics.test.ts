// generics.test.ts: calls of interfaces whose types are generics that contain themselves.
import { describe, expect, test } from "bun:test";
import * as $ from "../schema.ts";
import { Growing, Passing, Poly, Turning } from "../testing/corners.capnp.ts";

describe("a generic that contains itself with larger parameters", () => {
  const Texts = Poly.of($.Text);

  test("is called, and what it leads to can be pipelined, however deep", async () => {
    const growing: Growing.Server<typeof $.Text> = {
      value: () => ({ value: undefined as never }),
      grow: ({ value }) => ({ grown: growing as never, poly: { value } }),
      polyOf: ({ value }) => ({ value }),
      poly: () => ({ value: "poly", next: { value: { value: "next" } } }),
    };
    using stub = Growing.of($.Text).server(growing);
    using poly = await stub.poly();
    expect(poly.next?.value?.value).toBe("next");
    using grown = await stub.grow({ value: "text" }).grown.grow().grown.grow({});
    expect(grown.poly?.value).toBeDefined();
    using of = await stub.polyOf({ value: { value: "x" } }, { bind: { U: Texts } });
    expect(of.value?.value).toBe("x");
    using deep = stub.poly();
    expect(deep).toBeInstanceOf(Promise);
    await deep;
  });

  test("leads to a capability where one of its parameters does", async () => {
    const Plain = Turning.of($.Text, $.Text, $.Text);
    const names = (type: unknown) =>
      Object.getOwnPropertyNames(
        Object.getPrototypeOf((type as PipelineMaker).pipeline({ capability: () => ({}) }, [])),
      );
    expect(names(Plain)).toContain("next");
    expect(names(Texts)).not.toContain("next");
    expect(names(Poly.of(Passing))).toEqual(expect.arrayContaining(["value", "next"]));
    expect(names(Poly.of($.List(Texts)))).not.toContain("value");
    expect(names(Poly)).toContain("value");
  });
});

interface PipelineMaker {
  pipeline(source: { capability(): object }, path: readonly number[]): object;
}
