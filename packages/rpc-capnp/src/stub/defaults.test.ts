// defaults.test.ts: defaults that lead to themselves, in what calls bring.
import { expect, test } from "bun:test";
import * as $ from "../schema.ts";
import { Mirror } from "../testing/corners.capnp.ts";

test("a default that leads to itself is the same in a view", async () => {
  const Holder = mirrorService();
  using stub = Holder.server({ get: () => ({ number: 1 }), put: ({ mirror }) => mirror ?? {} });
  using view = await stub.get().reader();
  expect(view.mirror.mirror.mirrors[0]?.mirror.number).toBe(1);
  expect($.toJson(Mirror, view)).toEqual({ number: 1, group: { nothing: null } });
  using back = await stub.put({ mirror: view });
  expect(back.number).toBe(1);
  expect(back.mirror.number).toBe(1);
});

interface MirrorService extends $.Client {
  get(): $.Call<Mirror>;
  put(params: { readonly mirror: Mirror }): $.Call<Mirror>;
}

interface MirrorServer {
  get(): Mirror.Init;
  put(params: { readonly mirror: Mirror | undefined }): Mirror.Init;
}

function mirrorService(): $.Interface<MirrorService, MirrorServer> {
  const params = (id: bigint, fields: $.StructDefinition["fields"]) =>
    $.structType({ id, name: `test:Params${id}`, dataWords: 0, pointers: 1, fields });
  return $.interfaceType({
    id: 0xa000000000000004n,
    name: "test:MirrorService",
    methods: () => [
      ["get", params(5n, () => []), Mirror],
      ["put", params(6n, () => [["mirror", Mirror, 0]]), Mirror],
    ],
  });
}
