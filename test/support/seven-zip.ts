import { crc32 } from "node:zlib";

/** What differs from a sound archive: the coder's id with its properties, what the header says of sizes, the header itself. */
export interface SevenZipFaults {
  readonly coder?: readonly number[];
  readonly sizes?: readonly number[];
  readonly checksum?: number;
  readonly header?: Buffer;
}

/** A 7z archive of files that are stored as they are, all of them as one, with a header that is not packed. */
export function sevenZipOf(
  files: readonly { readonly name: string; readonly content: string | Buffer }[],
  { coder = [1, 0], sizes, checksum, header: own }: SevenZipFaults = {},
): Buffer {
  const contents = files.map(({ content }) => Buffer.from(content));
  const said = sizes ?? contents.map(({ length }) => length);
  const all = Buffer.concat(contents);
  const names = Buffer.from(files.map(({ name }) => `${name}\0`).join(""), "utf16le");
  const total = said.reduce((sum, size) => sum + size, 0);
  const header =
    own ??
    Buffer.from(
      [
        [1, 4, 6, 0, 1, 9, ...numberOf(all.length), 0],
        [7, 11, 1, 0, 1, ...coder, 12, ...numberOf(total), 0],
        [8, 13, ...numberOf(files.length), 9, ...said.slice(0, -1).flatMap(numberOf)],
        [10, 1, ...contents.flatMap((content) => [...littleEndian(checksum ?? crc32(content), 4)]), 0, 0],
        [5, ...numberOf(files.length), 17, ...numberOf(names.length + 1), 0, ...names, 0, 0],
      ].flat(),
    );
  const place = Buffer.concat([
    littleEndian(all.length, 8),
    littleEndian(header.length, 8),
    littleEndian(crc32(header), 4),
  ]);
  const front = Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4]);
  return Buffer.concat([front, littleEndian(crc32(place), 4), place, all, header]);
}

function littleEndian(value: number, bytes: number): Buffer {
  const out = Buffer.alloc(8);
  out.writeBigUInt64LE(BigInt(value));
  return out.subarray(0, bytes);
}

/** A number in the longest form that any has. */
export const numberOf = (value: number): number[] => [0xff, ...littleEndian(value, 8)];
