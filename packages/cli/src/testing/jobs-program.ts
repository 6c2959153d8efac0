// jobs-program.ts: a target with the services of jobs.capnp, and with one that says what it is only once it is asked for.
import { Echo, teleoperate } from "@teleop/defaults";
import { offer } from "@teleop/rpc-capnp/later";
import { Jobs, type Jobs_Job } from "./jobs.capnp.ts";

const [mode] = process.argv.slice(2);
const jobs: Jobs_Job.Init[] = [];
const lines: string[] = [];
let bytes = 0;
let calls = 0;

const control = (name: string) => ({ name: () => ({ name }), cancel: () => ({ wasCancelled: true }) });

const makeJobs = () =>
  Jobs.server({
    add({ job }) {
      jobs.push(job ?? {});
      return { id: 2n ** 53n + BigInt(jobs.length), job: control(job?.name ?? "") };
    },
    list: () => ({ jobs }),
    async watch({ watcher, times }) {
      if (times === 0) {
        // Held for ever.
        watcher.dup();
        return;
      }
      for (let number = 1; number <= times; number++) await watcher.done({ name: "nightly", number });
    },
    upload(piece) {
      bytes += piece.bytes.byteLength;
      calls++;
      if (piece.line !== "") lines.push(piece.line);
    },
    uploaded: () => ({ bytes: BigInt(bytes), calls, lines }),
    transfer: ({ job }) => job.name(),
    hang: (_params, { signal }) => {
      report("hanging");
      return new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => {
          report("cancelled");
          reject(signal.reason);
        });
      });
    },
    fail({ reason }) {
      throw new Error(reason);
    },
  });

await using _teleop = teleoperate({
  reflection: mode !== "silent",
  services: {
    jobs: offer(Jobs, makeJobs),
    echo: () => Echo.server({ echo: ({ message }) => ({ reply: message }) }),
  },
});
report("ready");
await Bun.stdin.text();

function report(what: "ready" | "hanging" | "cancelled"): void {
  console.log(JSON.stringify({ report: what }));
}
