// call-line.ts: what a call is as it is typed: `SERVICE.METHOD params`, and what is done with a capability that comes of it,
// `then FIELD.METHOD params`.
import { TeleopError } from "@teleop/core";

/** A method that is called: of a service, or of a capability that the step before gave. */
export interface CallStep {
  /** The service, or the fields that lead to the capability. */
  readonly owner: string;
  readonly method: string;
  readonly words: readonly string[];
}

/** @throws TeleopError `USAGE` where no method is named. */
export function callSteps(words: readonly string[]): readonly [CallStep, ...CallStep[]] {
  const [first, ...others] = parts(words);
  if (first === undefined) throw usage("name the method to call");
  return [step(first, false), ...others.map((part) => step(part, true))];
}

/** `then` is a word of its own; a param is `field=value`, or JSON. */
function parts(words: readonly string[]): readonly (readonly string[])[] {
  const all: string[][] = [[]];
  for (const word of words) {
    if (word === "then") all.push([]);
    else all.at(-1)?.push(word);
  }
  return all;
}

function step([name, ...words]: readonly string[], isLater: boolean): CallStep {
  if (name === undefined) throw usage("name the method behind then");
  const dot = name.lastIndexOf(".");
  if (dot < 0 && isLater) return { owner: "", method: name, words };
  if (dot <= 0 || dot === name.length - 1) throw usage(`${JSON.stringify(name)} names no method`);
  return { owner: name.slice(0, dot), method: name.slice(dot + 1), words };
}

function usage(problem: string): TeleopError {
  return new TeleopError(
    "USAGE",
    `${problem}: SERVICE.METHOD, as in echo.echo message=hi; \`teleop describe\` tells which there are`,
  );
}
