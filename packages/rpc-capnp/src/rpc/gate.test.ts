// gate.test.ts: how long calls are served before others have their turn.
import { expect, spyOn, test } from "bun:test";
import { Gate } from "./gate.ts";

test("calls that take long are seen to, also behind many that did not", () => {
  const gate = new Gate(10);
  gate.begin();
  let slow = 0;
  for (let calls = 0; gate.hasTime; calls++) {
    gate.serving();
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
  for (; gate.hasTime; calls++) serve(gate);
  // What methods do after they have waited is not seen here, so that no turn goes on for as long as calls are quick.
  expect(calls).toBeLessThanOrEqual(4096);
});

test("time in which nothing was served is not that of the calls that waited for it", () => {
  using clock = new Clock();
  const gate = new Gate(10);
  gate.begin();
  clock.ms += 1000;
  for (let calls = 0; calls < 100; calls++) serve(gate);
  expect(gate.hasTime).toBe(true);
});

test("only what calls are followed by makes them fewer in the next turns, not what came between them", async () => {
  using clock = new Clock();
  const callsOf = async (between: number, after: number): Promise<number> => {
    const gate = new Gate(10);
    gate.begin();
    serve(gate);
    clock.ms += between;
    while (gate.hasTime) serve(gate);
    clock.ms += after;
    await new Promise(setImmediate);
    let calls = 0;
    for (; gate.hasTime; calls++) serve(gate);
    return calls;
  };
  expect(await callsOf(0, 0)).toBe(256);
  expect(await callsOf(1000, 0)).toBe(128);
  expect(await callsOf(0, 1000)).toBe(32);
});

function serve(gate: Gate): void {
  gate.serving();
  gate.served();
}

/** What `performance.now()` says meanwhile. */
class Clock implements Disposable {
  ms = 0;
  readonly #spy = spyOn(performance, "now").mockImplementation(() => this.ms);

  [Symbol.dispose](): void {
    this.#spy.mockRestore();
  }
}

/** Takes the processor for so long. */
function burn(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}
