import { expect, test } from "bun:test";
import { attachEventName, parseAttachEventName } from "./attach-event.ts";

test("an event is named by the PID, and by the name of the rendezvous", () => {
  expect(attachEventName({ pid: 12 })).toBe("Global\\teleop_attach_12");
  expect(attachEventName({ pid: 12, name: "one.two-3" })).toBe("Global\\teleop_attach_12_one.two-3");
});

test("a rendezvous that could name something else is refused", () => {
  for (const rendezvous of [{ pid: 0 }, { pid: 1.5 }, { pid: 1, name: "a\\b" }, { pid: 1, name: "a_b" }]) {
    expect(() => attachEventName(rendezvous)).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }));
  }
});

test("a name leads back to its rendezvous", () => {
  expect(parseAttachEventName("teleop_attach_12")).toEqual({ pid: 12, name: undefined });
  expect(parseAttachEventName("teleop_attach_12_one.two-3")).toEqual({ pid: 12, name: "one.two-3" });
});

test.each([
  "teleop_attach_",
  "teleop_attach_0",
  "teleop_attach_012",
  "teleop_attach_2147483648",
  "teleop_attach_99999999999",
  "teleop_attach_12_",
  "teleop_attach_12_a_b",
  "teleop_attach_12_a\\b",
  `teleop_attach_12_${"a".repeat(65)}`,
  "Teleop_attach_12",
  "teleop_pid_12",
])("%s is no name of an attach event", (name) => {
  expect(parseAttachEventName(name)).toBeUndefined();
});
