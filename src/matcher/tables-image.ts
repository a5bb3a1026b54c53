import type { KernelTables } from "./kernel-tables.ts";

/** "SLT3": changes with the format. */
const MAGIC = 0x33544c53;
const HEADER = 16;

/** The kernel's tables as they lie in their file. */
export interface PackedTables {
  /** What lies in the kernel's memory from `CLASSES` on. */
  readonly tables: Uint8Array;
  /** For each literal where its owners begin in `owners`, and behind the last where they end. */
  readonly ownerStarts: Uint32Array;
  /** Indices of the rules that a literal belongs to. */
  readonly owners: Uint16Array;
  /** For each literal how many bytes before it a match begins at most; `REACH` where its rules' reaches tell. */
  readonly leads: Uint16Array;
}

/** In place of a literal's lead: as many as the rule reaches. */
const REACH = 0xffff;

/** The tables as one file: magic, bytes of the tables, number of literals, number of owners; then the three, aligned to four bytes, and the leads. */
export function packTables({ bytes, owners, leads }: KernelTables): Uint8Array {
  const starts = [0];
  for (const of of owners) starts.push((starts.at(-1) as number) + of.length);
  const all = owners.flat();
  const startsAt = HEADER + Math.ceil(bytes.length / 4) * 4;
  const ownersAt = startsAt + starts.length * 4;
  const leadsAt = ownersAt + all.length * 2;
  const image = new Uint8Array(leadsAt + leads.length * 2);
  const view = new DataView(image.buffer);
  [MAGIC, bytes.length, owners.length, all.length].forEach((value, index) => view.setUint32(index * 4, value, true));
  image.set(bytes, HEADER);
  starts.forEach((value, index) => view.setUint32(startsAt + index * 4, value, true));
  all.forEach((value, index) => view.setUint16(ownersAt + index * 2, value, true));
  leads.forEach((value = REACH, index) => view.setUint16(leadsAt + index * 2, Math.min(value, REACH), true));
  return image;
}

/** Reads what `packTables` wrote, as views where the bytes lie so that it can. Undefined where it is something else. */
export function unpackTables(file: Uint8Array): PackedTables | undefined {
  const image = file.byteOffset % 4 === 0 ? file : Uint8Array.from(file);
  const view = new DataView(image.buffer, image.byteOffset, image.byteLength);
  if (image.length < HEADER || view.getUint32(0, true) !== MAGIC) return undefined;
  const [length, literals, count] = [4, 8, 12].map((at) => view.getUint32(at, true)) as [number, number, number];
  const startsAt = HEADER + Math.ceil(length / 4) * 4;
  const ownersAt = startsAt + (literals + 1) * 4;
  const leadsAt = ownersAt + count * 2;
  if (image.length !== leadsAt + literals * 2) return undefined;
  return {
    tables: image.subarray(HEADER, HEADER + length),
    ownerStarts: new Uint32Array(image.buffer, image.byteOffset + startsAt, literals + 1),
    owners: new Uint16Array(image.buffer, image.byteOffset + ownersAt, count),
    leads: new Uint16Array(image.buffer, image.byteOffset + leadsAt, literals),
  };
}
