import type { ObjectId } from "../object-id.ts";
import type { PagedFile } from "./paged-file.ts";

/** Object ids in a file, sorted, with the table of how many begin with each first byte. */
export interface SortedIds {
  readonly file: PagedFile;
  /** Length of an id in bytes. */
  readonly idBytes: number;
  /** Where the table of 256 sums begins. */
  readonly fanout: number;
  /** Where the ids begin, and how many bytes lie between two beginnings. */
  readonly ids: number;
  readonly stride: number;
}

/** Whether the table of sums never falls, which everything else relies on. */
export function isRising(file: PagedFile, fanout: number): boolean {
  const table = file.view(fanout, 1024);
  for (let at = 4; at < 1024; at += 4) if (table.readUInt32BE(at) < table.readUInt32BE(at - 4)) return false;
  return true;
}

/** The number of the first id that is not before the given bytes. */
function lowerBound({ file, fanout, ids, stride }: SortedIds, wanted: Buffer): number {
  const first = wanted[0] ?? 0;
  let low = first === 0 ? 0 : file.uint32(fanout + (first - 1) * 4);
  let high = file.uint32(fanout + first * 4);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (file.compare(ids + middle * stride, wanted) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

const countOf = ({ file, fanout }: SortedIds): number => file.uint32(fanout + 255 * 4);

/** The number of an id; undefined where it is not among them. */
export function numberOf(sorted: SortedIds, id: Buffer): number | undefined {
  const number = lowerBound(sorted, id);
  const { file, ids, stride } = sorted;
  return number < countOf(sorted) && file.compare(ids + number * stride, id) === 0 ? number : undefined;
}

/** The id with a number, in hexadecimal digits. */
export const idAt = ({ file, ids, stride, idBytes }: SortedIds, number: number): ObjectId =>
  file.view(ids + number * stride, idBytes).toString("hex");

/** All ids that begin with the given digits. */
export function* idsWithPrefix(sorted: SortedIds, prefix: string): Generator<ObjectId, void, void> {
  const start = Buffer.from(prefix.padEnd(sorted.idBytes * 2, "0"), "hex");
  const count = countOf(sorted);
  for (let number = lowerBound(sorted, start); number < count; number++) {
    const id = idAt(sorted, number);
    if (!id.startsWith(prefix)) return;
    yield id;
  }
}
