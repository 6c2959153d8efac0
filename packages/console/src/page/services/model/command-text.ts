// command-text.ts: a call as it is typed: `teleop call 4711 jobs.find name=nightly then job.cancel`, or, where it is given
// what others gave, the lines of `teleop repl`.
import { calledName } from "@teleop/capnp/capability";
import { forLine, forShell, type WordsOptions, wordsOfParams } from "@teleop/reflection/client";
import { type CalledProcess, type MadeCall, type Origins, withCallsBefore } from "./made-call.ts";
import { namesIn } from "./named-params.ts";

/**
 * The command line that makes a call.
 *
 * @throws ValueError `SYNTAX` that names a field whose value cannot be typed.
 */
export function commandText(
  call: MadeCall,
  process: CalledProcess,
  origins: Origins,
  options: WordsOptions = {},
): string {
  const steps = stepsTo(call, origins, options);
  if (steps !== undefined) return forShell([...teleop(process, "call"), ...steps]);
  const lines = linesTo(call, origins, options);
  return `${forShell(teleop(process, "repl"))} <<'END'\n${lines.join("\n")}\nEND`;
}

function teleop({ pid, rendezvous, via }: CalledProcess, command: string): readonly string[] {
  return [
    "teleop",
    command,
    ...(via === undefined ? [] : ["--via", via]),
    ...(rendezvous === undefined ? [] : ["--rendezvous", rendezvous]),
    String(pid),
  ];
}

/** As `then` has it, where each call is made of what the one before gave; undefined: one is given what others gave. */
function stepsTo(call: MadeCall, origins: Origins, options: WordsOptions): readonly string[] | undefined {
  const { callee, method, params } = call;
  if (heldIn(call).length > 0) return undefined;
  const words = wordsOfParams(method.params, params, options);
  const name = calledName(method);
  if ("service" in callee) return [`${callee.service}.${name}`, ...words];
  const origin = origins.get(callee.held);
  const before = origin === undefined ? undefined : stepsTo(origin.call, origins, options);
  if (origin === undefined || before === undefined) return undefined;
  return [...before, "then", `${origin.path.join(".")}.${name}`, ...words];
}

/** In `teleop repl` what calls give is numbered from 1 on. */
function linesTo(call: MadeCall, origins: Origins, options: WordsOptions): readonly string[] {
  const renamed = new Map<string, string>();
  return withCallsBefore(call, origins, heldIn).map((each) => {
    const { callee, method, params, gives } = each;
    const nameOf = (name: string) => renamed.get(name) ?? name;
    const words = wordsOfParams(method.params, params, { ...options, nameOf });
    const owner = "service" in callee ? callee.service : nameOf(callee.held);
    for (const name of gives) renamed.set(name, `$${renamed.size + 1}`);
    return forLine([`${owner}.${calledName(method)}`, ...words]);
  });
}

function heldIn({ method, params }: MadeCall): readonly string[] {
  return namesIn(method, params).filter((name) => name.startsWith("$"));
}
