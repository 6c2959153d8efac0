// target-program.ts: a target for the tests of bridges: it tells what happens to it, and ends with its input.
import { Echo, teleoperate } from "@teleop/defaults";

/** A line of its output. */
export type TargetReport =
  | { readonly report: "ready" }
  /** A call that returns only when it is cancelled has begun; it was. */
  | { readonly report: "hanging" }
  | { readonly report: "cancelled" }
  /** A client was let in, or has gone. */
  | { readonly report: "accepted" }
  | { readonly report: "closed" };

const tell = (report: TargetReport): void => console.log(JSON.stringify(report));

await using _teleop = teleoperate({
  services: {
    echo: () =>
      Echo.server({
        async echo({ message }, { signal }) {
          if (message !== "hang") return { reply: message };
          tell({ report: "hanging" });
          await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
          tell({ report: "cancelled" });
          return {};
        },
      }),
  },
  onEvent: ({ type }) => {
    if (type === "accepted" || type === "closed") tell({ report: type });
  },
});
tell({ report: "ready" });
await Bun.stdin.text();
