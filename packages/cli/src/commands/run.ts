// run.ts: `teleop run`: starts a program that can be attached to, without a line in it.
import { TeleopError } from "@teleop/core/basics";
import { defineCommand, type TeleopCommand } from "../define-command.ts";
import { findProgram } from "../find-program.ts";
import { requireHere } from "../hosts.ts";
import { ownBun } from "../own-bun.ts";
import { registerPreload, withPreload } from "../preload.ts";
import { replaceProcess } from "../replace-process.ts";
import { runBeside } from "../run-beside.ts";

export const command: TeleopCommand = defineCommand<Record<never, never>, readonly string[]>({
  brief: "Run a program so that it can be attached to, without a line in it",
  description: `Runs a program so that it, and every Bun that it starts, can be attached to: BUN_OPTIONS has them preload
teleop/register. A file that ends as JavaScript or TypeScript does is run by Bun. The program takes the place of this
command: it has its PID, its terminal and its signals, and its exit code is that of the program. On Windows it runs beside
this command, which waits for it and ends as it does.

What \`bun build --compile\` has made is armed by the compiled teleop only: it finds no packages on the disk.

Being armed takes a program some 14 ms at its start, and nothing after it. TELEOP says how it is armed:
debug and eval offer those services, too; quiet, preload, unlisted, off; separated by commas.`,
  examples: [
    ["teleop run server.ts --port 8080", "run it by Bun"],
    ["TELEOP=debug teleop run server.ts", "so that `teleop debug` can debug it"],
    ["teleop run bun run start", "run a script of package.json"],
    ["teleop run ./start.sh", "run anything that starts a Bun"],
  ],
  flags: {},
  positional: {
    kind: "array",
    minimum: 1,
    parameter: {
      placeholder: "command",
      brief: "A source file or a program, and its own arguments, flags included",
      parse: String,
    },
  },
  async run({ environment, ownsProcess, hosts }, _flags, ...words) {
    requireHere(hosts, "starts programs here: to start one there, `ssh HOST teleop run PROGRAM`");
    const program = findProgram(words, environment.PATH, ownBun());
    if (!ownsProcess) {
      const message =
        "`teleop run` takes the place of its own process, and this one runs something else besides";
      throw new TeleopError("USAGE", message);
    }
    const armed = withPreload(environment, registerPreload(environment));
    if (process.platform === "win32") await runBeside(program.file, program.words, armed);
    else replaceProcess(program.file, program.words, armed);
  },
});
