// wording.ts: what the library advises to its users, in the words of the command line.

/** `attacher: unix()` is what a program writes; whoever uses the command writes `--attacher unix`. */
export function inCommandWords(text: string): string {
  return text.replaceAll("`attacher: unix()`", "--attacher unix");
}
