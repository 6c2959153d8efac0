// layout.test.ts: where lines are broken.
import { describe, expect, test } from "bun:test";
import { block, braces, commaList, group, indent, type Layout, newline, print } from "./layout.ts";

describe("a layout", () => {
  const list = commaList("[", ["alpha", "beta", "gamma"], "]");
  const cases: readonly [string, Layout, number, string][] = [
    ["stays on one line where it fits", list, 20, "[alpha, beta, gamma]"],
    ["has an item a line where it does not", list, 19, "[\n  alpha,\n  beta,\n  gamma,\n]"],
    ["counts what must follow on the same line", [list, ";"], 20, "[\n  alpha,\n  beta,\n  gamma,\n];"],
    [
      "breaks outer lists before inner ones",
      commaList("[", [list, list], "]"),
      24,
      "[\n  [alpha, beta, gamma],\n  [alpha, beta, gamma],\n]",
    ],
    ["pads braces", braces(["a: 1", "b: 2"]), 20, "{ a: 1, b: 2 }"],
    [
      "writes empty lists and blocks without anything between",
      [commaList("[", [], "]"), block([])],
      20,
      "[]{}",
    ],
    [
      "breaks a group that contains a newline",
      commaList("[", [["// one", newline, "1"], "2"], "]"),
      80,
      "[\n  // one\n  1,\n  2,\n]",
    ],
    ["indents what is in an indent", group("a", indent([newline, "b"])), 80, "a\n  b"],
    [
      "leaves no spaces at the end of a line",
      ["a ", newline, indent([newline, newline]), "b"],
      80,
      "a\n\n\n  b",
    ],
  ];
  for (const [what, layout, width, expected] of cases) {
    test(what, () => expect(print(layout, width)).toBe(expected));
  }
});
