import { crc32, deflateRawSync } from "node:zlib";

/** A member of a zip archive, and how it differs from what is right. */
export interface ZipMember {
  readonly name: string | Buffer;
  readonly content: Buffer | string;
  readonly method?: number;
  readonly flags?: number;
  readonly size?: number;
  readonly crc?: number;
  /** Sizes and place in 64 bits. */
  readonly wide?: boolean;
}

const WIDE = 0xffffffff;

const record = (length: number, fill: (bytes: Buffer) => void): Buffer => {
  const bytes = Buffer.alloc(length);
  fill(bytes);
  return bytes;
};

/** A zip archive; `directory: false` leaves out what stands at its end, as in one that was cut off. */
export function zipOf(members: readonly ZipMember[], { directory = true, prefix = "" } = {}): Buffer {
  const parts: Buffer[] = [Buffer.from(prefix)];
  const entries: Buffer[] = [];
  let at = 0;
  for (const { name, content, method = 8, flags = 0, size, crc, wide = false } of members) {
    const raw = Buffer.from(content);
    const packed = method === 8 ? deflateRawSync(raw) : raw;
    const label = Buffer.from(name);
    const said = { size: size ?? raw.length, crc: crc ?? crc32(raw) };
    const local = record(30, (bytes) => {
      bytes.writeUInt32LE(0x04034b50, 0);
      bytes.writeUInt16LE(flags, 6);
      bytes.writeUInt16LE(method, 8);
      bytes.writeUInt32LE(said.crc, 14);
      bytes.writeUInt32LE((flags & 8) === 0 ? packed.length : 0, 18);
      bytes.writeUInt32LE(said.size, 22);
      bytes.writeUInt16LE(label.length, 26);
    });
    const extra = wide
      ? record(28, (bytes) => {
          bytes.writeUInt16LE(1, 0);
          bytes.writeUInt16LE(24, 2);
          for (const [index, value] of [said.size, packed.length, at].entries())
            bytes.writeBigUInt64LE(BigInt(value), 4 + 8 * index);
        })
      : Buffer.alloc(0);
    entries.push(
      record(46, (bytes) => {
        bytes.writeUInt32LE(0x02014b50, 0);
        bytes.writeUInt16LE(flags, 8);
        bytes.writeUInt16LE(method, 10);
        bytes.writeUInt32LE(said.crc, 16);
        bytes.writeUInt32LE(wide ? WIDE : packed.length, 20);
        bytes.writeUInt32LE(wide ? WIDE : said.size, 24);
        bytes.writeUInt16LE(label.length, 28);
        bytes.writeUInt16LE(extra.length, 30);
        bytes.writeUInt32LE(wide ? WIDE : at, 42);
      }),
      label,
      extra,
    );
    parts.push(local, label, packed);
    at += local.length + label.length + packed.length;
  }
  if (!directory) return Buffer.concat(parts);
  const listed = Buffer.concat(entries);
  const end = record(22, (bytes) => {
    bytes.writeUInt32LE(0x06054b50, 0);
    bytes.writeUInt16LE(members.length, 8);
    bytes.writeUInt16LE(members.length, 10);
    bytes.writeUInt32LE(listed.length, 12);
    bytes.writeUInt32LE(at, 16);
  });
  return Buffer.concat([...parts, listed, end]);
}

/** A tar archive of regular files, as POSIX has them; `type` and `size` make others of them. */
export function tarOf(
  members: readonly {
    readonly name: string;
    readonly content: string | Buffer;
    readonly type?: string;
    readonly size?: string;
  }[],
): Buffer {
  const parts = members.flatMap(({ name, content, type = "0", size }) => {
    const bytes = Buffer.from(content);
    const header = Buffer.alloc(512);
    header.write(name, 0, 100, "utf8");
    header.write(size ?? bytes.length.toString(8).padStart(11, "0"), 124, 12, "latin1");
    header.write(" ".repeat(8), 148, 8, "latin1");
    header.write(type, 156, 1, "latin1");
    header.write("ustar\x0000", 257, 8, "latin1");
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, 8, "latin1");
    return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}
