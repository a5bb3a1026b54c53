import { textOfPath } from "../files/byte-path.ts";
import { countOf, findNumber, idBytesOf, idOfNumber, type ObjectSpace, typeOf } from "../git/bulk/object-space.ts";
import { TOP } from "../git/bulk/path-table.ts";
import type { BlobPaths } from "./blob-search.ts";
import { bitsOfPath, pairOf, type Searched } from "./pairs.ts";
import type { BlobSighting } from "./sightings.ts";
import type { Survey } from "./survey.ts";

/** Paths of all blobs as plain data, which threads can share: those of blob `b` are from `starts[b]` to `starts[b + 1]`. */
export interface BlobPathTable {
  readonly starts: Int32Array;
  readonly items: Int32Array;
  readonly texts: readonly string[];
}

/** What is to be searched, and what is known already. */
export interface Gathered {
  readonly table: BlobPathTable;
  /** Paths that the configuration leaves out. */
  readonly excluded: number;
  /** All contents with their paths, as pairs of pairs.ts, those that were searched before with them. */
  readonly pairs: Float64Array;
  /** Secrets of those that were searched before. */
  readonly sightings: readonly BlobSighting[];
}

/** More than there are paths of any repository: the number of a content and a path go into one number. */
const PATHS = 2 ** 25;

/**
 * Gathers under which paths each blob was ever committed; those that `isExcluded` names and those that were searched before are
 * left out. A blob that is in no commit has its id for a path.
 */
export function gatherBlobPaths(survey: Survey, isExcluded: (path: string) => boolean, searched: Searched): Gathered {
  const { space } = survey;
  const { numbers, texts, excluded } = contentsWithPaths(survey, isExcluded);
  const count = countOf(space);
  const known: ReturnType<typeof bitsOfPath>[] = [];
  const pairs = new Float64Array(numbers.length);
  const sightings: BlobSighting[] = [];
  let filled = 0;
  let wanted = 0;
  for (const number of numbers) {
    const [content, path] = [Math.floor(number / PATHS), number % PATHS];
    const bits = (known[path] ??= bitsOfPath(searched.key, texts[path] as string));
    const { ids, at } = idBytesOf(space, content);
    const pair = pairOf(ids, at, bits);
    pairs[filled++] = pair;
    // What is behind has been read.
    if (!searched.pairs.has(pair)) numbers[wanted++] = number;
    else for (const identity of searched.secrets.get(pair) ?? []) sightings.push({ path, content, identity });
  }
  const starts = new Int32Array(new SharedArrayBuffer((count + 1) * 4));
  const items = new Int32Array(new SharedArrayBuffer(wanted * 4));
  let blob = 0;
  for (let at = 0; at < wanted; at++) {
    const number = numbers[at] as number;
    const content = Math.floor(number / PATHS);
    while (blob <= content) starts[blob++] = at;
    items[at] = number % PATHS;
  }
  while (blob <= count) starts[blob++] = wanted;
  return { table: { starts, items, texts }, excluded, pairs, sightings };
}

/** Each content with each of its paths, once, in order, as one number. */
function contentsWithPaths(
  { space, changes, paths }: Survey,
  isExcluded: (path: string) => boolean,
): { readonly numbers: Float64Array; readonly texts: readonly string[]; readonly excluded: number } {
  const count = countOf(space);
  const isInCommit = new Uint8Array(count);
  const texts: string[] = [];
  const isWanted: boolean[] = [];
  // As many as there can be: an array that grows would take several times its room.
  const found = new Float64Array(changes.count + count);
  let filled = 0;
  for (let at = 0; at < changes.count; at++) {
    const content = changes.contents.at(at);
    if (content < 0) continue;
    const path = changes.paths.at(at);
    isInCommit[content] = 1;
    if (isWanted[path] === undefined) {
      const text = textOfPath(paths.pathOf(path));
      texts[path] = text;
      isWanted[path] = !isExcluded(text);
    }
    if (isWanted[path]) found[filled++] = content * PATHS + path;
  }
  for (let number = 0; number < count; number++) {
    if (isInCommit[number] === 1 || typeOf(space, number) !== "blob" || !isCanonical(space, number)) continue;
    const id = idOfNumber(space, number);
    const path = paths.numberOf(TOP, id);
    texts[path] = id;
    found[filled++] = number * PATHS + path;
  }
  const sorted = found.subarray(0, filled).sort();
  let kept = 0;
  for (let at = 0; at < filled; at++)
    if (at === 0 || sorted[at] !== sorted[at - 1]) sorted[kept++] = sorted[at] as number;
  return { numbers: sorted.slice(0, kept), texts, excluded: isWanted.filter((one) => !one).length };
}

/** Whether a number is the one that an object's id leads to: where packs overlap, objects have several. */
function isCanonical(space: ObjectSpace, number: number): boolean {
  return findNumber(space, Buffer.from(idOfNumber(space, number), "hex"), 0) === number;
}

/** The same, to be asked. */
export function blobPathsOf({ starts, items, texts }: BlobPathTable): BlobPaths {
  return {
    pathsOf: (blob) => items.subarray(starts[blob], starts[blob + 1]),
    textOf: (path) => texts[path] as string,
  };
}
