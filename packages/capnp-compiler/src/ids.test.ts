// ids.test.ts: ids that are derived are those that everybody derives.
import { expect, test } from "bun:test";
import { childId, freshId, groupId, idText, methodStructId } from "./ids.ts";
import { md5 } from "./md5.ts";
import { compiled } from "./testing/compiled.ts";

test("what is declared in a declaration has an id of its parent's and its name", () => {
  // namespace in /capnp/c++.capnp.
  expect(childId(0xbdf87d7bb8304e81n, "namespace")).toBe(0xb9c6f99ebf805f2cn);
});

test("a group has an id of its parent's and its place among the fields", () => {
  // The groups of Node in /capnp/schema.capnp.
  expect([7, 8, 9, 10, 11].map((index) => groupId(0xe682ab4cf923a417n, index))).toEqual([
    0x9ea0b19b37fb4435n,
    0xb54ab3364333f598n,
    0xe82753cff0c2218fn,
    0xb18aa5ac7a0d9420n,
    0xec1619d4400a0290n,
  ]);
});

test("what a method declares in place has an id of the interface's and the method's number", () => {
  expect(methodStructId(0xb8577a403f015df1n, 1, "params")).toBe(0xc2187da514a62d4fn);
  expect(methodStructId(0xb8577a403f015df1n, 1, "results")).toBe(0xbb437b9e98e68db3n);
});

test("a fresh id is one that a schema can have", () => {
  expect(idText(freshId())).toMatch(/^@0x[89a-f][0-9a-f]{15}$/);
});

test("the schemas that come with Cap'n Proto have the ids of its own", () => {
  const { nodes } = compiled({
    "main.capnp": `@0xd3b6bb739ff1b77a;
      struct Uses {
        schema @0 :import "/capnp/schema.capnp".CodeGeneratorRequest;
        message @1 :import "/capnp/rpc.capnp".Message;
        json @2 :import "/capnp/compat/json.capnp".Value;
        join @3 :import "/capnp/rpc-twoparty.capnp".JoinResult;
        persistent @4 :import "/capnp/persistent.capnp".Persistent;
        stream @5 :import "/capnp/stream.capnp".StreamResult;
      }`,
  });
  const id = (name: string) => nodes.get(`capnp/${name}`)?.uint64(0).toString(16);

  expect({
    node: id("schema.capnp:Node"),
    nodeStruct: id("schema.capnp:Node.struct"),
    message: id("rpc.capnp:Message"),
    call: id("rpc.capnp:Call"),
    sendResultsTo: id("rpc.capnp:Call.sendResultsTo"),
    json: id("compat/json.capnp:Value"),
    join: id("rpc-twoparty.capnp:JoinResult"),
    persistent: id("persistent.capnp:Persistent"),
    stream: id("stream.capnp:StreamResult"),
  }).toEqual({
    node: "e682ab4cf923a417",
    nodeStruct: "9ea0b19b37fb4435",
    message: "91b79f1f808db032",
    call: "836a53ce789d4cd4",
    sendResultsTo: "dae8b0f61aab5f99",
    json: "a3fa7845f919dd83",
    join: "9d263a3630b7ebee",
    persistent: "c8cb212fcd9f5691",
    stream: "995f9a3377c0b16e",
  });
});

test("MD5 is that of RFC 1321", () => {
  const hex = (text: string) => Buffer.from(md5(new TextEncoder().encode(text))).toString("hex");

  expect(hex("")).toBe("d41d8cd98f00b204e9800998ecf8427e");
  expect(hex("message digest")).toBe("f96b697d7cb7938d525a2f31aaf161d0");
  expect(hex("1234567890".repeat(8))).toBe("57edf4a22be3c955ac49da2e2107b67a");
});
