// shrink.ts: takes out of a sequence what a failure does not need.

/**
 * The shortest sequence found that still fails: parts are left out, in halves at first, one by one in the end.
 *
 * @param fails whether a sequence fails; called at most `attempts` times.
 */
export async function shrink<T>(
  items: readonly T[],
  fails: (items: readonly T[]) => Promise<boolean>,
  attempts = 2000,
): Promise<readonly T[]> {
  let best = items;
  let left = attempts;
  for (let size = Math.ceil(best.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    let isShorter = false;
    for (let from = 0; from < best.length && left > 0; ) {
      const shorter = [...best.slice(0, from), ...best.slice(from + size)];
      left--;
      if (await fails(shorter)) {
        best = shorter;
        isShorter = true;
      } else {
        from += size;
      }
    }
    if (size === 1 && isShorter && left > 0) size = 2;
  }
  return best;
}
