// drive.test.ts: that a measurement is one of something, however little time there is.
import { expect, test } from "bun:test";
import { Meter } from "./drive.ts";

test("a measurement whose time is over before it begins is of one call", async () => {
  const asked: string[] = [];
  const measured = await new Meter().measure(
    async (message) => {
      asked.push(message);
      return message;
    },
    ["4", "24", "1000", "0.000000001"],
  );
  expect(asked).toEqual(["hello!! hello!! hello!! "]);
  expect(measured.calls).toBe(1);
  expect(measured.p50_us).toBeGreaterThan(0);
});
