// inheritance.test.ts: methods that have the name of an ancestor's, and ancestors with several bindings: how they are
// called and served.
import { describe as describeTests, expect, test } from "bun:test";
import { call, Data, describe, List, pointer, Text } from "../schema.ts";
import { Base as OtherBase } from "../testing/bases.capnp.ts";
import {
  Base,
  Below,
  Cell,
  Crossed,
  Deep,
  Derived,
  Further,
  HalfKnown,
  Multi,
  Outer_Both,
  Outer_Unrelated,
  TwoCells,
  TwoFiles,
  Unrelated,
} from "../testing/inheritance.capnp.ts";
import { testBoth } from "../testing/vats.ts";

const by = (text: string) => () => ({ by: text });

describeTests("a method with the name of an ancestor's", () => {
  const derived: Derived.Server = {
    foo: () => ({ text: "derived" }),
    Base_foo: () => ({ number: 7 }),
    close: by("base"),
    only: by("base"),
  };

  testBoth(
    "has the name, and the ancestor's has its interface's before it",
    Derived,
    () => Derived.server(derived),
    async (stub) => {
      expect((await stub.foo()).text).toBe("derived");
      expect((await stub.Base_foo()).number).toBe(7);
      expect((await stub.close()).by).toBe("base");
      using base = stub.as(Base);
      expect((await base.foo()).number).toBe(7);
    },
  );

  testBoth(
    "hides that of every interface above",
    Further,
    () =>
      Further.server({
        foo: ({ times }) => ({ texts: Array.from({ length: times }, () => "further") }),
        Derived_foo: () => ({ text: "derived" }),
        Base_foo: () => ({ number: 1 }),
        close: by("further"),
        Base_close: by("base"),
        only: by("base"),
      }),
    async (stub) => {
      expect((await stub.foo({ times: 2 })).texts).toEqual(["further", "further"]);
      expect((await stub.Derived_foo()).text).toBe("derived");
      expect((await stub.Base_foo()).number).toBe(1);
      expect((await stub.close()).by).toBe("further");
      expect((await stub.Base_close()).by).toBe("base");
      using asDerived = stub.as(Derived);
      expect((await asDerived.foo()).text).toBe("derived");
      expect((await asDerived.Base_foo()).number).toBe(1);
    },
  );

  test("of several ancestors has the name of none", async () => {
    using stub = Multi.server({
      foo: () => ({}),
      only: by("base"),
      Base_close: by("base"),
      Unrelated_close: by("unrelated"),
      dup_: by("unrelated"),
      new: by("unrelated"),
    });
    expect("close" in stub).toBe(false);
    expect((await stub.Base_close()).by).toBe("base");
    expect((await stub.Unrelated_close()).by).toBe("unrelated");
    using unrelated = stub.as(Unrelated);
    expect((await unrelated.close()).by).toBe("unrelated");
  });

  test("may hide several", async () => {
    using stub = Below.server({
      foo: () => ({}),
      only: by("base"),
      close: by("below"),
      Base_close: by("base"),
      Unrelated_close: by("unrelated"),
      dup_: by("unrelated"),
      new: by("unrelated"),
    });
    expect((await stub.close()).by).toBe("below");
    using multi = stub.as(Multi);
    expect((await multi.Unrelated_close()).by).toBe("unrelated");
  });

  test("of interfaces with one name in different places has the whole path", async () => {
    using stub = Outer_Both.server({
      Outer_Unrelated_close: by("inner"),
      Outer_Unrelated_dup: by("inner"),
      Outer_Unrelated_new: by("inner"),
      Unrelated_close: by("outer"),
      Unrelated_dup: by("outer"),
      Unrelated_new: by("outer"),
    });
    expect((await stub.Outer_Unrelated_dup()).by).toBe("inner");
    expect((await stub.Unrelated_new()).by).toBe("outer");
    using inner = stub.as(Outer_Unrelated);
    expect((await inner.new()).by).toBe("inner");
    using second = stub.dup();
    expect((await second.Unrelated_dup()).by).toBe("outer");
  });

  test("of interfaces with one name in different files has their ids", async () => {
    const [own, other] = [Base.id, OtherBase.id].map((id) => id.toString(16));
    const server = {
      foo: () => ({}),
      only: by("own"),
      [`Base_${own}_close`]: by("own"),
      [`Base_${other}_close`]: by("other"),
    };
    using stub = TwoFiles.server(server as unknown as TwoFiles.Server);
    using first = stub.as(Base);
    using second = stub.as(OtherBase);
    expect((await first.close()).by).toBe("own");
    expect((await second.close()).by).toBe("other");
  });

  test("is not served by the method that hides it", async () => {
    using stub = Derived.server({ foo: () => ({ text: "derived" }) } as unknown as Derived.Server);
    await expect(stub.Base_foo().then()).rejects.toThrow(
      "this object does not implement Base.foo, as its method Base_foo",
    );
  });

  test("is described, and can be called, by what it is called", async () => {
    using stub = Multi.server({
      foo: () => ({ number: 3 }),
      only: by("base"),
      Base_close: by("base"),
      Unrelated_close: by("unrelated"),
      dup_: by("dup"),
      new: by("new"),
    });
    const names = describe(Multi).methods.map(({ owner, name, property }) => [owner, name, property]);
    expect(names).toEqual([
      ["Base", "foo", undefined],
      ["Base", "close", "Base_close"],
      ["Base", "only", undefined],
      ["Unrelated", "close", "Unrelated_close"],
      ["Unrelated", "dup", undefined],
      ["Unrelated", "new", undefined],
    ]);
    expect(await call(stub, Multi, "Unrelated_close")).toEqual({ by: "unrelated" });
    expect(await call(stub, Multi, "dup")).toEqual({ by: "dup" });
    await expect(call(stub, Multi, "close")).rejects.toThrow(
      'Multi has no method "close"; it has foo, Base_close, only, Unrelated_close, dup, new',
    );
  });

  test("can be the target of a tail call", async () => {
    using target = Derived.server(derived);
    using stub = Base.server({
      foo: (_params, ctx) => ctx.tailCall(target, "Base_foo"),
      close: by("base"),
      only: by("base"),
    });
    expect((await stub.foo()).number).toBe(7);
  });
});

