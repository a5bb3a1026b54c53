const POLYNOMIAL = 0x04c11db7;

let table: Int32Array | undefined;

const makeTable = (): Int32Array =>
  Int32Array.from({ length: 256 }, (_, byte) => {
    let sum = byte << 24;
    for (let bit = 0; bit < 8; bit++) sum = (sum << 1) ^ (sum < 0 ? POLYNOMIAL : 0);
    return sum;
  });

/** The checksum of a block: CRC-32 with the highest bit first. */
export function blockChecksum(bytes: Uint8Array): number {
  table ??= makeTable();
  let sum = -1;
  for (let at = 0; at < bytes.length; at++) sum = (sum << 8) ^ (table[(sum >>> 24) ^ (bytes[at] as number)] as number);
  return ~sum >>> 0;
}
