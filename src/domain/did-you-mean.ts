/** The nearest known name to one that was not recognised, for the "did you mean" of messages. */

/**
 * The candidate that differs least from `word`, or `undefined` where none is near enough to be a likely slip:
 * at most one change in three characters, and one in a short word. Letter case does not count. Of equally near
 * candidates the first wins.
 */
export function closestName(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = [...word.normalize('NFKC').toLowerCase()];
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const letters = [...candidate.normalize('NFKC').toLowerCase()];
    const longer = Math.max(wanted.length, letters.length);
    const allowed = Math.max(1, Math.floor(longer / 3));
    if (Math.abs(wanted.length - letters.length) > allowed) continue;
    const changes = changesBetween(wanted, letters);
    if (changes > allowed || changes >= Math.min(wanted.length, letters.length) || changes >= least) continue;
    best = candidate;
    least = changes;
  }
  return best;
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one word into the other. */
function changesBetween(first: readonly string[], second: readonly string[]): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: second.length + 1 }, (_, index) => index);
  for (let i = 1; i <= first.length; i++) {
    const row = [i];
    for (let j = 1; j <= second.length; j++) {
      const same = first[i - 1] === second[j - 1];
      let changes = Math.min(row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && first[i - 1] === second[j - 2] && first[i - 2] === second[j - 1]) {
        changes = Math.min(changes, beforeLast[j - 2]! + 1);
      }
      row.push(changes);
    }
    beforeLast = last;
    last = row;
  }
  return last[second.length]!;
}
