// foreign-proc-program.ts: a target, and a client for it as a process of its own, which inherits the client's output.
import { fileURLToPath } from "node:url";
import { listen, serve } from "@teleop/core";
import { unixSocket } from "@teleop/transport-unix";
import { attacherNamed } from "./attachers.ts";
import type { ClientProgram } from "./client-program.ts";
import { echo } from "./echo.ts";

await using attachment = listen({ attacher: attacherNamed("default"), transport: unixSocket() });
await using _service = serve(attachment, echo);
const client = fileURLToPath(new URL("./client-program.ts", import.meta.url));
const args = JSON.stringify({ attacher: "default", pid: process.pid } satisfies ClientProgram);
await Bun.spawn([process.execPath, client, args], { stdio: ["ignore", "inherit", "inherit"] }).exited;
