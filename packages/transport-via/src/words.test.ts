// words.test.ts: commands as people write them.
import { expect, test } from "bun:test";
import { quoted, wordsOf } from "./words.ts";

test.each([
  ["ssh host", ["ssh", "host"]],
  ["  ssh\t-p  2222 host ", ["ssh", "-p", "2222", "host"]],
  ["docker exec -i 'my web'", ["docker", "exec", "-i", "my web"]],
  ['sh -c "echo \\"$HOME\\" \\n"', ["sh", "-c", 'echo "$HOME" \\n']],
  ["a\\ b 'c\\d' e''f ''", ["a b", "c\\d", "ef", ""]],
  ["ssh $HOST ~/x *", ["ssh", "$HOST", "~/x", "*"]],
])("%j is the words %j", (command, words) => {
  expect(wordsOf("the command", command)).toEqual(words as [string, ...string[]]);
});

test("an array of words is taken as it is", () => {
  expect(wordsOf("the command", ["ssh", "a b"])).toEqual(["ssh", "a b"]);
});

test.each([
  ["", "not an empty one"],
  ["  ", "not an empty one"],
  [[], "not an empty one"],
  [["", "x"], "not an empty one"],
  ["ssh 'host", "has a ' that is not closed"],
  ['ssh "host', 'has a " that is not closed'],
  ["ssh host\\", "ends with a backslash"],
  ["ssh \0", "must not contain NUL"],
  [["ssh", 5], "must be a command"],
  [undefined, "must be a command"],
])("%j is refused, and told why", (command, why) => {
  expect(() => wordsOf("the command", command)).toThrow(
    expect.objectContaining({ code: "INVALID_ARGUMENT", message: expect.stringContaining(why) }),
  );
});

test("words are shown as a shell would read them back", () => {
  const words = ["ssh", "-o", "User=me", "it's", "", "a b"];
  expect(quoted(words)).toBe("ssh -o User=me 'it'\\''s' '' 'a b'");
  expect(wordsOf("the command", quoted(words))).toEqual(words as [string, ...string[]]);
});
