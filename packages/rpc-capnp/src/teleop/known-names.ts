// known-names.ts: tells somebody who asked for a name that there is none of which there are, and which was meant.

/** What to append to "NAME not found": the names that there are, not too many of them, and the one that is nearest. */
export function describeNames(wanted: string, names: readonly string[]): string {
  if (names.length === 0) return "none is offered";
  const listed = names.slice(0, LONGEST_LIST).map(shorten).join(", ");
  const more = names.length > LONGEST_LIST ? ` and ${names.length - LONGEST_LIST} more` : "";
  const meant = nearest(wanted, names);
  const guess = meant === undefined ? "" : `; did you mean ${shorten(meant)}?`;
  return `there ${names.length === 1 ? "is" : "are"} ${listed}${more}${guess}`;
}

/** A name that is too long to be shown whole. */
export function shorten(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;
}

const LONGEST_NAME = 100;
const LONGEST_LIST = 10;

/** Among how many names to look for the one that was meant. */
const MOST_COMPARED = 1000;

/** A slip of the hand, or two. */
const MOST_EDITS = 2;

function nearest(wanted: string, names: readonly string[]): string | undefined {
  if (wanted.length > LONGEST_NAME) return undefined;
  let best: { readonly name: string; readonly edits: number } | undefined;
  for (const name of names.slice(0, MOST_COMPARED)) {
    if (Math.abs(name.length - wanted.length) > MOST_EDITS) continue;
    const edits = editsBetween(wanted.toLowerCase(), name.toLowerCase());
    // Of a name of two letters, two edits leave nothing.
    if (edits <= MOST_EDITS && edits * 2 < name.length && edits < (best?.edits ?? Number.POSITIVE_INFINITY)) {
      best = { name, edits };
    }
  }
  return best?.name;
}

/** How many letters must be put in, taken out or changed. Levenshtein's distance. */
function editsBetween(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const changed = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
