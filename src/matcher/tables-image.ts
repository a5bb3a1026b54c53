import type { KernelTables } from "./kernel-tables.ts";

/** "SLT1": changes with the format. */
const MAGIC = 0x31544c53;
const HEADER = 12;

/** The tables as one file: magic, bytes of the tables, number of literals; the tables; then for each literal its owners behind their number. */
export function packTables({ bytes, owners }: KernelTables): Uint8Array {
  const lists = Uint16Array.from(owners.flatMap((of) => [of.length, ...of]));
  const image = new Uint8Array(HEADER + bytes.length + lists.byteLength);
  const view = new DataView(image.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, bytes.length, true);
  view.setUint32(8, owners.length, true);
  image.set(bytes, HEADER);
  lists.forEach((value, index) => view.setUint16(HEADER + bytes.length + index * 2, value, true));
  return image;
}

/** Reads what `packTables` wrote; `tables` is a view of the image. Undefined where it is something else. */
export function unpackTables(
  image: Uint8Array,
): { tables: Uint8Array; owners: readonly (readonly number[])[] } | undefined {
  const view = new DataView(image.buffer, image.byteOffset, image.byteLength);
  if (image.length < HEADER || view.getUint32(0, true) !== MAGIC) return undefined;
  const length = view.getUint32(4, true);
  const owners: number[][] = [];
  let at = HEADER + length;
  const next = (): number => {
    at += 2;
    return view.getUint16(at - 2, true);
  };
  for (let left = view.getUint32(8, true); left > 0; left--) owners.push(Array.from({ length: next() }, next));
  return { tables: image.subarray(HEADER, HEADER + length), owners };
}
