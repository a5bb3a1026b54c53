import { type BytePath, parentOf, textOfPath } from "../../files/byte-path.ts";
import { GitError } from "../git-error.ts";
import { isObjectId, type ObjectHash } from "../object-id.ts";
import { readOwnFile } from "../own-file.ts";
import { readBitmap } from "./bitmap.ts";
import { type CacheTree, readCacheTree } from "./cache-tree.ts";
import { broken } from "./index-error.ts";
import { type IndexEntry, type IndexPart, parseIndex } from "./parse-index.ts";

/** An index with all its entries, sorted by path and stage. */
export interface GitIndex {
  readonly count: number;
  path(at: number): BytePath;
  entry(at: number): IndexEntry;
  /** What is known of folders without looking at their entries. */
  readonly cacheTree: CacheTree | undefined;
}

const LIMIT = 1 << 30;

/** Reads an index, the shared part of a split one included; undefined where there is none. Throws a GitError where it is broken. */
export function readIndex(path: BytePath, folder: BytePath, hash: ObjectHash): GitIndex | undefined {
  const bytes = readOwnFile(path, LIMIT);
  if (bytes === undefined) return undefined;
  return naming(path, () => {
    const part = parseIndex(bytes, hash.bytes);
    const cached = part.extension("TREE");
    const link = part.extension("link");
    const all = link === undefined ? part : splitIndex(part, link, path, folder, hash);
    const cacheTree = cached === undefined ? undefined : readCacheTree(cached, hash.bytes);
    return { count: all.count, path: (at) => all.path(at), entry: (at) => all.entry(at), cacheTree };
  });
}

/** All paths of an index, each once; throws a GitError where they are not in order, which look-ups rely on. */
export function indexPaths({ count, path }: Pick<GitIndex, "count" | "path">): BytePath[] {
  const paths: BytePath[] = [];
  for (let at = 0; at < count; at++) {
    const each = path(at);
    const last = paths.at(-1) ?? "";
    if (each < last) broken("its paths are not in order");
    if (each !== last || at === 0) paths.push(each);
  }
  return paths;
}

/** Runs a step; a fault of the index in it gets the name of the file. */
function naming<Result>(path: BytePath, step: () => Result): Result {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof GitError) || error.file !== undefined) throw error;
    const file = textOfPath(path);
    throw new GitError(error.fault, error.message.replace("The index", `The index ${file}`), error.hint, {
      file,
      cause: error,
    });
  }
}

type Entries = Pick<IndexPart, "count" | "path" | "entry">;

const NONE: readonly number[] = [];

/** The entries of the shared index, without those that are deleted and with those that are replaced or added. */
function splitIndex(part: IndexPart, link: Buffer, path: BytePath, folder: BytePath, hash: ObjectHash): Entries {
  const id = link.toString("hex", 0, hash.bytes);
  if (!isObjectId(id, hash)) return broken("it does not say which index it is a part of");
  if (/^0+$/.test(id)) return part;
  const shared = sharedIndex(id, path, folder, hash);
  const hasBitmaps = link.length > hash.bytes;
  const deleted = hasBitmaps ? readBitmap(link, hash.bytes, shared.count) : { bits: NONE, next: 0 };
  const replaced = hasBitmaps ? readBitmap(link, deleted.next, shared.count).bits : NONE;
  const isDeleted = new Set(deleted.bits);
  const replacements = new Map(replaced.map((at, number) => [at, number]));
  const entries: IndexEntry[] = [];
  for (let at = 0; at < shared.count; at++) {
    if (isDeleted.has(at)) continue;
    const number = replacements.get(at);
    if (number !== undefined && number >= part.count) broken("a replaced entry is missing");
    // The one that replaces has no path of its own.
    entries.push(number === undefined ? shared.entry(at) : { ...part.entry(number), path: shared.path(at) });
  }
  for (let at = replaced.length; at < part.count; at++) entries.push(part.entry(at));
  entries.sort((a, b) => (a.path === b.path ? a.stage - b.stage : a.path < b.path ? -1 : 1));
  const entry = (at: number): IndexEntry => entries[at] ?? broken("it is cut short");
  return { count: entries.length, entry, path: (at) => entry(at).path };
}

function sharedIndex(id: string, path: BytePath, folder: BytePath, hash: ObjectHash): IndexPart {
  // Beside the index where that lies elsewhere, as for a commit of some files only.
  for (const place of [folder, parentOf(path)]) {
    const bytes = readOwnFile(`${place}/sharedindex.${id}`, LIMIT);
    if (bytes !== undefined) return parseIndex(bytes, hash.bytes);
  }
  return broken(`the other part of it, sharedindex.${id}, is missing`);
}
