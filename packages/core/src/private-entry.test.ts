import { expect, test } from "bun:test";
import { entryOwner, entryPrefix, isAbandoned } from "./private-entry.ts";

test("an entry of this process is kept where the system does not tell which thread made it: it may be another's", () => {
  const self = entryOwner({ pid: process.pid });
  const untold = { ...self, thread: 0 };
  for (const us of [self, untold]) expect(isAbandoned(`${entryPrefix(untold)}x`, untold, us)).toBe(false);
  // Of the same entry by an earlier program it is known that nobody holds it.
  const earlier = { ...untold, startTime: "1" };
  expect(isAbandoned(`${entryPrefix(earlier)}x`, earlier, untold)).toBe(true);
});
