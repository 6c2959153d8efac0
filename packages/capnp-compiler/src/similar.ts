// similar.ts: what somebody may have meant who wrote another word.

/**
 * For a message: the word that was meant, if one of them is similar, or the word was taken from another language, whose
 * words `foreign` has.
 */
export function didYouMean(
  word: string,
  known: Iterable<string>,
  foreign: ReadonlyMap<string, string> = new Map(),
): string | undefined {
  const meant = foreign.get(word.toLowerCase());
  if (meant !== undefined && meant !== word) return `did you mean ${meant}?`;
  for (const each of known) if (each !== word && isSimilar(each, word)) return `did you mean ${each}?`;
  return undefined;
}

/** Whether two words differ in the size of letters, or in a letter: one too many, one too few, another one, or two that changed places. */
function isSimilar(one: string, other: string): boolean {
  if (one.toLowerCase() === other.toLowerCase()) return true;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  let end = 0;
  const shorter = Math.min(one.length, other.length) - start;
  while (end < shorter && one.at(-1 - end) === other.at(-1 - end)) end++;
  const left = one.slice(start, one.length - end);
  const right = other.slice(start, other.length - end);
  return Math.max(left.length, right.length) <= 1 || [...left].reverse().join("") === right;
}
