// completion.ts: `teleop completion`: the script with which a shell asks the command what may come next.
import { buildChoiceParser } from "@stricli/core";
import { defineCommand, type TeleopCommand } from "../define-command.ts";
import { completionScripts, type Shell, shells } from "../shells.ts";

export const command: TeleopCommand = defineCommand<Record<never, never>, [Shell]>({
  brief: "Print what has a shell complete commands, flags, PIDs and names",
  description: `Prints a script for a shell. It asks teleop itself what may come next, so that it need not be made anew when teleop is:
commands, flags, the PIDs and the names of processes that are armed.`,
  examples: [
    ['eval "$(teleop completion bash)"', "in ~/.bashrc"],
    ["source <(teleop completion zsh)", "in ~/.zshrc, after compinit"],
    ["teleop completion fish | source", "in ~/.config/fish/config.fish"],
  ],
  flags: {},
  positional: {
    kind: "tuple",
    parameters: [
      {
        placeholder: "shell",
        brief: shells.join(", "),
        parse: buildChoiceParser(shells),
        proposeCompletions: (partial) => shells.filter((shell) => shell.startsWith(partial)),
      },
    ],
  },
  async run({ out }, _flags, shell) {
    out.write(completionScripts[shell]);
  },
});
