const MOST_EDITS = 2;
/** Longer ones are no words that somebody mistyped. */
const LONGEST_WORD = 200;

/**
 * Edits that turn `a` into `b`: inserting, deleting or replacing a character, or swapping two neighbours. Undefined where
 * it takes more than `limit`: only the cells within `limit` of the diagonal are worked out.
 */
function editDistance(one: string, other: string, limit: number): number | undefined {
  if (Math.abs(one.length - other.length) > limit) return undefined;
  const [a, b] = differingParts(one, other);
  const beyond = limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = new Array<number>(b.length + 1).fill(beyond);
    if (row <= limit) current[0] = row;
    let least = current[0] ?? beyond;
    for (let column = Math.max(1, row - limit); column <= Math.min(b.length, row + limit); column++) {
      const replaced = (last[column - 1] ?? beyond) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const moved = Math.min(last[column] ?? beyond, current[column - 1] ?? beyond) + 1;
      const swap = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const swapped = swap ? (beforeLast[column - 2] ?? beyond) + 1 : beyond;
      const cell = Math.min(replaced, moved, swapped);
      current[column] = cell;
      if (cell < least) least = cell;
    }
    // Two swapped letters may still come back from the row before.
    if (least > limit && Math.min(...last) > limit - 1) return undefined;
    [beforeLast, last] = [last, current];
  }
  const distance = last[b.length] ?? beyond;
  return distance <= limit ? distance : undefined;
}

/** Two texts without what both begin and end with: names are often alike but for their middle. */
function differingParts(one: string, other: string): readonly [string, string] {
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start++;
  let end = 0;
  while (end < shorter - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
  return [one.slice(start, one.length - end), other.slice(start, other.length - end)];
}

/** Words of so many characters fit into the bits of a number. */
const MOST_BITS = 31;

type Distance = (other: string, limit: number) => number | undefined;

/**
 * The edits from one word to others, as {@link editDistance} counts them, for words of up to 31 ASCII characters: a column of its
 * table is a number, whose bits say where the count goes up or down by one (Hyyrö 2003). Undefined for any other word.
 */
function quickDistance(word: string): Distance | undefined {
  const { length } = word;
  if (length === 0 || length > MOST_BITS) return undefined;
  const places = new Int32Array(128);
  for (let at = 0; at < length; at++) {
    const code = word.charCodeAt(at);
    if (code > 127) return undefined;
    places[code] = (places[code] ?? 0) | (1 << at);
  }
  const last = 1 << (length - 1);
  return (other, limit) => {
    if (Math.abs(length - other.length) > limit) return undefined;
    let [up, down, same, before] = [-1, 0, 0, 0];
    let distance = length;
    for (let at = 0; at < other.length; at++) {
      const here = places[other.charCodeAt(at)] ?? 0;
      const swapped = ((~same & here) << 1) & before;
      same = (((here & up) + up) ^ up) | here | down | swapped;
      let rising = down | ~(same | up);
      const falling = same & up;
      if ((rising & last) !== 0) distance++;
      if ((falling & last) !== 0) distance--;
      rising = (rising << 1) | 1;
      up = (falling << 1) | ~(same | rising);
      down = rising & same;
      before = here;
    }
    return distance <= limit ? distance : undefined;
  };
}

/**
 * The candidate that a word was probably meant to be, for "did you mean"; the first of equally near ones. Two edits at
 * most, fewer in short words; case does not count. Undefined where none is near.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  const sought = word.toLowerCase();
  const distanceTo: Distance = quickDistance(sought) ?? ((other, limit) => editDistance(sought, other, limit));
  let best: { readonly candidate: string; readonly distance: number } | undefined;
  for (const candidate of candidates) {
    const allowed = Math.min(MOST_EDITS, Math.floor(Math.max(word.length, candidate.length) / 3));
    const distance = distanceTo(candidate.toLowerCase(), allowed);
    if (distance !== undefined && distance < (best?.distance ?? Number.POSITIVE_INFINITY))
      best = { candidate, distance };
  }
  return best?.candidate;
}
