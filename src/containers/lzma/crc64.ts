/** The polynomial of ECMA-182, its bits turned round, in halves of 32. */
const POLYNOMIAL = { high: 0xc96c5795, low: 0xd7870f42 };

let tables: { readonly high: Uint32Array; readonly low: Uint32Array } | undefined;

function makeTables(): { readonly high: Uint32Array; readonly low: Uint32Array } {
  const high = new Uint32Array(256);
  const low = new Uint32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let [upper, lower] = [0, byte];
    for (let bit = 0; bit < 8; bit++) {
      const isOdd = (lower & 1) === 1;
      lower = (lower >>> 1) | (upper << 31);
      upper >>>= 1;
      if (isOdd) [upper, lower] = [upper ^ POLYNOMIAL.high, lower ^ POLYNOMIAL.low];
    }
    high[byte] = upper;
    low[byte] = lower;
  }
  return { high, low };
}

/** The checksum of 64 bits that xz has, as the eight bytes of a file. */
export function crc64(bytes: Uint8Array): Buffer {
  tables ??= makeTables();
  const { high, low } = tables;
  let [upper, lower] = [-1, -1];
  for (let at = 0; at < bytes.length; at++) {
    const index = (lower ^ (bytes[at] as number)) & 0xff;
    lower = ((lower >>> 8) | (upper << 24)) ^ (low[index] as number);
    upper = (upper >>> 8) ^ (high[index] as number);
  }
  const sum = Buffer.alloc(8);
  sum.writeUInt32LE(~lower >>> 0, 0);
  sum.writeUInt32LE(~upper >>> 0, 4);
  return sum;
}
