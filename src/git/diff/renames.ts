import type { BytePath } from "../../files/byte-path.ts";
import { GitError } from "../git-error.ts";
import type { ObjectId } from "../object-id.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import { kindOfMode } from "../parse/tree.ts";
import { likeness, type Outline, piecesOf } from "./similarity.ts";
import { type Change, pathOf, type Side } from "./tree-diff.ts";

export interface RenameOptions {
  readonly objects: Pick<ObjectStore, "read" | "info">;
  /** Least part of a content that has to be the same, from 0 to 1. */
  readonly least?: number;
  /** Files on a side up to which contents are compared, each with each; beyond, only what is the same is found. */
  readonly mostFiles?: number;
  /** Files of more bytes are not compared. */
  readonly mostBytes?: number;
}

const LEAST = 0.5;
const MOST_FILES = 400;
const MOST_BYTES = 8 << 20;

const baseName = (path: BytePath): string => path.slice(path.lastIndexOf("/") + 1);
const isContent = ({ mode }: Side): boolean => ["file", "executable", "link"].includes(kindOfMode(mode) ?? "");
const isLink = ({ mode }: Side): boolean => kindOfMode(mode) === "link";

/** A rename that may be one. */
interface Pair {
  readonly old: Side;
  readonly new: Side;
  readonly score: number;
}

/**
 * Puts deletions and additions together that are one rename, as git does it: first those of the same content, then files of
 * one name whose content is much the same, then the likest. A content that cannot be read is like no other.
 */
export function findRenames(changes: readonly Change[], options: RenameOptions): Change[] {
  const gone = new Map<BytePath, Side>();
  const come = new Map<BytePath, Side>();
  for (const change of changes) {
    if (change.kind === "deleted" && isContent(change.old)) gone.set(change.old.path, change.old);
    if (change.kind === "added" && isContent(change.new)) come.set(change.new.path, change.new);
  }
  if (gone.size === 0 || come.size === 0) return [...changes];
  const renames: Change[] = [];
  const take = ({ old, new: now, score }: Pair): void => {
    if (!gone.has(old.path) || !come.has(now.path)) return;
    gone.delete(old.path);
    come.delete(now.path);
    renames.push({ kind: "renamed", old, new: now, score });
  };
  for (const pair of sameContents(gone, come)) take(pair);
  if (gone.size > 0 && come.size > 0 && gone.size * come.size <= (options.mostFiles ?? MOST_FILES) ** 2) {
    const score = scorer(options);
    for (const pair of likeNamesakes(gone, come, score, options.least ?? LEAST)) take(pair);
    for (const pair of likest(gone, come, score, options.least ?? LEAST)) take(pair);
  }
  const rest = changes.filter((change) => {
    if (change.kind === "deleted") return gone.has(change.old.path) || !isContent(change.old);
    return change.kind !== "added" || come.has(change.new.path) || !isContent(change.new);
  });
  return [...rest, ...renames].sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
}

type Sides = ReadonlyMap<BytePath, Side>;

/** Pairs of the same content; files of the same name first. */
function sameContents(gone: Sides, come: Sides): Pair[] {
  const byId = new Map<ObjectId, Side[]>();
  for (const old of gone.values()) byId.set(old.id, [...(byId.get(old.id) ?? []), old]);
  const pairs: Pair[] = [];
  for (const now of come.values())
    for (const old of byId.get(now.id) ?? []) if (isLink(old) === isLink(now)) pairs.push({ old, new: now, score: 1 });
  return inOrder(pairs);
}

/** The likest first, files of the same name before others. */
function inOrder(pairs: Pair[]): Pair[] {
  const isNamesake = ({ old, new: now }: Pair): number => (baseName(old.path) === baseName(now.path) ? 1 : 0);
  return pairs.sort((a, b) => b.score - a.score || isNamesake(b) - isNamesake(a));
}

type Score = (old: Side, now: Side, least: number) => number;

/** Files whose name occurs once on both sides and that are much alike. */
function likeNamesakes(gone: Sides, come: Sides, score: Score, least: number): Pair[] {
  const unique = (sides: Sides): ReadonlyMap<string, Side | undefined> => {
    const names = new Map<string, Side | undefined>();
    for (const side of sides.values()) {
      const name = baseName(side.path);
      names.set(name, names.has(name) ? undefined : side);
    }
    return names;
  };
  const olds = unique(gone);
  const wanted = least + (1 - least) / 2;
  const pairs: Pair[] = [];
  for (const [name, now] of unique(come)) {
    const old = olds.get(name);
    if (old === undefined || now === undefined) continue;
    const alike = score(old, now, wanted);
    if (alike >= wanted) pairs.push({ old, new: now, score: alike });
  }
  return pairs;
}

function likest(gone: Sides, come: Sides, score: Score, least: number): Pair[] {
  const pairs: Pair[] = [];
  for (const now of come.values())
    for (const old of gone.values()) {
      const alike = score(old, now, least);
      if (alike >= least) pairs.push({ old, new: now, score: alike });
    }
  return inOrder(pairs);
}

/** Says how much two contents are alike; 0 where that is less than wanted. */
function scorer({ objects, mostBytes = MOST_BYTES }: RenameOptions): Score {
  const sizes = new Map<ObjectId, number>();
  const outlines = new Map<ObjectId, Outline>();
  const unreadable = -1;
  const sizeOf = (id: ObjectId): number =>
    remembered(sizes, id, () => readable(() => objects.info(id).size, unreadable));
  const outlineOf = (id: ObjectId): Outline =>
    remembered(outlines, id, () => {
      const nothing: Outline = { size: unreadable, pieces: new Map() };
      return readable(() => {
        const { bytes } = objects.read(id);
        return { size: bytes.length, pieces: piecesOf(bytes) };
      }, nothing);
    });
  return (old, now, least) => {
    if (isLink(old) || isLink(now)) return 0;
    const [one, other] = [sizeOf(old.id), sizeOf(now.id)];
    const larger = Math.max(one, other);
    // Sizes alone may say that too little can be the same.
    if (Math.min(one, other) <= 0 || larger > mostBytes || Math.min(one, other) < larger * least) return 0;
    const outlined = outlineOf(old.id);
    return outlined.size < 0 ? 0 : likeness(outlined, outlineOf(now.id));
  };
}

function remembered<Value>(kept: Map<ObjectId, Value>, id: ObjectId, make: () => Value): Value {
  const known = kept.get(id);
  if (known !== undefined) return known;
  const made = make();
  kept.set(id, made);
  return made;
}

function readable<Value>(read: () => Value, otherwise: Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof GitError) return otherwise;
    throw error;
  }
}
