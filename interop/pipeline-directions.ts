// pipeline-directions.ts: pipelines by quirky_binder's interface: a client in Rust asks a process of ours as quirky_binder's
// console does, and ours follows a process of the Rust crate.
import { deepStrictEqual, strictEqual } from "node:assert";
import { join } from "node:path";
import { attempt, type Case, type Direction } from "./harness/direction.ts";
import { runClient, startServer } from "./harness/peer-process.ts";

const here = import.meta.dirname;

export const pipelineDirections: readonly Direction[] = [
  { title: "Rust asks how far a pipeline of TypeScript has come", run: rustAsks },
  { title: "TypeScript follows a pipeline of Rust", run: typescriptFollows },
];

/** Both peers have the same graph. */
const graph = {
  nodes: ["words :: read", "words :: split", "words :: sort", "words :: éclair ✓"],
  edges: [
    { from: ["words :: read", 0], to: ["words :: split", 0] },
    { from: ["words :: split", 0], to: ["words :: sort", 0] },
    { from: ["words :: split", 1], to: ["words :: éclair ✓", 0] },
  ],
};

const failure = "a word is too long: Donaudampfschifffahrt";

async function rustAsks(): Promise<readonly Case[]> {
  const server = join(here, "typescript/pipeline-server.ts");
  await using target = await startServer([process.execPath, server, "inotify"]);
  const client = join(here, "target/teleop-inotify/pipeline-client");
  const [told, statuses] = await runClient([client, `${target.pid}`], target);
  return [
    await attempt("the graph is ours", () => deepStrictEqual(told, graph)),
    await attempt("so are states, errors, and counts, of which the interface has the lower 32 bits", () =>
      deepStrictEqual(statuses, {
        statuses: [
          { name: "words :: read", state: "success", read: [], written: [7] },
          { name: "words :: split", state: "running", read: [1_000], written: [900, 100] },
          { name: "words :: sort", state: "waiting", read: [0], written: [] },
          { name: "words :: éclair ✓", state: { error: failure }, read: [3], written: [] },
        ],
      }),
    ),
    await attempt("both end without leaving a file", () => target.stop()),
  ];
}

async function typescriptFollows(): Promise<readonly Case[]> {
  await using target = await startServer([join(here, "target/teleop-inotify/pipeline-server")]);
  const client = join(here, "typescript/pipeline-client.ts");
  const [told, followed] = await runClient([process.execPath, client, "inotify", `${target.pid}`], target);
  const { by, updates } = Object(followed) as { readonly by: unknown; readonly updates: readonly unknown[] };
  return [
    await attempt("the graph is theirs", () => deepStrictEqual(told, graph)),
    await attempt("it is asked by quirky_binder's interface, as there is no other", () =>
      strictEqual(by, "state"),
    ),
    await attempt("each answer is told as it was given, from waiting to the failure", () =>
      deepStrictEqual(updates, [0, 1, 2, 3, 4].map(answerNumber)),
    ),
    await attempt("both end without leaving a file", () => target.stop()),
  ];
}

/** What the process tells when it has been asked so many times before: `pipeline-server.rs` has the same by heart. */
function answerNumber(asked: number): unknown {
  const read = `${asked * 10}`;
  const running = asked === 0 ? "waiting" : "running";
  return [
    { state: asked >= 4 ? "done" : running, read: [], written: [read] },
    { state: running, read: [read], written: [read, `${asked * 10 + 1}`] },
    { state: running, read: [read], written: [] },
    asked >= 3
      ? { state: "failed", read: [read], written: [], failure }
      : { state: running, read: [read], written: [] },
  ];
}
