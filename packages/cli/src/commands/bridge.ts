// bridge.ts: `teleop bridge`: the other end of `--via`.
import { TeleopError } from "@teleop/core";
import { serveBridge } from "@teleop/transport-via/bridge";
import { defineCommand, type TeleopCommand } from "../define-command.ts";

export const command: TeleopCommand = defineCommand<Record<never, never>, []>({
  brief: "Be the other end of --via: started by it, not by people",
  description: `Serves the processes of this machine or container to the teleop that has started it, over standard input and
output. It reaches them as any other client here, with the rights of the user who runs it, and opens no port. It ends
with its input; every process that it was attached to goes on.`,
  examples: [
    ["teleop --via 'ssh host' ps", "starts `teleop bridge` on host, by ssh"],
    ["teleop --via 'docker exec -i web' top server", "in a container"],
    ["teleop --via 'ssh host' --via-command 'bunx teleop bridge' ps", "where it is not in PATH"],
  ],
  flags: {},
  positional: { kind: "tuple", parameters: [] },
  async run({ hosts, out, input, ownsProcess, signal }) {
    const [host] = hosts;
    if (host?.openPlace === undefined) {
      throw new TeleopError(
        "USAGE",
        "a bridge leads to the machine on which it runs: start it without --via",
      );
    }
    if (!ownsProcess) {
      const message =
        "`teleop bridge` takes standard input and output for itself, and something else runs here";
      throw new TeleopError("USAGE", message);
    }
    if (input.isTTY || out.isTerminal) {
      const message =
        "standard input or output is a terminal, which changes what goes through it: `teleop --via COMMAND` starts this, and the command is to make no terminal (docker exec -i, kubectl exec -i, ssh without -t)";
      throw new TeleopError("USAGE", message);
    }
    await serveBridge(process.stdin, process.stdout, await host.openPlace(), { signal });
    signal.throwIfAborted();
  },
});
