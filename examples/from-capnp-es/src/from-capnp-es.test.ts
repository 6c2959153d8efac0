// from-capnp-es.test.ts: the library and its client, as one would run them.
import { expect, test } from "bun:test";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { libraryService } from "./service.ts";
import { newBook, Shelf } from "./shelf.ts";

test.if(process.platform !== "win32")("the client uses the library with structs of both kinds", async () => {
  const home = await mkdtemp(join(tmpdir(), "teleop-library-"));
  const run = (program: string, ...args: readonly string[]) =>
    Bun.spawn([process.execPath, join(import.meta.dir, program), ...args], {
      cwd: home,
      env: { ...process.env, TMPDIR: home },
      stdout: "pipe",
      stderr: "pipe",
    });
  try {
    await using library = run("main.ts");
    const lines = library.stdout.pipeThrough(new TextDecoderStream()).getReader();
    expect((await lines.read()).value).toBe(`library: pid ${library.pid}\n`);
    await using client = run("client.ts", `${library.pid}`);
    expect(await client.stderr.text()).toBe("");
    expect(await client.stdout.text()).toBe(
      "Good Omens, by Terry Pratchett and Neil Gaiman\n" +
        "Emma, by Jane Austen\n" +
        "you have been lent Good Omens\n" +
        "412 pages\n",
    );
    expect(await client.exited).toBe(0);
    library.kill("SIGTERM");
    await library.exited;
    expect(await readdir(home)).toEqual([]);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
});

test("what a call has put on the shelf is a struct of capnp-es as any other", async () => {
  const shelf = new Shelf();
  using library = libraryService(shelf);
  await library.put({ book: { title: "Emma", authors: ["Jane Austen"], pages: 474 } });
  expect(shelf.titles).toEqual(["Emma"]);
  const { title, authors, pages } = shelf.find("Emma");
  expect([title, authors.toArray(), pages]).toEqual(["Emma", ["Jane Austen"], 474]);
  shelf.put(newBook("Persuasion", ["Jane Austen"], 249));
  await expect(library.find({ title: "Sanditon" })).rejects.toThrow("there is no book called Sanditon");
  using results = await library.find({ title: "Persuasion" });
  expect(results.book).toEqual({ title: "Persuasion", authors: ["Jane Austen"], pages: 249 });
});
