import { expect, test } from "bun:test";
import { reasonsOf } from "./reasons-of.ts";

test("an error says what it says, and what its causes say that it does not", () => {
  const cause = new Error("the file is not there");
  const error = new Error("it cannot be read: the file is not there", { cause });
  expect(reasonsOf(new Error("nothing is shown", { cause: error }))).toEqual([
    "nothing is shown",
    "it cannot be read: the file is not there",
  ]);
});

test("an error that is a cause of itself is told once", () => {
  const error = new Error("it turns round");
  const cause = new Error("and round", { cause: error });
  error.cause = cause;
  expect(reasonsOf(error)).toEqual(["it turns round", "and round"]);
});
