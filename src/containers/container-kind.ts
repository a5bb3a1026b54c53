/** Kinds of container whose content can be read. */
export type ContainerKind = "zip" | "tar" | "ar" | "7z" | "gzip" | "zstd" | "xz" | "lzma" | "lzip" | "bzip2";

/** What the beginning of a file says about it: a container, or one of a format that cannot be opened, by its name. */
export type Recognised =
  | { readonly kind: ContainerKind; readonly closed?: undefined }
  | { readonly kind?: undefined; readonly closed: string };

interface Signature {
  readonly at: number;
  /** Undefined where any byte may stand. */
  readonly bytes: readonly (number | undefined)[];
  readonly is: Recognised;
}

const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

/** As their specifications give them; zip's second one is that of an archive without members. */
const SIGNATURES: readonly Signature[] = [
  { at: 0, bytes: [...ascii("PK"), 3, 4], is: { kind: "zip" } },
  { at: 0, bytes: [...ascii("PK"), 5, 6], is: { kind: "zip" } },
  // The third byte is the method, and there is only one.
  { at: 0, bytes: [0x1f, 0x8b, 8], is: { kind: "gzip" } },
  { at: 0, bytes: [0x28, 0xb5, 0x2f, 0xfd], is: { kind: "zstd" } },
  { at: 257, bytes: ascii("ustar"), is: { kind: "tar" } },
  // With the end of its first member's header, since all of it is text.
  { at: 0, bytes: [...ascii("!<arch>\n"), ...Array<undefined>(58), ...ascii("`\n")], is: { kind: "ar" } },
  { at: 0, bytes: [...ascii("7z"), 0xbc, 0xaf, 0x27, 0x1c], is: { kind: "7z" } },
  { at: 0, bytes: [...ascii("Rar!"), 0x1a, 7], is: { closed: "RAR" } },
  { at: 0, bytes: [0xfd, ...ascii("7zXZ"), 0], is: { kind: "xz" } },
  // Its fourth byte is the size of blocks.
  { at: 0, bytes: [...ascii("BZh"), undefined, ...ascii("1AY&SY")], is: { kind: "bzip2" } },
  { at: 0, bytes: [4, 0x22, 0x4d, 0x18], is: { closed: "lz4" } },
  { at: 0, bytes: [...ascii("LZIP"), 1], is: { kind: "lzip" } },
  // The properties that nearly all have, a dictionary of so many KiB, and a size that is not known or has no more than 40 bits.
  {
    at: 0,
    bytes: [0x5d, 0, 0, undefined, undefined, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    is: { kind: "lzma" },
  },
  {
    at: 0,
    bytes: [0x5d, 0, 0, undefined, undefined, undefined, undefined, undefined, undefined, undefined, 0, 0, 0],
    is: { kind: "lzma" },
  },
  { at: 0, bytes: [0x1f, 0x9d, 0x90], is: { closed: "compress" } },
  { at: 0, bytes: [0xed, 0xab, 0xee, 0xdb, 3], is: { closed: "RPM" } },
  { at: 0, bytes: [...ascii("MSCF"), 0, 0, 0, 0], is: { closed: "CAB" } },
];

/** First bytes of what is a container by its first bytes; all else has to hold a NUL close to its start to be one. */
const FIRST = new Set(SIGNATURES.filter(({ at }) => at === 0).map(({ bytes }) => bytes[0]));

/** Whether more than the first byte has to be looked at in content that looks like text. */
export const mayBeContainer = (first: number | undefined): boolean => FIRST.has(first);

/** Tells a container by its first 512 bytes. */
export function containerOf(head: Uint8Array): Recognised | undefined {
  return SIGNATURES.find(({ at, bytes }) =>
    bytes.every((byte, index) => byte === undefined || head[at + index] === byte),
  )?.is;
}
