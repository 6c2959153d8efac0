// common-flags.ts: the flags that every command has.
import type { FlagParametersForType } from "@stricli/core";
import { parseDuration } from "./duration.ts";
import type { Invocation } from "./invocation.ts";

export const attacherNames = ["inotify", "kqueue", "windows", "unix", "dummy"] as const;

export interface CommonFlags {
  readonly json: boolean;
  readonly timeout: number;
  readonly attacher: (typeof attacherNames)[number] | undefined;
  readonly rendezvous: string | undefined;
  readonly via: readonly string[] | undefined;
  readonly viaCommand: string | undefined;
  readonly color: boolean | undefined;
  readonly verbose: boolean;
}

/** As they are where nobody has given any. */
export const noFlags: CommonFlags = {
  json: false,
  timeout: 10_000,
  attacher: undefined,
  rendezvous: undefined,
  via: undefined,
  viaCommand: undefined,
  color: undefined,
  verbose: false,
};

/** Given before the name of the command, too: see `hoist()`. */
export const commonFlags: FlagParametersForType<CommonFlags, Invocation> = {
  json: { kind: "boolean", default: false, withNegated: false, brief: "Results as JSON, one value a line" },
  timeout: {
    kind: "parsed",
    parse: parseDuration,
    default: "10s",
    placeholder: "duration",
    brief: "How long to attach, and to wait for a simple answer: 500ms, 10s, 2m, forever",
  },
  attacher: {
    kind: "enum",
    values: attacherNames,
    optional: true,
    brief: "How to wake the target, where it is not armed by the platform's default",
  },
  rendezvous: {
    kind: "parsed",
    parse: String,
    optional: true,
    placeholder: "name",
    brief: "Which rendezvous of the target, where it has several",
  },
  via: {
    kind: "parsed",
    parse: String,
    optional: true,
    variadic: true,
    placeholder: "command",
    brief: "Where processes run: what leads to a shell there, as 'ssh host'; may be given several times",
  },
  viaCommand: {
    kind: "parsed",
    parse: String,
    optional: true,
    placeholder: "command",
    brief: "What starts the bridge there; 'teleop bridge' if absent",
  },
  color: {
    kind: "boolean",
    optional: true,
    brief: "Colours in any case, or in none; else NO_COLOR, FORCE_COLOR and the terminal decide",
  },
  verbose: {
    kind: "boolean",
    default: false,
    withNegated: false,
    brief: "Tell the code and the causes of an error",
  },
};
