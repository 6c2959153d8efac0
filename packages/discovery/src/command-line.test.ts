import { expect, test } from "bun:test";
import { splitCommandLine } from "./command-line.ts";

test.each([
  ["bun server.ts", ["bun", "server.ts"]],
  ['"C:\\Program Files\\Bun\\bun.exe"  run\tx.ts ', ["C:\\Program Files\\Bun\\bun.exe", "run", "x.ts"]],
  ["C:\\bun.exe C:\\a\\b.ts", ["C:\\bun.exe", "C:\\a\\b.ts"]],
  ['p "a b" c', ["p", "a b", "c"]],
  ['p a" b"c', ["p", "a bc"]],
  ['p ""', ["p", ""]],
  ['p "a""b"', ["p", 'a"b']],
  ['p a\\"b', ["p", 'a"b']],
  ['p "a\\\\" b', ["p", "a\\", "b"]],
  ['p a\\\\\\"b', ["p", 'a\\"b']],
  ['"C:\\a\\" b', ["C:\\a\\", "b"]],
  ['p "not closed', ["p", "not closed"]],
  ["", []],
  ["  ", []],
])("%j is %j", (line, words) => {
  expect(splitCommandLine(line)).toEqual(words);
});
