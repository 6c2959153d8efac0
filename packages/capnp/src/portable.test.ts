// portable.test.ts: the package runs wherever JavaScript does.
import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";

/** All that the package uses of what is not the language. */
const globals = { TextEncoder, TextDecoder, atob, btoa };

describe("where there is nothing but the language and what encodes text", () => {
  for (const entry of ["index", "wire", "capability", "early", "text"]) {
    test(`${entry}.ts loads, and imports nothing that is not its own`, async () => {
      const exported = Object.keys(await import(join(import.meta.dir, `${entry}.ts`)));
      expect(await run(entry, "Object.keys(capnp).sort().join()")).toBe(exported.sort().join());
    });
  }

  test("structs are written, read and shown as JSON", async () => {
    const script = `
      const Part = capnp.structType({
        id: 1n, name: "test:Part", dataWords: 1, pointers: 2,
        fields: () => [["number", capnp.Float64, 0], ["text", capnp.Text, 0], ["data", capnp.Data, 1]],
      });
      const bytes = capnp.encode(Part, { number: 0.5, text: "\\u{1f600} and a long text".repeat(9), data: capnp.bytes("AQI=") });
      JSON.stringify(capnp.toJson(Part, capnp.decode(Part, bytes)))`;
    const text = "\u{1f600} and a long text".repeat(9);
    expect(JSON.parse((await run("index", script)) as string)).toEqual({ number: 0.5, text, data: [1, 2] });
  });

  test("a class of capnp-es cannot be loaded, and what can be done is said", async () => {
    const script = `
      class Book { static _capnp = { displayName: "Book", id: "1", size: { dataByteLength: 0, pointerLength: 0 } }; }
      let told;
      try { capnp.message("AAAAAAEAAAAAAAAAAAAAAA==").as(Book); } catch (error) { told = error; }
      told.code + ": " + told.message`;
    expect(await run("index", script)).toMatch(
      /^INVALID_ARGUMENT: .*capnpEs\(Class\) of @teleop\/capnp\/capnp-es/,
    );
  });
});

/** What a script comes to that has an entry of the package as `capnp`, and the globals above. */
async function run(entry: string, script: string): Promise<unknown> {
  const { outputs } = await Bun.build({
    entrypoints: [join(import.meta.dir, `${entry}.ts`)],
    target: "browser",
    format: "cjs",
    // What is not its own stays a require(), which there is not.
    packages: "external",
  });
  const [bundle] = outputs;
  if (bundle === undefined) throw new Error(`${entry}.ts was not built`);
  const code = `const module = { exports: {} };
    (function (module, exports) { ${await bundle.text()} })(module, module.exports);
    const capnp = module.exports;
    ${script}`;
  return runInContext(code, createContext({ ...globals }));
}
