import { createHash } from "node:crypto";
import type { Origin, Problem } from "../core/source.ts";
import type { ObjectId } from "../git/object-id.ts";
import type { GitRepository } from "../git/open-repository.ts";
import { readReflog } from "../git/refs/reflog.ts";
import type { Pairs } from "./pairs.ts";
import type { HistoryCounts } from "./search-history.ts";

/** What is remembered of earlier searches: ids and numbers, never a value. */
export interface Remembered {
  /** What a search of the whole came to, and of which state of the repository. */
  readonly whole: RememberedWhole | undefined;
  /** Contents with their paths that were found clean. */
  readonly clean: Pairs;
}

export interface RememberedWhole {
  readonly state: string;
  readonly counts: HistoryCounts;
  readonly shown: readonly RememberedShown[];
  readonly problems: readonly Problem[];
}

/** A content that has secrets: where it is, and which of what is found in it are to be reported, by their places in order. */
export interface RememberedShown {
  readonly object: ObjectId;
  readonly kind: "file" | "commit" | "tag";
  readonly path: string;
  readonly origin: Origin;
  readonly which: readonly number[];
}

/** Where it is kept. */
export interface Memory {
  /** What else the result of a whole search rests on, such as the day. */
  readonly circumstances: string;
  read(): Remembered | undefined;
  write(remembered: Remembered): void;
}

/** A hash of all that a search of history rests on: objects by their packs' checksums, refs, stashes, and where it is cut off. */
export function stateOf({ objects, refs, folder, common, hash, shallow }: GitRepository): string {
  const digest = createHash("sha256");
  const note = (...words: readonly string[]): void => {
    for (const word of words) digest.update(word, "latin1").update("\0");
  };
  for (const { path, index } of objects.packs) note("pack", path, index.packChecksum.toString("hex"));
  for (const id of objects.looseIds()) note("loose", id);
  const report = ({ message }: Error): void => note("broken", message);
  for (const { name, id } of refs.all(report)) note("ref", name, id);
  note("head", refs.find("HEAD")?.id ?? "");
  for (const { after } of readReflog(folder, common, "refs/stash", hash)) note("stash", after);
  for (const id of [...shallow].sort()) note("shallow", id);
  return digest.digest("hex");
}