describeTests("an interface that inherits one with different types", () => {
  testBoth(
    "leaves them open where they differ",
    TwoCells,
    () => {
      let kept = "";
      return TwoCells.server({
        get: () => ({ value: pointer(Text, kept) }),
        put: ({ value }) => {
          kept = value.as(Text);
        },
      });
    },
    async (stub) => {
      await stub.put({ value: pointer(Text, "kept") });
      expect((await stub.get()).value.as(Text)).toBe("kept");
      using texts = stub.as(Cell.of(Text));
      expect((await texts.get()).value).toBe("kept");
    },
  );

  test("by way of its own parameters does so, too, and its methods hide those", async () => {
    using stub = Crossed.of(Text, Data).server({
      get: () => ({ value: pointer(Text, "text") }),
      put: ({ value }) => expect(value).toEqual(new Uint8Array([1])),
      Cell_put: ({ value }) => expect(value.as(Text)).toBe("any"),
    });
    expect((await stub.get()).value.as(Text)).toBe("text");
    await stub.put({ value: new Uint8Array([1]) });
    await stub.Cell_put({ value: pointer(Text, "any") });
  });

  test("keeps the types that do not differ", async () => {
    using stub = HalfKnown.server({ pair: () => ({ a: "text", b: pointer(Data, new Uint8Array([1])) }) });
    const { a, b } = await stub.pair();
    expect(a).toBe("text");
    expect(b.as(Data)).toEqual(new Uint8Array([1]));
  });

  test("keeps types that are the same by different ways", async () => {
    using stub = Deep.of(Text).server({
      get: () => ({ value: [["a"], []] }),
      put: ({ value }) => expect(value).toEqual([["b"]]),
      mine: () => ({ value: "mine" }),
    });
    expect((await stub.get()).value).toEqual([["a"], []]);
    await stub.put({ value: [["b"]] });
    using cell = stub.as(Cell.of(List(List(Text))));
    expect((await cell.get()).value).toEqual([["a"], []]);
    expect((await stub.mine()).value).toBe("mine");
  });
});
