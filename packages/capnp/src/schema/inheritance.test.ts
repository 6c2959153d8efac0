// inheritance.test.ts: what methods of one name are called, in a hierarchy of any shape, at a cost that grows with it.
import { expect, test } from "bun:test";
import { methodProperties } from "./inheritance.ts";

interface Made {
  readonly id: bigint;
  readonly name: string;
  readonly methods: readonly { readonly name: string }[];
  readonly superclasses: readonly Made[];
}

function made(id: number, name: string, superclasses: readonly Made[], ...methods: string[]): Made {
  return { id: BigInt(id), name, methods: methods.map((name) => ({ name })), superclasses };
}

function propertiesOf(type: Made): { readonly [id: string]: readonly string[] } {
  const walk = { superclasses: ({ superclasses }: Made) => superclasses, path: ({ name }: Made) => name };
  return Object.fromEntries(methodProperties(type, walk));
}

test("the method that hides all others has the name, the others that of their interface", () => {
  const top = made(1, "Top", [], "close", "open");
  const middle = made(2, "Outer.Middle", [top], "close");
  expect(propertiesOf(made(3, "Low", [top, middle], "close"))).toEqual({
    3: ["close"],
    2: ["Outer_Middle_close"],
    1: ["Top_close", "open"],
  });
  // Also where it is not the closest.
  expect(propertiesOf(made(4, "Low", [top, middle]))).toMatchObject({
    2: ["close"],
    1: ["Top_close", "open"],
  });
});

test("where none hides all others each is called by its interface, and by its id where two have one path", () => {
  const some = made(1, "Same", [], "close");
  const other = made(2, "Same", [], "close");
  const third = made(3, "Third", [], "close");
  expect(propertiesOf(made(4, "Low", [some, other, third]))).toEqual({
    4: [],
    3: ["Third_close"],
    2: ["Same_0000000000000002_close"],
    1: ["Same_0000000000000001_close"],
  });
});

test("a chain of interfaces that all have a method of one name is walked a few times, not once for each of them", () => {
  const length = 2000;
  let low = made(0, "I0", [], "close");
  for (let id = 1; id < length; id++) low = made(id, `I${id}`, [low], "close");
  let steps = 0;
  const properties = methodProperties(low, {
    superclasses: ({ superclasses }) => {
      steps++;
      return superclasses;
    },
    path: ({ name }) => {
      steps++;
      return name;
    },
  });
  expect(properties.get(low.id)).toEqual(["close"]);
  expect(steps).toBeLessThan(5 * length);
});
