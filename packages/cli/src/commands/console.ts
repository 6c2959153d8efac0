// console.ts: `teleop console`: running processes, live, in a browser.
import { defineCommand, type TeleopCommand } from "../define-command.ts";
import { writeJson } from "../output/json.ts";
import { printable } from "../output/printable.ts";
import { parsePort } from "../parse-port.ts";

interface Flags {
  readonly port: number;
  readonly open: boolean;
}

export const command: TeleopCommand = defineCommand<Flags, []>({
  brief: "Look at running processes in a browser",
  description: `Serves a page at a port of this machine, prints its address, and ends with Ctrl-C: all processes that can be attached to,
what they use, keep in memory and take their time for, what they say, and their services, to be called; all live. With
--via those of other machines and containers.

There is a secret in the address: whoever has it can do what you can do with this command. Nobody else gets in, and nothing
is loaded from elsewhere.

--open hands the browser a private file of the temporary directory that leads to the address. A browser that is shut off
from that directory, as those of snap are, does not find it: open the address yourself.`,
  examples: [
    ["teleop console", "print the address to open"],
    ["teleop console --open", "open it in the browser, too"],
    ["teleop console --via 'ssh web1' --via 'ssh web2'", "processes of a fleet"],
  ],
  flags: {
    open: { kind: "boolean", default: false, withNegated: false, brief: "Open it in the browser, too" },
    port: { kind: "parsed", parse: parsePort, default: "0", brief: "The port; any that is free if absent" },
  },
  aliases: { o: "open" },
  positional: { kind: "tuple", parameters: [] },
  async run({ out, err, hosts, json, signal }, { port, open }) {
    const { openConsole, openInBrowser } = await import("@teleop/console");
    await using opened = await openConsole({
      places: hosts,
      port,
      onError: (error) => err.line(printable(String(error))),
    });
    if (json) writeJson(out, { url: opened.url });
    else out.line(opened.url);
    await using _opening = open
      ? await openInBrowser(opened.url, { onFailed: (why) => err.line(`${why}: open the address yourself`) })
      : undefined;
    await stopped(signal);
  },
});

/** @throws the reason of the signal. */
async function stopped(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  signal.throwIfAborted();
  return await promise;
}
