// define-command.ts: what a command is: its words, its flags, and what it does.
import {
  type Aliases,
  type BaseArgs,
  buildCommand,
  buildRouteMap,
  type Command,
  type FlagParametersForType,
  type RouteMap,
  type TypedCommandPositionalParameters,
} from "@stricli/core";
import { type CommonFlags, commonFlags } from "./common-flags.ts";
import type { Context } from "./context.ts";
import type { Invocation } from "./invocation.ts";

/** What a module of `commands/` exports as `command`. */
export type TeleopCommand = Command<Invocation> | RouteMap<Invocation>;

/** A line that can be typed as it stands, and what it does. */
export type Example = readonly [line: string, does: string];

export interface CommandDefinition<
  Flags extends Readonly<Partial<Record<keyof Flags, unknown>>>,
  Args extends BaseArgs,
> {
  /** What it does, in one line, as the list of commands shows it. Without a full stop. */
  readonly brief: string;
  /** More, for `--help`: what it costs the target, what it prints, when it ends. */
  readonly description?: string | undefined;
  /** At least one, for `--help`. */
  readonly examples: readonly [Example, ...Example[]];
  /** Beside those that every command has. */
  readonly flags: NoInfer<FlagParametersForType<Flags, Invocation>>;
  readonly aliases?: NoInfer<Aliases<keyof Flags & string>> | undefined;
  readonly positional: NoInfer<Required<TypedCommandPositionalParameters<Args, Invocation>>["positional"]>;
  /** What it throws is told, and becomes the exit code: see `exit-codes.ts`. */
  run(context: Context, flags: Flags, ...args: Args): Promise<void>;
}

/**
 * Makes a command.
 *
 * @example
 * export const command = defineCommand<{ readonly watch: boolean }, []>({ brief: "…", examples: […], flags: {…}, … });
 */
export function defineCommand<
  Flags extends Readonly<Partial<Record<keyof Flags, unknown>>>,
  Args extends BaseArgs,
>(definition: CommandDefinition<Flags, Args>): Command<Invocation> {
  const { brief, description, examples, flags, aliases, positional, run } = definition;
  const parameters = { flags: { ...flags, ...commonFlags }, aliases, positional };
  return buildCommand<Flags & CommonFlags, Args, Invocation>({
    async func(given, ...args) {
      let context: Context | undefined;
      try {
        context = await this.contextOf(given);
        await run(context, given, ...args);
      } catch (error) {
        this.failed(error, given);
      } finally {
        await Promise.all(context?.hosts.map((host) => host[Symbol.asyncDispose]()) ?? []);
      }
    },
    // The common flags are of their own type, and the others of Flags: TypeScript does not add mapped types up.
    parameters: parameters as unknown as Parameters<
      typeof buildCommand<Flags & CommonFlags, Args, Invocation>
    >[0]["parameters"],
    docs: { brief, fullDescription: fullDescription(description ?? `${brief}.`, examples) },
  });
}

/** Makes a command of several, such as `heap snapshot` and `heap diff`. */
export function defineGroup<Name extends string>(
  brief: string,
  routes: Readonly<Record<Name, TeleopCommand>>,
  description?: string,
): RouteMap<Invocation> {
  const docs = { brief, ...(description !== undefined && { fullDescription: description }) };
  return buildRouteMap<Name, Invocation>({ routes, docs });
}

function fullDescription(text: string, examples: readonly Example[]): string {
  const width = Math.max(...examples.map(([line]) => line.length));
  const lines = examples.map(([line, does]) => `  ${line.padEnd(width)}  ${does}`);
  return `${text}\n\nEXAMPLES\n${lines.join("\n")}`;
}
