// hostile-process.ts: compiles what it is told to, for hostile.ts, and tells what became of it.
import { compileOurs } from "./ours.ts";

process.on("message", ({ folder, file }: { folder: string; file: string }) => {
  const started = process.cpuUsage();
  let errors = "";
  let thrown: string | undefined;
  try {
    errors = compileOurs(folder, [file], ["."]).errors;
  } catch (error) {
    thrown = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const { user, system } = process.cpuUsage(started);
  process.send?.({ errors, ...(thrown !== undefined && { thrown }), ms: (user + system) / 1000 });
});
