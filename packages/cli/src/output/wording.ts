// wording.ts: what the library advises to its users, in the words of the command line.

/** `attacher: unix()` is what a program writes; whoever uses the command writes `--attacher unix`. */
export function inCommandWords(text: string): string {
  const words = WORDS.reduce((said, [inCode, typed]) => said.replaceAll(inCode, typed), text);
  const [, service = ""] = /^service (\w+) not found/.exec(words) ?? [];
  const advice = Object.hasOwn(ADVICE, service) ? ADVICE[service] : undefined;
  return advice === undefined ? words : `${words} (${advice})`;
}

const WORDS: readonly (readonly [inCode: string, typed: string])[] = [
  ["`attacher: unix()`", "--attacher unix"],
  [
    "it must call teleoperate() or listen() first,",
    "start it by `teleop run`, or have it call teleoperate(),",
  ],
];

/** Of services that a process may well offer, though not in this way. */
const ADVICE: Readonly<Record<string, string>> = {
  debugger: "it is offered where the application says so, or by TELEOP=debug teleop run",
  eval: "it is offered where the application says so, or by TELEOP=eval teleop run",
  ...Object.fromEntries(
    ["process", "samples", "heap", "cpu", "logs", "stall"].map((name) => [
      name,
      "an application offers it by diagnostics(), and whatever `teleop run` starts does",
    ]),
  ),
};
