import { expect, test } from "bun:test";
import type { Peer } from "@teleop/core";
import { Process } from "./client.ts";
import { guarded } from "./guard.ts";
import { type DiagnosticsOptions, diagnostics } from "./index.ts";
import { withClient } from "./testing/with-client.ts";

test("each call of a part is asked about, with who calls", async () => {
  const asked: Peer[] = [];
  let isAllowed = true;
  const authorize = async (peer: Peer) => {
    asked.push(peer);
    return isAllowed;
  };
  await withClient(diagnostics({ process: { authorize } }), async (session) => {
    using service = session.service("process", Process);
    expect((await service.info()).pid).toBe(process.pid);
    isAllowed = false;
    await expect(service.usage()).rejects.toMatchObject({
      type: "failed",
      message: "the target does not let this client use its process (authorize)",
    });
    expect(asked).toEqual([
      expect.objectContaining({ pid: process.pid }),
      expect.objectContaining({ pid: process.pid }),
    ]);
  });
});

test("authorize that throws, or gives something else than true, refuses, and tells nothing of why", async () => {
  for (const authorize of [
    () => {
      throw new Error("the password is 1234");
    },
    () => Promise.reject(new Error("the password is 1234")),
    () => 1 as never,
  ]) {
    await withClient(diagnostics({ process: { authorize } }), async (session) => {
      using service = session.service("process", Process);
      await expect(service.info()).rejects.toMatchObject({
        message: "the target does not let this client use its process (authorize)",
      });
    });
  }
});

test("who goes while authorize thinks is given nothing, which nobody would release", async () => {
  const verdict = Promise.withResolvers<boolean>();
  const gone = new AbortController();
  let calls = 0;
  const server = { subscribe: (_params: unknown, _context: unknown) => calls++ };
  const asked = guarded("samples", server, { authorize: () => verdict.promise });
  const call = asked.subscribe({}, { peer: { pid: process.pid }, signal: gone.signal });
  gone.abort(new Error("it has gone"));
  verdict.resolve(true);
  await expect(Promise.resolve(call)).rejects.toThrow("it has gone");
  expect(calls).toBe(0);
});

test("a part that is left out is not found", () =>
  withClient(diagnostics({ process: false }), async (session) => {
    using service = session.service("process", Process);
    await expect(service.info()).rejects.toThrow(/^service process not found/);
  }));

test("options that cannot be are refused at once", () => {
  for (const options of [
    7,
    { process: 7 },
    { process: { environment: [7] } },
    { process: { authorize: true } },
  ]) {
    expect(() => diagnostics(options as DiagnosticsOptions)).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT" }),
    );
  }
});
