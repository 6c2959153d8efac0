// entries.test.ts: who finds what in which entry of this package.
import { expect, test } from "bun:test";
import * as basics from "./basics.ts";
import * as applications from "./index.ts";
import * as plugin from "./plugin.ts";

test("applications find what arms, attaches and serves, and none of the tools of those who write plugins", () => {
  expect(Object.keys(applications).sort()).toEqual([
    "NotListeningError",
    "TeleopError",
    "chunks",
    "connect",
    "listen",
    "openSession",
    "serve",
    "watchProcess",
  ]);
});

test("authors of plugins find in one entry what the basics have, too, and the very same", () => {
  expect(plugin).toMatchObject(basics);
});
