// form-server.ts: a service that a form can be filled in for, and that remembers what it was asked.
import { isNull } from "@teleop/rpc-capnp/schema";
import { type Every, Form, type Form_Job, type Listener } from "./form.capnp.ts";

/** A server of its own, with listeners that it holds until it ends. */
export function formServer(): Form {
  const listening = new Set<Listener>();
  let canceled = 0;
  let bytesWritten = 0n;
  const job = (color: "red" | "blue"): Form_Job.Server => ({
    state: () => ({ color, job: job("blue") }),
  });
  return Form.server({
    async fill({ every, listener, count }, { signal }) {
      let more = 0;
      if (!isNull(listener)) {
        for (let i = 0; i < count; i++)
          more += Number(
            (await listener.heard({ text: `${i + 1} of ${count}`, color: "blue" }, { signal })).more,
          );
        await listener.piece({ bytes: new Uint8Array([1, 2, 3]) }, { signal });
      }
      if (every?.bool === true) listening.add(listener.dup());
      return {
        ...(every !== undefined && { every: copyOf(every) }),
        job: job("red"),
        bytes: every?.data,
        more,
      };
    },
    write({ bytes }) {
      bytesWritten += BigInt(bytes.length);
    },
    async wait(_params, { signal }) {
      await new Promise<void>((resolve) => {
        signal.addEventListener("abort", () => resolve(), { once: true });
      });
      canceled++;
    },
    seen: () => ({ canceled, bytes: bytesWritten, listening: listening.size }),
    fail({ reason }) {
      throw new Error(reason, { cause: new Error("there is always a reason") });
    },
    many: ({ count }) => ({ points: Array.from({ length: count }, (_, x) => ({ x })) }),
    async tell({ text }) {
      const answers = await Promise.allSettled(
        [...listening].map((each) => each.heard({ text, color: "red" })),
      );
      const refusals = answers.flatMap((one) => (one.status === "rejected" ? [String(one.reason)] : []));
      return { told: answers.length - refusals.length, refusals };
    },
    async pass({ job: passed }) {
      const { color } = await passed.state();
      return { color };
    },
  });
}

/** What was received, without its capabilities. */
function copyOf({ listener: _listener, any: _any, next, ...every }: Every): Every.Init {
  return { ...every, ...(next !== undefined && { next: copyOf(next) }) } as Every.Init;
}
