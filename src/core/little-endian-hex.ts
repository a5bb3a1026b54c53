/** A number of 32 bits in hexadecimal digits, its lowest byte first. */
export function littleEndianHex(value: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes.toString("hex");
}
