// value-tree.test.ts: results as a tree: each value with all its digits, its type, and what leads to it.
import { expect, test } from "bun:test";
import { StructType } from "@teleop/capnp/capability";
import { methodNamed } from "@teleop/rpc-capnp/schema";
import type { Every } from "../../../testing/form.capnp.ts";
import { Form } from "../../../testing/form.capnp.ts";
import { formServer } from "../../../testing/form-server.ts";
import { type ValueNode, valueTree } from "./value-tree.ts";

const type =
  methodNamed(Form, "fill").results ??
  new StructType("struct", { id: 0n, name: "", dataWords: 0, pointers: 0, fields: () => [] });
const listener = { heard: () => ({}), piece: () => {} };

async function filled(every: Every.Init) {
  using form = formServer();
  return await form.fill({ every, listener, count: 0 });
}

function childrenOf({ content }: ValueNode): readonly ValueNode[] {
  return content.kind === "inner" ? content.children(0, content.size) : [];
}

function at(node: ValueNode, ...path: readonly string[]): ValueNode {
  return path.reduce((inner, label) => {
    const found = childrenOf(inner).find((child) => child.label === label);
    if (found === undefined) throw new Error(`there is no ${label} in ${inner.label}`);
    return found;
  }, node);
}

test("values are shown with their types, of a union only the member that is set", async () => {
  using results = await filled({
    uint64: 2n ** 64n - 1n,
    float64: -0,
    text: "a\nb",
    data: new Uint8Array([1]),
    color: 9,
    numbers: [1, 2],
    choice: { which: "inner", inner: { which: "right", right: "r" } },
  });
  const tree = valueTree("results", type, results);
  const every = at(tree, "every");
  expect(every.type).toBe("Every");
  expect(at(every, "uint64")).toEqual({
    label: "uint64",
    type: "UInt64",
    content: { kind: "number", text: "18446744073709551615" },
  });
  expect(at(every, "float64").content).toEqual({ kind: "number", text: "-0" });
  expect(at(every, "text").content).toEqual({ kind: "text", text: "a\nb" });
  expect(at(every, "data").content).toEqual({ kind: "bytes", bytes: new Uint8Array([1]) });
  expect(at(every, "color").content).toEqual({ kind: "word", text: "9 (not in the schema)" });
  expect(at(every, "numbers").content).toMatchObject({ summary: "2 elements", size: 2 });
  expect(at(every, "numbers", "1").content).toEqual({ kind: "number", text: "2" });
  expect(at(every, "next").content).toEqual({ kind: "null" });
  expect(childrenOf(at(every, "choice")).map(({ label }) => label)).toEqual(["inner"]);
  expect(at(every, "choice", "inner").content).toMatchObject({ summary: "right" });
  expect(at(every, "nothing").content).toEqual({ kind: "word", text: "void" });
});

test("of a long list only what is looked at is made", async () => {
  using form = formServer();
  using results = await form.many({ count: 10_000 });
  const many = methodNamed(Form, "many").results;
  if (many === undefined) throw new Error("it has no results");
  const { content } = at(valueTree("results", many, results), "points");
  if (content.kind !== "inner") throw new Error("it is no list");
  expect(content.size).toBe(10_000);
  const [node] = content.children(9_999, 10_000);
  expect(node).toMatchObject({ label: "9999", type: "Point" });
});

test("a capability says of which interface it is, and what stands for it", async () => {
  using results = await filled({});
  const { content } = at(valueTree("results", type, results), "job");
  expect(content).toMatchObject({ kind: "capability", interface: "Form.Job" });
  expect(content.kind === "capability" && content.value).toBe(results.job);
});
