import { partitionPoint } from "../../core/partition-point.ts";
import { GitError } from "../git-error.ts";
import { OBJECT_TYPES, type ObjectHash, type ObjectId, type ObjectType } from "../object-id.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import { idOf, kindOf, type PackTable, rankOf, readPackTable, UNKNOWN } from "./pack-table.ts";

/** All objects of a repository by numbers: those of the packs, in the order in which they lie there, then those in own files. */
export interface ObjectSpace {
  readonly hash: ObjectHash;
  readonly packs: readonly PackTable[];
  /** The number of each pack's first entry, and behind them that of the first object in an own file. */
  readonly starts: readonly number[];
  /** Ids of objects in files of their own that are in no pack. */
  readonly loose: readonly ObjectId[];
  readonly looseKinds: Uint8Array;
}

export const countOf = ({ starts, loose }: ObjectSpace): number => (starts.at(-1) as number) + loose.length;

/** Reads where all objects of a repository lie. What is broken goes to `report`. */
export function readObjectSpace(store: ObjectStore, hash: ObjectHash, report: (error: GitError) => void): ObjectSpace {
  const attempt = <Result>(read: () => Result): Result | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      report(error);
      return undefined;
    }
  };
  const packs = store.packs.flatMap((pack) => attempt(() => readPackTable(pack, hash)) ?? []);
  for (const table of packs) settleUnknown(table, store);
  const starts = [0];
  for (const { count } of packs) starts.push((starts.at(-1) as number) + count);
  const bytes = Buffer.alloc(hash.bytes);
  const isPacked = (id: ObjectId): boolean => {
    bytes.write(id, "hex");
    return packs.some((table) => rankOf(table, bytes, 0) !== -1);
  };
  const loose = [...new Set(attempt(() => [...store.looseIds()]) ?? [])].filter((id) => !isPacked(id)).sort();
  const looseKinds = Uint8Array.from(loose, (id) => {
    const type = attempt(() => store.info(id).type);
    return type === undefined ? UNKNOWN : kindOf(type);
  });
  return { hash, packs, starts, loose, looseKinds };
}

/** Asks the store for the type of what rests on a base elsewhere. What is damaged counts as content, so that it is missed. */
function settleUnknown(table: PackTable, store: ObjectStore): void {
  for (let entry = table.kinds.indexOf(UNKNOWN); entry !== -1; entry = table.kinds.indexOf(UNKNOWN, entry + 1)) {
    try {
      table.kinds[entry] = kindOf(store.info(idOf(table, entry)).type);
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      table.kinds[entry] = kindOf("blob");
    }
  }
}

/** The pack that a number belongs to, and the number in it; no pack where the object lies in a file of its own. */
export function placeOf(
  { packs, starts }: ObjectSpace,
  number: number,
): { readonly pack: number; readonly entry: number } {
  let pack = 0;
  while (pack < packs.length && number >= (starts[pack + 1] as number)) pack++;
  return { pack, entry: number - (starts[pack] as number) };
}

/** The id of an object. */
export function idOfNumber(space: ObjectSpace, number: number): ObjectId {
  const { pack, entry } = placeOf(space, number);
  const table = space.packs[pack];
  return table === undefined ? (space.loose[entry] as ObjectId) : idOf(table, entry);
}

/** The number of the object whose id stands in some bytes; -1 where there is none. */
export function findNumber({ packs, starts, loose, hash }: ObjectSpace, bytes: Buffer, at: number): number {
  for (let pack = 0; pack < packs.length; pack++) {
    const table = packs[pack] as PackTable;
    const rank = rankOf(table, bytes, at);
    if (rank !== -1) return (starts[pack] as number) + (table.numbers[rank] as number);
  }
  if (loose.length === 0) return -1;
  const id = bytes.toString("hex", at, at + hash.bytes);
  const rank = partitionPoint(loose.length, (index) => (loose[index] as ObjectId) < id);
  return loose[rank] === id ? (starts.at(-1) as number) + rank : -1;
}

/** Where the bytes of an object's id stand. */
export function idBytesOf(space: ObjectSpace, number: number): { readonly ids: Uint8Array; readonly at: number } {
  const { pack, entry } = placeOf(space, number);
  const table = space.packs[pack];
  if (table === undefined) return { ids: Buffer.from(space.loose[entry] as ObjectId, "hex"), at: 0 };
  return { ids: table.ids, at: (table.ranks[entry] as number) * table.idBytes };
}

/** The type of an object; undefined where it could not be read at all. */
export function typeOf(space: ObjectSpace, number: number): ObjectType | undefined {
  const { pack, entry } = placeOf(space, number);
  return OBJECT_TYPES[space.packs[pack]?.kinds[entry] ?? space.looseKinds[entry] ?? UNKNOWN];
}

/** Numbers of all objects of one type. */
export function* numbersOf(space: ObjectSpace, type: ObjectType): Generator<number, void, void> {
  for (const [pack, { kinds }] of space.packs.entries())
    for (const entry of placesOf(kinds, type)) yield (space.starts[pack] as number) + entry;
  yield* looseNumbersOf(space, type);
}

/** The same of those in files of their own. */
export function* looseNumbersOf(space: ObjectSpace, type: ObjectType): Generator<number, void, void> {
  for (const place of placesOf(space.looseKinds, type)) yield (space.starts.at(-1) as number) + place;
}

function* placesOf(kinds: Uint8Array, type: ObjectType): Generator<number, void, void> {
  const kind = kindOf(type);
  for (let at = kinds.indexOf(kind); at !== -1; at = kinds.indexOf(kind, at + 1)) yield at;
}
