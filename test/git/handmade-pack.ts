import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";

/** A delta in a pack that git itself would not write. */
interface HandmadeDelta {
  readonly id: string;
  readonly base: string;
  readonly content: Buffer;
}

const sha1 = (bytes: Buffer): Buffer => createHash("sha1").update(bytes).digest();

/** The name of a file's content. */
export const blobId = (bytes: Buffer): string =>
  sha1(Buffer.concat([Buffer.from(`blob ${bytes.length}\0`), bytes])).toString("hex");

function sizeBytes(size: number): number[] {
  return size < 128 ? [size] : [(size & 127) | 128, ...sizeBytes(Math.floor(size / 128))];
}

/** A delta that keeps the first bytes of its base and puts the rest of the result behind them. */
export function deltaOf(base: Buffer, result: Buffer, kept: number): Buffer {
  const rest = result.subarray(kept);
  const insert = rest.length === 0 ? [] : [rest.length, ...rest];
  return Buffer.from([...sizeBytes(base.length), ...sizeBytes(result.length), 0x90, kept, ...insert]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** Writes a pack of deltas that name their bases, with an index of version 2. */
export function writePack(folder: string, deltas: readonly HandmadeDelta[]): void {
  const parts = [Buffer.from("PACK"), uint32(2), uint32(deltas.length)];
  const placed = deltas.map(({ id, base, content }) => {
    const offset = Buffer.concat(parts).length;
    const first = (7 << 4) | (content.length & 15) | (content.length > 15 ? 128 : 0);
    const more = content.length > 15 ? sizeBytes(content.length >> 4) : [];
    parts.push(Buffer.from([first, ...more]), Buffer.from(base, "hex"), deflateSync(content));
    return { id, offset };
  });
  const body = Buffer.concat(parts);
  const pack = Buffer.concat([body, sha1(body)]);
  const sorted = placed.sort((a, b) => (a.id < b.id ? -1 : 1));
  const sums = Array.from({ length: 256 }, (_, byte) =>
    uint32(sorted.filter(({ id }) => Number.parseInt(id.slice(0, 2), 16) <= byte).length),
  );
  const index = Buffer.concat([
    Buffer.from([0xff, 0x74, 0x4f, 0x63]),
    uint32(2),
    ...sums,
    ...sorted.map(({ id }) => Buffer.from(id, "hex")),
    ...sorted.map(() => uint32(0)),
    ...sorted.map(({ offset }) => uint32(offset)),
    sha1(body),
  ]);
  const name = join(folder, `pack-${"ab".repeat(20)}`);
  writeFileSync(`${name}.pack`, pack);
  writeFileSync(`${name}.idx`, Buffer.concat([index, sha1(index)]));
}
