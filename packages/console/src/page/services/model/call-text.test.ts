// call-text.test.ts: a call is copied as a command line and as a program, which make the same call.
import { expect, test } from "bun:test";
import { NamedParam } from "@teleop/reflection/client";
import { methodNamed } from "@teleop/rpc-capnp/schema";
import { Form, Form_Job } from "../../../testing/form.capnp.ts";
import { commandText } from "./command-text.ts";
import type { HeldOrigin, MadeCall } from "./made-call.ts";
import { typeScriptText } from "./typescript-text.ts";

const here = { pid: 4711 };
const none: ReadonlyMap<string, HeldOrigin> = new Map();

function fill(params: object, gives: readonly string[] = []): MadeCall {
  return { callee: { service: "form", type: Form }, method: methodNamed(Form, "fill"), params, gives };
}

function state(held: string): MadeCall {
  return { callee: { held, type: Form_Job }, method: methodNamed(Form_Job, "state"), params: {}, gives: [] };
}

const given = fill({ count: 4 }, ["$7"]);
const origins = new Map<string, HeldOrigin>([["$7", { call: given, path: ["job"] }]]);

test("a call of a service is one command line", () => {
  const params = { every: { text: "it's", choice: { which: "level", level: 1 } }, listener: null };
  expect(commandText(fill(params), here, none)).toBe(
    "teleop call 4711 form.fill 'every.text=it'\\''s' every.choice.level=1 listener=null",
  );
});

test("where the process is elsewhere, or has several rendezvous, the command line says so", () => {
  expect(commandText(fill({}), { pid: 1, via: "ssh web1", rendezvous: "admin" }, none)).toBe(
    "teleop call --via 'ssh web1' --rendezvous admin 1 form.fill",
  );
});

test("what is called of the results of a call follows it by then", () => {
  expect(commandText(state("$7"), here, origins)).toBe("teleop call 4711 form.fill count=4 then job.state");
});

test("a call that is given what another gave is lines of repl, which numbers from 1", () => {
  const call = fill({ every: { any: new NamedParam("$7") } });
  expect(commandText(call, here, origins)).toBe(
    "teleop repl 4711 <<'END'\nform.fill count=4\nform.fill every.any=$1\nEND",
  );
});

test("as a program, it imports what is generated, attaches and calls", () => {
  const params = {
    every: {
      uint64: 5n,
      float64: -0,
      color: "red",
      data: new Uint8Array([0, 255]),
      numbers: [1, 2],
      choice: { which: "inner", inner: { which: "left" } },
      text: 'a "b"\n',
    },
    count: 7,
  };
  expect(typeScriptText(fill(params), here, none)).toBe(`// bunx @teleop/capnpc form.capnp
import { attach } from "teleop";
import { Form } from "./form.capnp.ts";

await using target = await attach(4711);
using form = target.service("form", Form);
using results = await form.fill({
  every: {
    uint64: 5n,
    float64: -0,
    text: "a \\"b\\"\\n",
    data: new Uint8Array([0, 255]),
    color: "red",
    numbers: [1, 2],
    choice: { which: "inner", inner: { which: "left" } },
  },
  listener: {
    heard: (params) => console.log("heard", params),
    piece: (params) => console.log("piece", params),
  },
  count: 7,
});
console.log(results);
`);
});

test("a program makes the calls before it, too, and says how it gets there", () => {
  const process = { pid: 1, via: "ssh web1", rendezvous: "admin" };
  expect(typeScriptText(state("$7"), process, origins)).toBe(`// bunx @teleop/capnpc form.capnp
import { attach } from "teleop";
import { via } from "@teleop/transport-via";
import { Form } from "./form.capnp.ts";

await using there = via("ssh web1");
await using target = await attach(1, { name: "admin", transport: there });
using form = target.service("form", Form);
using fill = await form.fill({
  listener: {
    heard: (params) => console.log("heard", params),
    piece: (params) => console.log("piece", params),
  },
  count: 4,
});
using results = await fill.job.state();
console.log(results);
`);
});

test("a stream is waited for; bytes of a file are read of it; names that are taken are not taken twice", () => {
  const bytes = new Uint8Array([1]);
  const call: MadeCall = {
    callee: { service: "target", type: Form },
    method: methodNamed(Form, "write"),
    params: { bytes },
    gives: [],
  };
  expect(
    typeScriptText(call, here, none, { fileOf: () => "a.bin" }),
  ).toContain(`import { readFile } from "node:fs/promises";

await using target = await attach(4711);
using target2 = target.service("target", Form);
await target2.write({ bytes: await readFile("a.bin") });
await target2.streamed();
`);
});

test("a variable is not called as a type is that is imported, or as what bytes are read by", () => {
  const callee = (service: string) => ({ callee: { service, type: Form } });
  expect(typeScriptText({ ...fill({ count: 4 }), ...callee("Form") }, here, none)).toContain(
    'using Form2 = target.service("Form", Form);\nusing results = await Form2.fill({',
  );
  const bytes = new Uint8Array([1]);
  const write = { ...fill({ bytes }), method: methodNamed(Form, "write"), ...callee("readFile") };
  expect(typeScriptText(write, here, none, { fileOf: () => "a.bin" })).toContain(
    'await readFile2.write({ bytes: await readFile("a.bin") });',
  );
});
