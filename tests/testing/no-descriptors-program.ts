// no-descriptors-program.ts: a target, or a client, that has no file descriptor to spare, or a few. Its arguments are the
// PID to attach to, if it is a client; "all" for a target of which nothing is loaded beforehand, and how many it has; or
// "samples" for one that tells samples of itself, and has all until it is told something.
import { closeSync, openSync, writeSync } from "node:fs";
import { connect, listen, serve, type TeleopEvent } from "@teleop/core";
import { diagnostics } from "@teleop/diagnostics";
import { unixSocket } from "@teleop/transport-unix";
import { defaultAttacher, Echo, teleoperate } from "teleop";
import { echo } from "./echo.ts";

/** A line of its output. */
export type NoDescriptorsReport =
  | { readonly report: TeleopEvent["type"]; readonly event: TeleopEvent }
  | { readonly report: "ready" | "taken" | "unread" | "freed" | "connected" }
  | { readonly report: "rejected"; readonly code: string; readonly message: string };

const [who, spare = "0"] = process.argv.slice(2);
const onEvent = (event: TeleopEvent): void => tell({ report: event.type, event });
if (who === undefined) {
  beTarget(() =>
    serve(listen({ attacher: defaultAttacher(), transport: unixSocket(), onEvent }), echo, { onEvent }),
  );
} else if (who === "all") {
  beTarget(() =>
    teleoperate({
      services: { echo: () => Echo.server({ echo: ({ message }) => ({ reply: message }) }) },
      onEvent,
    }),
  );
} else if (who === "samples") {
  beSampled();
} else {
  void beClient(Number(who));
}

/** Armed while it has descriptors; what it is told on its standard input, whatever it is, frees them again. */
function beTarget(arm: () => unknown): void {
  arm();
  process.stdin.on("data", () => {
    free();
    tell({ report: "freed" });
  });
  const free = takeAllBut(Number(spare));
  tell({ report: "ready" });
}

/** What it is told first, whatever it is, takes its descriptors, and what it is told next frees them. */
function beSampled(): void {
  const { memoryUsage } = process;
  const told = (): NodeJS.MemoryUsage => {
    try {
      return memoryUsage();
    } catch (error) {
      tell({ report: "unread" });
      throw error;
    }
  };
  process.memoryUsage = Object.assign(told, { rss: memoryUsage.rss });
  teleoperate({ services: diagnostics({ samples: { fastest: 1 } }), onEvent });
  let free: (() => void) | undefined;
  process.stdin.on("data", () => {
    free?.();
    tell({ report: free === undefined ? "taken" : "freed" });
    free ??= takeAllBut(0);
  });
  tell({ report: "ready" });
}

async function beClient(pid: number): Promise<void> {
  const free = takeAllBut(0);
  try {
    const connection = await connect(pid, {
      attacher: defaultAttacher(),
      transport: unixSocket(),
      timeout: 2_000,
    });
    connection.abort();
    tell({ report: "connected" });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "none";
    tell({ report: "rejected", code, message: String(error) });
  }
  free();
}

/** Takes every descriptor that there is, but for some, and returns how to give them back. */
function takeAllBut(spare: number): () => void {
  const taken: number[] = [];
  try {
    for (;;) taken.push(openSync("/dev/null", "r"));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EMFILE")) throw error;
  }
  for (const descriptor of taken.splice(0, spare)) closeSync(descriptor);
  return () => {
    for (const descriptor of taken.splice(0)) closeSync(descriptor);
  };
}

/** At once, and without the descriptor that a stream may take. */
function tell(report: NoDescriptorsReport): void {
  writeSync(1, `${JSON.stringify(report)}\n`);
}
