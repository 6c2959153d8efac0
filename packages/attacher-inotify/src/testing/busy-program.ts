// busy-program.ts: arms, keeps its own directory busy in several ways, and tells what the kernel noticed of each.
import { appendFileSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { inotify } from "../index.ts";
import { heldByInotify } from "./held-by-inotify.ts";

writeFileSync("log", "");
using _armed = inotify().arm({ pid: process.pid });
console.log(
  JSON.stringify({
    appends: eventsOf(() => appendFileSync("log", "a line\n")),
    reads: eventsOf(() => readFileSync("log")),
    creations: eventsOf((index) => {
      writeFileSync(`file-${index}`, "");
      unlinkSync(`file-${index}`);
    }),
  }),
);

/** The event loop does not turn in between: each event costs a one-shot watch, and none comes back. */
function eventsOf(operation: (index: number) => void): number {
  const { watches } = heldByInotify();
  for (let index = 0; index < 2_000; index++) operation(index);
  return watches - heldByInotify().watches;
}
