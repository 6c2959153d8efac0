import { expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { awaitSocket } from "./await-socket.ts";

test("what appears at a path is told once, and nothing else that appears beside it", async () => {
  using directory = temporaryDirectory();
  const { promise, resolve } = Promise.withResolvers<void>();
  let told = 0;
  using _awaiting = awaitSocket([directory.at("missing/socket"), directory.at("socket")], () => {
    told += 1;
    resolve();
  });
  writeFileSync(directory.at("another"), "");
  await looked(directory.at("another"));
  expect(told).toBe(0);
  writeFileSync(directory.at("socket"), "");
  await promise;
  await looked(directory.at("socket"));
  expect(told).toBe(1);
});

test("nothing is told once it is disposed", async () => {
  using directory = temporaryDirectory();
  let told = 0;
  awaitSocket([directory.at("socket")], () => {
    told += 1;
  })[Symbol.dispose]();
  writeFileSync(directory.at("socket"), "");
  await looked(directory.at("socket"));
  expect(told).toBe(0);
});

/** One that began later has looked, and so have those before it. */
async function looked(path: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  using _fence = awaitSocket([path], resolve);
  await promise;
}

function temporaryDirectory(): Disposable & { at(name: string): string } {
  const path = mkdtempSync(join(tmpdir(), "teleop-await-"));
  return { at: (name) => join(path, name), [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}
