import { createHash } from "node:crypto";
import { GitError } from "../git/git-error.ts";
import type { Pack } from "../git/objects/pack.ts";
import type { GitRepository } from "../git/open-repository.ts";
import type { HistoryResult } from "./history-result.ts";
import type { Searched } from "./pairs.ts";
import { namesOf } from "./ref-tips.ts";

/** What is remembered of earlier searches: ids, numbers and prints, never a value. */
export interface Remembered {
  /** What the last search of all came to, and of which state of the repository; nothing where it could not read all. */
  readonly whole: { readonly state: string; readonly result: HistoryResult } | undefined;
  readonly searched: Searched;
}

/** Where it is kept. */
export interface Memory {
  /** What else the result of a whole search rests on, such as the day. */
  readonly circumstances: string;
  read(): Remembered | undefined;
  write(remembered: Remembered): void;
}

/** A hash of all that a search of history rests on: objects by their packs' checksums, refs, stashes, and where it is cut off. */
export function stateOf(repository: GitRepository): string {
  const { objects, shallow } = repository;
  const digest = createHash("sha256");
  const note = (...words: readonly string[]): void => {
    for (const word of words) digest.update(word, "latin1").update("\0");
  };
  for (const pack of objects.packs) note("pack", pack.path, checksumOf(pack));
  for (const id of objects.looseIds()) note("loose", id);
  for (const { name, id } of namesOf(repository, ({ message }) => note("broken", message))) note("ref", name, id);
  for (const id of [...shallow].sort()) note("shallow", id);
  return digest.digest("hex");
}

/** A pack's checksum; nothing where its index is broken, which the search will tell. */
function checksumOf(pack: Pack): string {
  try {
    return pack.index.packChecksum.toString("hex");
  } catch (error) {
    if (error instanceof GitError) return "";
    throw error;
  }
}
