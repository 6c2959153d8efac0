// application.ts: the command line as the library reads it: all names, and what the one command takes that is asked for.
import {
  type Application,
  ArgumentScannerError,
  buildApplication,
  buildCommand,
  buildRouteMap,
  formatMessageForArgumentScannerError,
  help,
  text_en,
} from "@stricli/core";
import { messageOf } from "@teleop/core/basics";
import { type CommandEntry, commandList } from "./command-list.ts";
import type { TeleopCommand } from "./define-command.ts";
import type { Invocation } from "./invocation.ts";

/** @param asked the name of the command that is loaded; of the others only the name is known. */
export async function buildTeleop(asked: string): Promise<Application<Invocation>> {
  const commands = Object.entries(commandList).map(async ([name, entry]) => {
    return [name, name === asked ? (await entry.load()).command : nameOnly(entry)] as const;
  });
  const routes: Record<string, TeleopCommand> = Object.fromEntries(await Promise.all(commands));
  return buildApplication<Invocation>(
    buildRouteMap<string, Invocation>({ routes, docs: { brief: "teleop" } }),
    {
      name: "teleop",
      scanner: { caseStyle: "allow-kebab-for-camel", allowArgumentEscapeSequence: true },
      localization: { text },
    },
    {
      help: help({
        brief: "What it does and takes, with examples",
        formatting: {
          onlyRequiredInUsageLine: true,
          useAliasInUsageLine: false,
          caseStyle: "convert-camel-to-kebab",
        },
      }),
    },
  );
}

/** Stands for a command that was not asked for, so that a name which is nearly its is told from others. It never runs. */
function nameOnly({ brief }: CommandEntry): TeleopCommand {
  return buildCommand<NonNullable<unknown>, [], Invocation>({
    func() {
      throw new Error("a command that was not asked for has been run");
    },
    parameters: {},
    docs: { brief },
  });
}

/** What is not understood is told as all our errors are. */
const text = {
  ...text_en,
  exceptionWhileParsingArguments: (error: unknown) =>
    `teleop: ${whatIsWrong(error)}: add --help to see what it takes`,
  noCommandRegisteredForInput: ({
    input,
    corrections,
  }: {
    readonly input: string;
    readonly corrections: readonly string[];
  }) => {
    const advice =
      corrections.length === 0
        ? "`teleop --help` lists the commands"
        : `did you mean ${corrections.join(" or ")}?`;
    return `teleop: there is no command ${JSON.stringify(input)}: ${advice}`;
  },
};

/** It is given with its dashes or without. */
function asFlag(name: string): string {
  return name.startsWith("-") ? name : `--${name}`;
}

function whatIsWrong(error: unknown): string {
  if (!(error instanceof ArgumentScannerError)) return messageOf(error);
  return formatMessageForArgumentScannerError(error, {
    FlagNotFoundError: ({ input, corrections }) => {
      const near = corrections.length === 0 ? "" : `, only ${corrections.map(asFlag).join(" and ")}`;
      return `there is no flag ${asFlag(input)}${near}`;
    },
    EnumValidationError: ({ externalFlagName, input, values }) =>
      `--${externalFlagName} is one of ${values.join(", ")}, not ${JSON.stringify(input)}`,
    AliasNotFoundError: ({ input }) => `there is no flag -${input}`,
    UnexpectedPositionalError: ({ input }) => `${JSON.stringify(input)} is more than it takes`,
    UnsatisfiedPositionalError: ({ placeholder }) => `too few arguments, ${placeholder} is expected`,
    ArgumentParseError: ({ externalFlagNameOrPlaceholder, input, exception }) =>
      `${JSON.stringify(input)} is no ${externalFlagNameOrPlaceholder}: ${messageOf(exception)}`,
  });
}
