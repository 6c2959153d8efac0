// gate.test.ts: how long calls are served before others have their turn.
import { expect, test } from "bun:test";
import { Gate } from "./gate.ts";

test("calls that take long are seen to, also behind many that did not", () => {
  const gate = new Gate(10);
  gate.begin();
  let slow = 0;
  for (let calls = 0; gate.hasTime; calls++) {
    if (calls >= 20) {
      burn(5);
      slow++;
    }
    gate.served();
  }
  // Two take the time that there is. A few more may have begun before the clock was looked at.
  expect(slow).toBeLessThan(8);
});

test("a turn ends after so many calls, however quick they are", () => {
  const gate = new Gate(1000);
  gate.begin();
  let calls = 0;
  for (; gate.hasTime; calls++) gate.served();
  // What methods do after they have waited is not seen here, so that no turn goes on for as long as calls are quick.
  expect(calls).toBeLessThanOrEqual(4096);
});

/** Takes the processor for so long. */
function burn(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}
