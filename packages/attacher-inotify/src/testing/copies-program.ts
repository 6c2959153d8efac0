// copies-program.ts: two copies of the module take part in one instance, and tells who is told of a file, and what is left.
import { writeFileSync } from "node:fs";
import { inotify } from "../index.ts";
import { openInotifyCalls } from "../inotify-calls.ts";
import { joinInotify } from "../shared-inotify.ts";
import { heldByInotify } from "./held-by-inotify.ts";

/** As if it were installed twice. */
const copy: typeof import("../shared-inotify.ts") = await import(`../shared-inotify.ts${"?copy"}`);
if (copy.joinInotify === joinInotify) throw new Error("it is no copy");

const told: string[] = [];
const both = Promise.withResolvers<void>();
const reader = (name: string) => ({
  told: () => {
    told.push(name);
    if (told.length === 2) both.resolve();
  },
  failed: both.reject,
});
const factories = [inotify(), inotify()].map((attacher, index) =>
  attacher.arm({ pid: process.pid, name: `n${index}` }),
);
const first = joinInotify(openInotifyCalls(), reader("first"));
const second = copy.joinInotify(openInotifyCalls(), reader("second"));
first.watch(".");
second.watch(".");
const { instances } = heldByInotify();
const alive = setInterval(() => {}, 60_000);
writeFileSync("appears", "");
await both.promise;
clearInterval(alive);
for (const held of [...factories, first, second]) held[Symbol.dispose]();
console.log(JSON.stringify({ instances, told, left: heldByInotify().instances }));
