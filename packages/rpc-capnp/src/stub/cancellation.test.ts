import { describe, expect, test } from "bun:test";
import type { Context } from "../schema.ts";
import { Echo } from "../teleop/echo.capnp.ts";
import { HashFactory } from "../testing/sample.capnp.ts";
import { echo } from "../testing/sample-servers.ts";
import { connectVats } from "../testing/vats.ts";

describe("cancellation", () => {
  /** Waits until it is told to stop. */
  class Patient implements Echo.Server {
    readonly started = Promise.withResolvers<void>();
    readonly stopped = Promise.withResolvers<unknown>();

    async echo(_params: object, { signal }: Context): Promise<void> {
      this.started.resolve();
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
      this.stopped.resolve(signal.reason);
    }
  }

  for (const [how, cancel] of [
    ["its signal", (_call: Disposable, controller: AbortController) => controller.abort(new Error("enough"))],
    ["disposing it", (pending: Disposable) => pending[Symbol.dispose]()],
  ] as const) {
    test(`a call is canceled by ${how}, and the method learns of it`, async () => {
      const patient = new Patient();
      await using vats = connectVats(Echo, Echo.server(patient));
      const controller = new AbortController();
      const pending = vats.stub.echo({}, { signal: controller.signal });
      await patient.started.promise;
      cancel(pending, controller);
      await expect(pending).rejects.toThrow(how === "its signal" ? "enough" : "disposed before it returned");
      await patient.stopped.promise;
    });
  }

  test("a call with a signal that has fired is not sent", async () => {
    await using vats = connectVats(Echo, echo());
    await vats.stub.echo();
    const sent = vats.client.stats().messagesSent;
    await expect(vats.stub.echo({}, { signal: AbortSignal.abort(new Error("too late")) })).rejects.toThrow(
      "too late",
    );
    expect(vats.client.stats().messagesSent).toBe(sent);
  });

  test("a signal that fires while the params are being written cancels the call", async () => {
    const server = new Patient();
    await using vats = connectVats(Echo, Echo.server(server));
    const abort = new AbortController();
    const call = vats.stub.echo(() => abort.abort(new Error("changed my mind")), { signal: abort.signal });
    await expect(call).rejects.toThrow("changed my mind");
    await vats.client.drain();
  });

  test("a signal is let go of when the call has returned, failed or been disposed", async () => {
    await using vats = connectVats(
      Echo,
      Echo.server({
        echo({ message }) {
          if (message === "") throw new Error("nothing to say");
          return { reply: message };
        },
      }),
    );
    const { signal } = new AbortController();
    let listeners = 0;
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...rest: Parameters<typeof addEventListener>) => {
      listeners++;
      addEventListener.apply(signal, rest);
    };
    signal.removeEventListener = (...rest: Parameters<typeof removeEventListener>) => {
      listeners--;
      removeEventListener.apply(signal, rest);
    };
    const calls = ["returns", ""].map((message) => vats.stub.echo({ message }, { signal }));
    const disposed = vats.stub.echo({}, { signal });
    expect(listeners).toBe(3);
    disposed[Symbol.dispose]();
    expect(listeners).toBe(2);
    await Promise.allSettled(calls);
    expect(listeners).toBe(0);
  });

  test("what a call failed with stays what it failed with, also when it is disposed afterwards", async () => {
    using stub = HashFactory.server({
      newHash: () => Promise.reject(new Error("no hash today")),
      people: () => ({}),
    });
    const pending = stub.newHash();
    await expect(pending).rejects.toThrow("no hash today");
    pending[Symbol.dispose]();
    await expect(pending.hash.sum()).rejects.toThrow("no hash today");
  });

  test("a call that fails while nobody waits for it brings nothing down", async () => {
    const failures: unknown[] = [];
    const listener = (error: unknown) => failures.push(error);
    process.on("unhandledRejection", listener);
    try {
      using stub = Echo.server({ echo: () => Promise.reject(new Error("unheard")) });
      void stub.echo();
      using sha = HashFactory.server({
        newHash: () => Promise.reject(new Error("unheard")),
        people: () => ({}),
      });
      void sha.newHash();
      await expect(stub.echo()).rejects.toThrow("unheard");
      await new Promise((resolve) => setImmediate(resolve));
      expect(failures).toEqual([]);
    } finally {
      process.off("unhandledRejection", listener);
    }
  });
});
