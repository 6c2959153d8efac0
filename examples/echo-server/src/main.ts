// main.ts: a process that can be teleoperated: it offers a service that replies with what it is told.
//
//   bun run src/main.ts                  prints its PID; ends at SIGINT or SIGTERM
//   PID_FILE=/run/echo.pid bun run …     writes it to a file, too
import { rm, writeFile } from "node:fs/promises";
import { Echo, teleoperate } from "teleop";

await using teleop = teleoperate({
  services: { echo: () => Echo.server({ echo: ({ message }) => ({ reply: message }) }) },
});

await using pidFile = await writePidFile(process.env.PID_FILE);
console.log(`echo server: pid ${process.pid}, armed by ${teleop.attacher}${pidFile.note}`);
await untilToldToStop();

/** Removed again when the server ends. */
async function writePidFile(path: string | undefined): Promise<AsyncDisposable & { readonly note: string }> {
  if (path === undefined) return { note: "", [Symbol.asyncDispose]: async () => {} };
  await writeFile(path, `${process.pid}\n`);
  return { note: `, written to ${path}`, [Symbol.asyncDispose]: () => rm(path, { force: true }) };
}

function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    // teleop does not keep a process alive, so the program has to: by its own work, or by waiting.
    const work = setInterval(() => {}, 60_000);
    const stop = (): void => {
      clearInterval(work);
      resolve();
    };
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
  });
}
