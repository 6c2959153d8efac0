// proposals.ts: what may come next on a command line, as `proposeCompletions` of an argument gives it.

/** A proposal with a description of its own, which the library has no place for. */
export function proposal(value: string, description: string): string {
  return `${value}\t${description}`;
}

/** What has no description of its own has that of its argument. */
export function valueAndDescription(text: string, otherwise: string): readonly [string, string] {
  const at = text.indexOf("\t");
  return at < 0 ? [text, otherwise] : [text.slice(0, at), text.slice(at + 1)];
}
