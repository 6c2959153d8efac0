import { expect, test } from "bun:test";
import { TeleopError } from "./errors.ts";
import { Later } from "./later.ts";

test("what is loaded later is loaded once, for all who ask", async () => {
  let loads = 0;
  const later = new Later("a part", async () => ++loads);
  expect(later.loaded).toBeUndefined();
  expect(await Promise.all([later.get(), later.get()])).toEqual([1, 1]);
  expect(await later.get()).toBe(1);
  expect(later.loaded).toEqual({ value: 1 });
});

test("a failure is said with what could not be loaded, and tried again", async () => {
  const outcomes = [
    () => {
      throw new Error("thrown");
    },
    () => Promise.reject(new TeleopError("INVALID_ARGUMENT", "its own words")),
    () => "loaded",
  ];
  const later = new Later<string>("a part", () => (outcomes.shift() ?? (() => "again"))());
  await expect(later.get()).rejects.toMatchObject({
    code: "LOAD_FAILED",
    rawMessage: "cannot load a part: thrown",
    cause: { message: "thrown" },
  });
  await expect(later.get()).rejects.toMatchObject({
    code: "INVALID_ARGUMENT",
    rawMessage: "its own words",
  });
  expect(await later.get()).toBe("loaded");
});

test("what was given up is loaded again; the first that comes is kept", async () => {
  const loads: PromiseWithResolvers<string>[] = [];
  const later = new Later("a part", () => {
    const load = Promise.withResolvers<string>();
    loads.push(load);
    return load.promise;
  });
  const first = later.get();
  later.giveUp();
  const second = later.get();
  loads[1]?.resolve("second");
  expect(await second).toBe("second");
  loads[0]?.resolve("first");
  expect(await first).toBe("first");
  expect(later.loaded).toEqual({ value: "second" });
});
