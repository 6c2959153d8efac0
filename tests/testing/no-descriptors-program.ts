// no-descriptors-program.ts: a target, or a client, that has no file descriptor to spare.
import { closeSync, openSync, writeSync } from "node:fs";

import { connect, listen, serve, type TeleopEvent } from "@teleop/core";
import { unixSocket } from "@teleop/transport-unix";
import { defaultAttacher } from "teleop";
import { echo } from "./echo.ts";

/** A line of its output. */
export type NoDescriptorsReport =
  | { readonly report: TeleopEvent["type"]; readonly event: TeleopEvent }
  | { readonly report: "ready" | "freed" | "connected" }
  | { readonly report: "rejected"; readonly code: string; readonly message: string };

const client = process.argv[2];
if (client === undefined) beTarget();
else void beClient(Number(client));

/** Armed while it has descriptors; what it is told on its standard input, whatever it is, frees them again. */
function beTarget(): void {
  const onEvent = (event: TeleopEvent): void => tell({ report: event.type, event });
  serve(listen({ attacher: defaultAttacher(), transport: unixSocket(), onEvent }), echo, { onEvent });
  process.stdin.on("data", () => {
    free();
    tell({ report: "freed" });
  });
  const free = takeAll();
  tell({ report: "ready" });
}

async function beClient(pid: number): Promise<void> {
  const free = takeAll();
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

/** Takes every descriptor that there is, and returns how to give them back. */
function takeAll(): () => void {
  const taken: number[] = [];
  try {
    for (;;) taken.push(openSync("/dev/null", "r"));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EMFILE")) throw error;
  }
  return () => {
    for (const descriptor of taken.splice(0)) closeSync(descriptor);
  };
}

/** At once, and without the descriptor that a stream may take. */
function tell(report: NoDescriptorsReport): void {
  writeSync(1, `${JSON.stringify(report)}\n`);
}
