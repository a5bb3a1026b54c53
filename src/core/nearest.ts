const MOST_EDITS = 2;
/** Longer ones are no words that somebody mistyped. */
const LONGEST_WORD = 200;

/**
 * Edits that turn `a` into `b`: inserting, deleting or replacing a character, or swapping two neighbours. Infinite where
 * it takes more than `limit`.
 */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return Number.POSITIVE_INFINITY;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  let leastOfLast = 0;
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= b.length; column++) {
      const replaced = at(last, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const moved = Math.min(at(last, column), at(current, column - 1)) + 1;
      const isSwap = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const edits = Math.min(replaced, moved, isSwap ? at(beforeLast, column - 2) + 1 : replaced);
      current.push(edits);
      least = Math.min(least, edits);
    }
    // What two rows exceed, no later row comes below.
    if (Math.min(least, leastOfLast) > limit) return Number.POSITIVE_INFINITY;
    [beforeLast, last, leastOfLast] = [last, current, least];
  }
  const distance = at(last, b.length);
  return distance <= limit ? distance : Number.POSITIVE_INFINITY;
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}

/**
 * The candidate that a word was probably meant to be, for "did you mean"; the first of equally near ones. Two edits at
 * most, fewer in short words; case does not count. Undefined where none is near.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  const sought = word.toLowerCase();
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const limit = Math.min(MOST_EDITS, Math.floor(Math.max(word.length, candidate.length) / 3));
    const distance = editDistance(sought, candidate.toLowerCase(), limit);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}
