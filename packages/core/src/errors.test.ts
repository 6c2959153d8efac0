// errors.test.ts: what programs and people read in an error, and that it is known whichever copy of a package made it.
import { describe, expect, test } from "bun:test";
import { NotListeningError, TeleopError } from "./errors.ts";

/** The module once more, as a second copy of the package in one program has it. */
async function anotherCopy(): Promise<typeof import("./errors.ts")> {
  return await import(`${import.meta.dir}/errors.ts?copy`);
}

test("the message begins with the code, and rawMessage is the sentence alone", () => {
  const error = new TeleopError("NOT_ARMED", "process 7 does not listen", { pid: 7 });
  expect(error.message).toBe("[NOT_ARMED] process 7 does not listen");
  expect(error.rawMessage).toBe("process 7 does not listen");
  expect(String(error)).toBe("TeleopError: [NOT_ARMED] process 7 does not listen");
  expect(error.stack).toContain("errors.test.ts");
});

describe("instanceof", () => {
  test("knows the errors of another copy of the package, class by class", async () => {
    const other = await anotherCopy();
    expect(other.TeleopError).not.toBe(TeleopError);
    const general = new other.TeleopError("REFUSED", "no");
    const notListening = new other.NotListeningError("nobody");
    expect(general instanceof TeleopError).toBe(true);
    expect(general instanceof NotListeningError).toBe(false);
    expect(notListening instanceof TeleopError).toBe(true);
    expect(notListening instanceof NotListeningError).toBe(true);
    expect(new NotListeningError("nobody") instanceof other.NotListeningError).toBe(true);
  });

  test("takes no other error for one, nor what has a code of its own", () => {
    for (const other of [new Error("x"), Object.assign(new Error("x"), { code: "REFUSED" }), null, 5, {}]) {
      expect(other instanceof TeleopError).toBe(false);
    }
  });

  test("a class that somebody derives has its own instances only", async () => {
    class PluginError extends TeleopError {}
    expect(new PluginError("PLUGIN_BROKEN", "x") instanceof PluginError).toBe(true);
    expect(new PluginError("PLUGIN_BROKEN", "x") instanceof (await anotherCopy()).TeleopError).toBe(true);
    expect(new TeleopError("REFUSED", "x") instanceof PluginError).toBe(false);
    expect(new NotListeningError("x") instanceof PluginError).toBe(false);
  });
});
