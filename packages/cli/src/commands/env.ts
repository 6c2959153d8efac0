// env.ts: `teleop env`: the lines that arm programs wherever they are started from.
import { TeleopError } from "@teleop/core/basics";
import { defineCommand, type TeleopCommand } from "../define-command.ts";
import { requireHere } from "../hosts.ts";
import { writeJson } from "../output/json.ts";
import { type Preload, registerPreload } from "../preload.ts";

/** For whom the lines are. */
type Flags = Readonly<Record<"fish" | "powershell" | "systemd" | "docker" | "bunfig", boolean>>;

export const command: TeleopCommand = defineCommand<Flags, []>({
  brief: "Print the line that arms programs: for a shell, a unit file, a Dockerfile",
  description: `Prints the line by which every Bun that sees it preloads teleop/register, and can be attached to: for a POSIX
shell, on Windows for PowerShell, or for what a flag names. What BUN_OPTIONS said before stays in a shell.

The path is that of this installation. In an image it is another: run the command there.`,
  examples: [
    ['eval "$(teleop env)"', "arm what this shell starts from now on"],
    ["teleop env --systemd", "a line for the section [Service] of a unit file"],
    ["teleop env --docker >> Dockerfile", "a line for a Dockerfile"],
    ["teleop env --bunfig >> bunfig.toml", "what is run, and tested, in this folder"],
  ],
  flags: {
    fish: { kind: "boolean", default: false, withNegated: false, brief: "For the shell fish" },
    powershell: { kind: "boolean", default: false, withNegated: false, brief: "For PowerShell" },
    systemd: { kind: "boolean", default: false, withNegated: false, brief: "For a unit file of systemd" },
    docker: { kind: "boolean", default: false, withNegated: false, brief: "For a Dockerfile" },
    bunfig: { kind: "boolean", default: false, withNegated: false, brief: "For a bunfig.toml" },
  },
  positional: { kind: "tuple", parameters: [] },
  async run({ out, json, environment, hosts }, flags) {
    requireHere(hosts, "names the files of this installation: run it there, `ssh HOST teleop env`");
    const preload = registerPreload(environment);
    const [format, another] = formats.filter((name) => flags[name]);
    if (another !== undefined) {
      throw new TeleopError("USAGE", `either --${format} or --${another}: what they print differs`);
    }
    if (json) writeJson(out, { BUN_OPTIONS: preload.option, preload: preload.path });
    else for (const line of lines[format ?? usual](preload)) out.line(line);
  },
});

const formats = ["fish", "powershell", "systemd", "docker", "bunfig"] as const;

/** For whom the line is where no flag says. */
const usual = process.platform === "win32" ? "powershell" : "sh";

/** What each has for text that is to be taken as it is. */
const lines: Readonly<Record<(typeof formats)[number] | "sh", (preload: Preload) => readonly string[]>> = {
  sh: ({ option }) => [
    `export BUN_OPTIONS='${option.replaceAll("'", "'\\''")}'"\${BUN_OPTIONS:+ $BUN_OPTIONS}"`,
  ],
  fish: ({ option }) => [`set -gx BUN_OPTIONS '${option.replace(/['\\]/g, "\\$&")}'" $BUN_OPTIONS"`],
  powershell: ({ option }) => [
    `$env:BUN_OPTIONS = '${option.replaceAll("'", "''")}' + $(if ($env:BUN_OPTIONS) { " $env:BUN_OPTIONS" })`,
  ],
  systemd: ({ option }) => [
    `Environment="BUN_OPTIONS=${option.replace(/["\\]/g, "\\$&").replaceAll("%", "%%")}"`,
  ],
  docker: ({ option }) => [`ENV BUN_OPTIONS="${option.replace(/["\\$]/g, "\\$&")}"`],
  bunfig: ({ path }) => {
    const line = `preload = [${JSON.stringify(path)}]`;
    return [line, "", "[test]", line];
  },
};
