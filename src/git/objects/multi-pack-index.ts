import type { BytePath } from "../../files/byte-path.ts";
import { corrupt } from "../git-error.ts";
import type { ObjectHash, ObjectId } from "../object-id.ts";
import { type PageCache, PagedFile } from "./paged-file.ts";
import { idsWithPrefix, isRising, numberOf, type SortedIds } from "./sorted-ids.ts";

/** Where the objects of several packs lie. */
export interface MultiPackIndex {
  /** Names of the packs without their endings, such as `pack-1234`. */
  readonly packs: readonly string[];
  /** The number of the pack that holds an object, and the offset in it. */
  find(id: Buffer): { readonly pack: number; readonly offset: number } | undefined;
  withPrefix(prefix: string): Iterable<ObjectId>;
  close(): void;
}

const HEADER = 12;
const LONG = 0x80000000;

/** Opens a `multi-pack-index`. Throws a GitError where it is not one; the packs' own indexes say the same then. */
export function openMultiPackIndex(path: BytePath, hash: ObjectHash, cache: PageCache): MultiPackIndex {
  const file = new PagedFile(path, cache);
  try {
    return read(file, hash);
  } catch (error) {
    file.close();
    throw error;
  }
}

function broken(file: PagedFile, why: string): never {
  throw corrupt("the multi-pack-index", why, { file: file.name });
}

/** Where each chunk begins and how long it is, by its name of four letters. */
function chunksOf(file: PagedFile): ReadonlyMap<string, { readonly start: number; readonly length: number }> {
  const header = file.view(0, HEADER);
  const count = header[6] ?? 0;
  const table = file.view(HEADER, (count + 1) * 12);
  const startOf = (entry: number): number => {
    const value = table.readUInt32BE(entry * 12 + 4) * 2 ** 32 + table.readUInt32BE(entry * 12 + 8);
    return value > file.size ? broken(file, "a part lies beyond its end") : value;
  };
  const chunks = new Map<string, { start: number; length: number }>();
  for (let entry = 0; entry < count; entry++) {
    const start = startOf(entry);
    const length = startOf(entry + 1) - start;
    if (length < 0) broken(file, "its parts are not in order");
    chunks.set(table.toString("latin1", entry * 12, entry * 12 + 4), { start, length });
  }
  return chunks;
}

function read(file: PagedFile, hash: ObjectHash): MultiPackIndex {
  const header = file.view(0, HEADER);
  if (header.toString("latin1", 0, 4) !== "MIDX") broken(file, "it does not begin with `MIDX`");
  if (header[4] !== 1 || header[5] !== (hash.name === "sha1" ? 1 : 2)) broken(file, "its version or hash is another");
  if (header[7] !== 0) broken(file, "it is built on another one");
  const chunks = chunksOf(file);
  const chunk = (name: string, length?: number) => {
    const found = chunks.get(name);
    if (found === undefined || (length !== undefined && found.length !== length))
      return broken(file, `\`${name}\` is wrong`);
    return found;
  };
  const { start: fanout } = chunk("OIDF", 1024);
  if (!isRising(file, fanout)) broken(file, "its table does not rise");
  const count = file.uint32(fanout + 255 * 4);
  const { start: ids } = chunk("OIDL", count * hash.bytes);
  const { start: offsets } = chunk("OOFF", count * 8);
  const longs = chunks.get("LOFF");
  const packs = packNames(file, chunk("PNAM"), header.readUInt32BE(8));
  const sorted: SortedIds = { file, idBytes: hash.bytes, fanout, ids, stride: hash.bytes };
  const longOffset = (number: number): number => {
    if (longs === undefined || (number + 1) * 8 > longs.length) return broken(file, "an offset leads nowhere");
    return file.uint64(longs.start + number * 8);
  };
  return {
    packs,
    find(id) {
      const number = numberOf(sorted, id);
      if (number === undefined) return undefined;
      const pack = file.uint32(offsets + number * 8);
      if (pack >= packs.length) broken(file, "it names a pack that it does not know");
      const short = file.uint32(offsets + number * 8 + 4);
      // Without the table of long offsets all 32 bits count.
      return { pack, offset: short >= LONG && longs !== undefined ? longOffset(short - LONG) : short };
    },
    withPrefix: (prefix) => idsWithPrefix(sorted, prefix),
    close: () => file.close(),
  };
}

function packNames(file: PagedFile, { start, length }: { start: number; length: number }, count: number): string[] {
  const names = file.view(start, length).toString("latin1").split("\0").slice(0, count);
  if (names.length !== count || names.some((name) => !/^pack-[0-9a-f]+\.idx$/.test(name)))
    broken(file, "its names of packs are wrong");
  return names.map((name) => name.slice(0, -".idx".length));
}
