/** What a zip archive says about one of its members. */
export interface ZipEntry {
  readonly name: Buffer;
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
  /** Where its own header begins. */
  readonly at: number;
}

/** The members that an archive's directory names; `complete` is false where it names fewer than it says. */
export interface ZipDirectory {
  readonly entries: readonly ZipEntry[];
  readonly complete: boolean;
}

/** Records by their first four bytes, and their least lengths: PKWARE's APPNOTE, section 4.3. */
const ENTRY = { signature: 0x02014b50, length: 46 };
const END = { signature: 0x06054b50, length: 22 };
const END_64 = { signature: 0x06064b50, length: 56 };
const LOCATOR_64 = { signature: 0x07064b50, length: 20 };

/** A comment may follow on the end of the directory. */
const LONGEST_COMMENT = 0xffff;
/** Stands for a number that an extra field has in 64 bits. */
const IN_64 = 0xffffffff;
const EXTRA_64 = 1;
const ENCRYPTED = 1;

const has = (bytes: Buffer, at: number, { signature, length }: { signature: number; length: number }): boolean =>
  at >= 0 && at + length <= bytes.length && bytes.readUInt32LE(at) === signature;

/** A number of 64 bits as far as one can be told; what is larger lies outside of every file. */
const number64 = (bytes: Buffer, at: number): number => Number(bytes.readBigUInt64LE(at));

/** Reads the directory at the end of an archive; undefined where there is none. */
export function zipDirectory(bytes: Buffer): ZipDirectory | undefined {
  const end = endOf(bytes);
  if (end === undefined) return undefined;
  const { count, from, shift } = placeOf(bytes, end);
  const entries: ZipEntry[] = [];
  for (let at = from + shift; has(bytes, at, ENTRY); ) {
    const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    const next = at + ENTRY.length + name + extra + comment;
    if (next > bytes.length) break;
    entries.push(entryAt(bytes, at, { name, extra, shift }));
    at = next;
  }
  return { entries, complete: entries.length >= count };
}

function endOf(bytes: Buffer): number | undefined {
  const last = bytes.length - END.length;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) if (has(bytes, at, END)) return at;
  return undefined;
}

/** Where the directory begins, and how far all places are off: something may have been put in front of the archive. */
function placeOf(bytes: Buffer, end: number): { count: number; from: number; shift: number } {
  const locator = end - LOCATOR_64.length;
  const end64 = has(bytes, locator, LOCATOR_64) ? number64(bytes, locator + 8) : -1;
  if (has(bytes, end64, END_64))
    return { count: number64(bytes, end64 + 32), from: number64(bytes, end64 + 48), shift: 0 };
  const [count, size, from] = [
    bytes.readUInt16LE(end + 10),
    bytes.readUInt32LE(end + 12),
    bytes.readUInt32LE(end + 16),
  ];
  const shift = end - size - from;
  return { count, from, shift: shift > 0 && has(bytes, from + shift, ENTRY) ? shift : 0 };
}

function entryAt(bytes: Buffer, at: number, lengths: { name: number; extra: number; shift: number }): ZipEntry {
  const nameEnd = at + ENTRY.length + lengths.name;
  const wide = wideNumbers(bytes.subarray(nameEnd, nameEnd + lengths.extra));
  // The extra field has those of the three, in this order, that found no room.
  const [size, compressed, header] = [24, 20, 42].map((field) => {
    const value = bytes.readUInt32LE(at + field);
    return value === IN_64 ? (wide.shift() ?? value) : value;
  }) as [number, number, number];
  return {
    name: bytes.subarray(at + ENTRY.length, nameEnd),
    method: bytes.readUInt16LE(at + 10),
    encrypted: (bytes.readUInt16LE(at + 8) & ENCRYPTED) !== 0,
    crc: bytes.readUInt32LE(at + 16),
    compressed,
    size,
    at: header + lengths.shift,
  };
}

function wideNumbers(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(at + 2);
    const field = extra.subarray(at + 4, at + 4 + length);
    if (extra.readUInt16LE(at) === EXTRA_64)
      return Array.from({ length: Math.floor(field.length / 8) }, (_, index) => number64(field, 8 * index));
    at += 4 + length;
  }
  return [];
}
