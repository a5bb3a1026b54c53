import type { BytePath } from "../../files/byte-path.ts";
import { corrupt, GitError } from "../git-error.ts";
import type { ObjectHash, ObjectId } from "../object-id.ts";
import { type PageCache, PagedFile } from "./paged-file.ts";
import { idAt, idsWithPrefix, isRising, numberOf, type SortedIds } from "./sorted-ids.ts";

/** Which objects a pack holds, and at which byte offsets. */
export interface PackIndex {
  /** How many objects there are. */
  readonly count: number;
  /** The pack's own checksum, by which index and pack are known to belong together. */
  readonly packChecksum: Buffer;
  offsetOf(id: Buffer): number | undefined;
  /** The id and offset with a number from 0 to `count`, in the order of the ids. */
  at(number: number): { readonly id: ObjectId; readonly offset: number };
  /** Copies all ids in order, one behind the other, and the offset of each. */
  copyTo(ids: Uint8Array, offsets: Float64Array): void;
  withPrefix(prefix: string): Iterable<ObjectId>;
  close(): void;
}

const MAGIC = 0xff744f63;
const FANOUT = 1024;
const LONG = 0x80000000;

/** Opens a pack's index of version 1 or 2. Throws a GitError where it is not one, or has not the size that it should have. */
export function openPackIndex(path: BytePath, hash: ObjectHash, cache: PageCache): PackIndex {
  const file = new PagedFile(path, cache);
  try {
    if (file.size < FANOUT + 2 * hash.bytes) throw corrupt("the pack index", "it is cut short", { file: file.name });
    const index = file.uint32(0) === MAGIC ? versionTwo(file, hash) : versionOne(file, hash);
    if (!isRising(file, index.sorted.fanout))
      throw corrupt("the pack index", "its table does not rise", { file: file.name });
    return packIndex(file, hash, index);
  } catch (error) {
    file.close();
    throw error;
  }
}

interface Layout {
  readonly sorted: SortedIds;
  readonly count: number;
  offsetAt(number: number): number;
}

function packIndex(file: PagedFile, hash: ObjectHash, { sorted, count, offsetAt }: Layout): PackIndex {
  return {
    count,
    packChecksum: Buffer.from(file.view(file.size - 2 * hash.bytes, hash.bytes)),
    offsetOf(id) {
      const number = numberOf(sorted, id);
      return number === undefined ? undefined : offsetAt(number);
    },
    at: (number) => ({ id: idAt(sorted, number), offset: offsetAt(number) }),
    copyTo(ids, offsets) {
      const { stride, idBytes } = sorted;
      const all = file.view(sorted.ids, count === 0 ? 0 : (count - 1) * stride + idBytes);
      if (stride === idBytes) ids.set(all);
      else for (let at = 0; at < count; at++) ids.set(all.subarray(at * stride, at * stride + idBytes), at * idBytes);
      for (let number = 0; number < count; number++) offsets[number] = offsetAt(number);
    },
    withPrefix: (prefix) => idsWithPrefix(sorted, prefix),
    close: () => file.close(),
  };
}

function versionOne(file: PagedFile, { bytes: idBytes }: ObjectHash): Layout {
  const stride = 4 + idBytes;
  const count = file.uint32(255 * 4);
  if (file.size !== FANOUT + count * stride + 2 * idBytes)
    throw corrupt("the pack index", "it has not the size that its number of objects asks for", { file: file.name });
  return {
    sorted: { file, idBytes, fanout: 0, ids: FANOUT + 4, stride },
    count,
    offsetAt: (number) => file.uint32(FANOUT + number * stride),
  };
}

function versionTwo(file: PagedFile, { bytes: idBytes }: ObjectHash): Layout {
  const version = file.uint32(4);
  if (version !== 2) {
    throw new GitError(
      "unsupported",
      `the pack index ${file.name} is of version ${version}, which is not supported`,
      "Run `git repack -a -d` with `pack.indexVersion=2` there.",
      { file: file.name },
    );
  }
  const count = file.uint32(8 + 255 * 4);
  const ids = 8 + FANOUT;
  const offsets = ids + count * (idBytes + 4);
  const longs = offsets + count * 4;
  const longBytes = file.size - longs - 2 * idBytes;
  if (longBytes < 0 || longBytes % 8 !== 0 || longBytes > count * 8)
    throw corrupt("the pack index", "it has not the size that its number of objects asks for", { file: file.name });
  return {
    sorted: { file, idBytes, fanout: 8, ids, stride: idBytes },
    count,
    offsetAt(number) {
      const short = file.uint32(offsets + number * 4);
      if (short < LONG) return short;
      const at = (short - LONG) * 8;
      if (at + 8 > longBytes) throw corrupt("the pack index", "an offset leads nowhere", { file: file.name });
      return file.uint64(longs + at);
    },
  };
}
