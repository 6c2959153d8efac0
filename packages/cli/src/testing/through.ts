// through.ts: commands that lead to a bridge, for the tests of `--via`.
import { quoted } from "@teleop/transport-via";
import { teleopCommand } from "./command.ts";

/** What starts the bridge of the command that is tested, wherever its file can be seen. */
export const bridgeCommand: string = quoted([...teleopCommand(), "bridge"]);

/** Flags that lead by way of these commands, such as "env", which leads nowhere else than here. */
export function through(...commands: readonly string[]): readonly string[] {
  return [...commands.flatMap((command) => ["--via", command]), "--via-command", bridgeCommand];
}
