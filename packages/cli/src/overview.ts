// overview.ts: `teleop --help`: the commands, in the order in which somebody comes to need them.
import { commandList } from "./command-list.ts";
import type { Output } from "./output/output.ts";

/** Writes it. Nothing is loaded for it. */
export function writeOverview({ colours, line }: Output): void {
  const commands = Object.entries(commandList);
  const width = Math.max(...commands.map(([name]) => name.length));
  line(
    `${colours.bold("teleop")}: see, ask and diagnose any armed process, knowing only its PID or its name`,
  );
  line();
  line(colours.bold("Usage"));
  line("  teleop [flags] COMMAND [arguments]");
  line("  teleop COMMAND --help            what it does and takes, with examples");
  line("  teleop --version");
  line();
  line(colours.bold("Commands"));
  for (const [name, { brief }] of commands) line(`  ${name.padEnd(width)}  ${brief}`);
}
