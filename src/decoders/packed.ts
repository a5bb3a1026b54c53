/** First bytes of what is compressed and can be unpacked: zip, gzip, zstd. */
const FRONTS: readonly (readonly number[])[] = [
  [0x50, 0x4b, 3, 4],
  [0x1f, 0x8b, 8],
  [0x28, 0xb5, 0x2f, 0xfd],
];

/** Whether bytes begin as something compressed does. */
export const isPacked = (bytes: Uint8Array): boolean =>
  FRONTS.some((front) => front.every((byte, index) => bytes[index] === byte));

/** Bytes from which on a tar archive can be told. */
export const TAR_HEAD = 512;
const USTAR = Buffer.from("ustar");

/** Whether bytes are a tar archive, which begins with a member's name. */
export const isArchive = (bytes: Uint8Array): boolean => USTAR.every((byte, index) => bytes[257 + index] === byte);
