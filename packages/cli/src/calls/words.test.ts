// words.test.ts: params as people type them: what each type takes, and what is said of what it does not.
import { describe, expect, test } from "bun:test";
import { forLine, paramsOfWords } from "@teleop/reflection/client";
import { decode, encode, methodNamed, toJson } from "@teleop/rpc-capnp/schema";
import { Jobs, Jobs_add_Params, type Jobs_Job } from "../testing/jobs.capnp.ts";
import { callSteps } from "./call-line.ts";
import { splitLine } from "./split-line.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

const sources = {
  file: (path: string) => bytes(`the file ${path}`),
  input: () => bytes("what was typed"),
};

function made(...words: string[]): Jobs_Job | undefined {
  const params = paramsOfWords(methodNamed(Jobs, "add"), words, sources, () => undefined);
  return decode(Jobs_add_Params, encode(Jobs_add_Params, params)).job;
}

function job(...words: string[]): unknown {
  const params = paramsOfWords(methodNamed(Jobs, "add"), words, sources, () => undefined);
  return toJson(Jobs_add_Params, decode(Jobs_add_Params, encode(Jobs_add_Params, params)));
}

describe("a value", () => {
  test.each([
    [["job.name=hello=you"], { name: "hello=you" }],
    [["job.name="], { name: "" }],
    [["job.name=@notes.txt"], { name: "the file notes.txt" }],
    [["job.name=@@home"], { name: "@home" }],
    [["job.name=-"], { name: "what was typed" }],
    [["job.name=\\-"], { name: "-" }],
    [["job.name=\\\\-"], { name: "\\-" }],
    [["job.name=a=-"], { name: "a=-" }],
    [["job.size=18446744073709551615"], { size: 18446744073709551615n }],
    [["job.size=0xff"], { size: 255n }],
    [["job.priority=low"], { priority: "low" }],
    [["job.priority=7"], { priority: 7 }],
    [["job.ratio=-1.5e-3"], { ratio: -0.0015 }],
    [["job.ratio=-Infinity"], { ratio: Number.NEGATIVE_INFINITY }],
    [["job.isUrgent=true"], { isUrgent: true }],
    [["job.script=0x00ff"], { script: new Uint8Array([0, 255]) }],
    [["job.script=base64:AP8="], { script: new Uint8Array([0, 255]) }],
    [["job.script=ls -l"], { script: bytes("ls -l") }],
    [["job.script=@run.sh"], { script: bytes("the file run.sh") }],
    [["job.tags=a", "job.tags=b"], { tags: ["a", "b"] }],
    [["job.tags.0=a", "job.tags.1=b"], { tags: ["a", "b"] }],
    [['job.tags=["a","b"]', "job.tags=c"], { tags: ["a", "b", "c"] }],
    [["job.tags="], { tags: [] }],
    [
      ["job.steps.0.command=a", "job.steps.1.retries=-128", "job.steps.0.retries=0"],
      {
        steps: [
          { command: "a", retries: 0 },
          { command: "", retries: -128 },
        ],
      },
    ],
    [['job.steps={"command":"a"}'], { steps: [{ command: "a", retries: 3 }] }],
    [["job.when.now="], { when: { which: "now" } }],
    [["job.when.at=5"], { when: { which: "at", at: 5n } }],
    [["job.when.every.seconds=1"], { when: { which: "every", every: { seconds: 1 } } }],
    [['job.when={"at":"5"}'], { when: { which: "at", at: 5n } }],
    [['job={"name":"whole"}', "job.isUrgent=true"], { name: "whole", isUrgent: true }],
  ])("%j sets what it says", (words, expected) => {
    expect(made(...words)).toMatchObject(expected as object);
  });

  test.each([
    [["nme=x"], 'Jobs.add$Params has no field "nme"; it has job (Jobs.Job)'],
    [["job"], '"job" sets nothing: params are written field=value, or all of them as JSON'],
    [["=x"], '"=x" sets nothing'],
    [["job.size=many"], 'job.size: expected an integer (UInt64), got "many"'],
    [["job.isUrgent=yes"], 'job.isUrgent: expected true or false (Bool), got "yes"'],
    [["job.priority=urgent"], 'job.priority: expected one of low, high (Jobs.Priority), got "urgent"'],
    [["job.ratio=1,5"], 'job.ratio: expected a number, NaN, Infinity or -Infinity (Float64), got "1,5"'],
    [["job.script=base64:%"], "job.script: expected base64 (Data)"],
    [["job.when.now=yes"], 'job.when.now: expected nothing behind = (Void), got "yes"'],
    [["job.when.now=", "job.when.at=1"], "one member is set, and now is already"],
    [
      ["job.steps.1.command=x"],
      '"1" is no index of a List(Jobs.Step) that has 0 elements by now: the next is 0',
    ],
    [["job.name.first=x"], "Text has no fields, and so no first"],
    [["job=nightly"], 'job: expected JSON, {"field": value}, or its fields one by one'],
    [["job={name:1}"], "job: expected JSON (Jobs.Job)"],
    [["job.steps.0.retries=200"], "expected an integer from -128 to 127 (Int8), got 200"],
  ])("%j is refused", (words, problem) => {
    expect(() => job(...words)).toThrow(problem);
  });

  test("a capability is a callback, null, or what is held under a name", () => {
    const method = methodNamed(Jobs, "transfer");
    const held = {};
    const named = (name: unknown) => (name === "$1" ? held : undefined);
    expect(paramsOfWords(method, ["job=$1"], sources, named)).toEqual({ job: held });
    expect(paramsOfWords(method, ["job=null"], sources, named)).toEqual({ job: null });
    expect(() => paramsOfWords(method, ["job=$2"], sources, named)).toThrow(
      "job: expected callback, for an object",
    );
  });
});

describe("a line is split", () => {
  test.each([
    ["echo.echo message=hi", ["echo.echo", "message=hi"]],
    ["  a   b ", ["a", "b"]],
    [`a 'b c' d="e f" g="\\"h\\""`, ["a", "b c", "d=e f", 'g="h"']],
    [
      `jobs.add {"job": {"name": "a }b", "tags": [1, 2]}} x`,
      ["jobs.add", '{"job": {"name": "a }b", "tags": [1, 2]}}', "x"],
    ],
    [`a tags=["b c", 'd']`, ["a", `tags=["b c", 'd']`]],
    ["a=''", ["a="]],
    ["", []],
  ])("%j into %j", (line, words) => {
    expect(splitLine(line)).toEqual(words);
  });

  test.each(["a 'b", 'a "b', "a {b", 'a ["b'])("but not %j, which does not end", (line) => {
    expect(() => splitLine(line)).toThrow("that is not closed");
  });
});

test("words that are written as a line are split into the same", () => {
  const words = ["board.add", 'note.text=it\'s "so" \\ {', "b=", "c=$1", "$1.seen", "d=[1] x", 'e="'];
  expect(splitLine(forLine(words))).toEqual(words);
  expect(() => forLine(["a=b\nc"])).toThrow("a line cannot hold a text of several lines");
});

test("a call names its service and its method, and what is called of its results", () => {
  expect(callSteps(["a.b.c", "x=1", "then", "d.e", "y=2", "then", "f"])).toEqual([
    { owner: "a.b", method: "c", words: ["x=1"] },
    { owner: "d", method: "e", words: ["y=2"] },
    { owner: "", method: "f", words: [] },
  ]);
  for (const words of [[], ["echo"], [".echo"], ["echo."], ["echo.echo", "then"]]) {
    expect(() => callSteps(words)).toThrow("SERVICE.METHOD, as in echo.echo message=hi");
  }
});
