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
  /** Copies all ids in order, one behind the other, and the offset of each; takes little more memory than these. */
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
  /** Where the first offset lies, four bytes long, and how far it is from one to the next. */
  readonly offsets: number;
  readonly offsetStride: number;
  /** The offset that such four bytes stand for. */
  offsetFrom(short: number): number;
}

/** Bytes of an index that are read at once. */
const WINDOW = 256 << 10;

/** Goes through rows of an index: `take` gets a row's number and where it stands in some bytes. */
function eachRow(
  file: PagedFile,
  {
    at: start,
    count,
    stride,
    bytes,
  }: { readonly at: number; readonly count: number; readonly stride: number; readonly bytes: number },
  take: (number: number, window: Buffer, at: number) => void,
): void {
  const most = Math.floor(WINDOW / stride);
  const room = Buffer.allocUnsafe(Math.min(most, count) * stride);
  for (let first = 0; first < count; first += most) {
    const rows = Math.min(most, count - first);
    // Of the last row only what is wanted need be there.
    const window = room.subarray(0, (rows - 1) * stride + bytes);
    file.readInto(window, start + first * stride);
    for (let row = 0; row < rows; row++) take(first + row, window, row * stride);
  }
}

function packIndex(
  file: PagedFile,
  hash: ObjectHash,
  { sorted, count, offsets: firstOffset, offsetStride, offsetFrom }: Layout,
): PackIndex {
  const offsetAt = (number: number): number => offsetFrom(file.uint32(firstOffset + number * offsetStride));
  return {
    count,
    packChecksum: Buffer.from(file.view(file.size - 2 * hash.bytes, hash.bytes)),
    offsetOf(id) {
      const number = numberOf(sorted, id);
      return number === undefined ? undefined : offsetAt(number);
    },
    at: (number) => ({ id: idAt(sorted, number), offset: offsetAt(number) }),
    copyTo(ids, offsets) {
      const { stride, idBytes, ids: at } = sorted;
      if (stride === idBytes) file.readInto(Buffer.from(ids.buffer, ids.byteOffset, count * idBytes), at);
      else
        eachRow(file, { at, count, stride, bytes: idBytes }, (number, window, from) =>
          ids.set(window.subarray(from, from + idBytes), number * idBytes),
        );
      eachRow(file, { at: firstOffset, count, stride: offsetStride, bytes: 4 }, (number, window, from) => {
        offsets[number] = offsetFrom(window.readUInt32BE(from));
      });
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
    offsets: FANOUT,
    offsetStride: stride,
    offsetFrom: (short) => short,
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
    offsets,
    offsetStride: 4,
    offsetFrom(short) {
      if (short < LONG) return short;
      const at = (short - LONG) * 8;
      if (at + 8 > longBytes) throw corrupt("the pack index", "an offset leads nowhere", { file: file.name });
      return file.uint64(longs + at);
    },
  };
}
