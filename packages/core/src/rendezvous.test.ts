import { expect, test } from "bun:test";
import { TeleopError } from "./errors.ts";
import { attachFileName, checkRendezvous, parseFileName, socketName } from "./rendezvous.ts";

test("without a name the files are those of the Rust crate", () => {
  expect(attachFileName({ pid: 123 })).toBe(".teleop_attach_123");
  expect(socketName({ pid: 123 })).toBe(".teleop_pid_123");
});

test("a name is added to both files", () => {
  expect(attachFileName({ pid: 123, name: "json-1.0" })).toBe(".teleop_attach_123_json-1.0");
  expect(socketName({ pid: 123, name: "json-1.0" })).toBe(".teleop_pid_123_json-1.0");
});

test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31, "1" as never, undefined as never])(
  "%p is no PID, and the error says what one is",
  (pid) => {
    const attempt = () => checkRendezvous({ pid });
    expect(attempt).toThrow(TeleopError);
    expect(attempt).toThrow(
      expect.objectContaining({
        code: "INVALID_ARGUMENT",
        message: expect.stringContaining("an integer from 1 to 2147483647"),
      }),
    );
  },
);

test.each([1, 2 ** 31 - 1])("%p can be a PID", (pid) => {
  expect(() => checkRendezvous({ pid })).not.toThrow();
});

test.each(["", "-a", ".a", "a_b", "a/b", "a\0b", "a b", "ä", "..", "a".repeat(65), 5 as never])(
  "%p is no rendezvous name",
  (name) => {
    expect(() => attachFileName({ pid: 1, name })).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT" }),
    );
  },
);

test.each(["a", "9", "A-b.c", "a".repeat(64)])("%p is a rendezvous name", (name) => {
  expect(() => checkRendezvous({ pid: 1, name })).not.toThrow();
});

test("a file's name tells what it is for, and whose", () => {
  for (const name of [undefined, "a", "A-b.c"]) {
    expect(parseFileName(attachFileName({ pid: 77, name }))).toEqual({ file: "attach", pid: 77 });
    expect(parseFileName(socketName({ pid: 2 ** 31 - 1, name }))).toEqual({
      file: "socket",
      pid: 2 ** 31 - 1,
    });
  }
});

test.each([
  "teleop_pid_1",
  ".teleop_pid_",
  ".teleop_pid_0",
  ".teleop_pid_2147483648",
  ".teleop_pid_1x",
  ".teleop_pid_1_",
  ".teleop_pid_1_a/b",
  ".teleop_new_01234567",
])("%p is the name of nothing of ours", (name) => {
  expect(parseFileName(name)).toBeUndefined();
});
