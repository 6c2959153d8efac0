// wording.ts: what the library advises to its users, in the words of the command line.

/** `attacher: unix()` is what a program writes; whoever uses the command writes `--attacher unix`. */
export function inCommandWords(text: string): string {
  const words = text.replaceAll("`attacher: unix()`", "--attacher unix");
  const [, service = ""] = /^service (\w+) not found/.exec(words) ?? [];
  const advice = Object.hasOwn(ADVICE, service) ? ADVICE[service] : undefined;
  return advice === undefined ? words : `${words} (${advice})`;
}

const REGISTERED =
  "of a program that arms itself, too, what `teleop run` has added is found with --rendezvous register";

/** Of services that a process may well offer, though not in this way. */
const ADVICE: Readonly<Record<string, string>> = {
  debugger: `it is offered where the application says so, or by TELEOP=debug teleop run; ${REGISTERED}`,
  eval: `it is offered where the application says so, or by TELEOP=eval teleop run; ${REGISTERED}`,
  ...Object.fromEntries(
    ["process", "samples", "heap", "cpu", "logs", "stall"].map((name) => [name, REGISTERED]),
  ),
};
