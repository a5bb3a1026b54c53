import { createHash } from "node:crypto";
import { GitError, passingOver } from "../git/git-error.ts";
import type { Pack } from "../git/objects/pack.ts";
import type { GitRepository } from "../git/open-repository.ts";
import { reflogBytes } from "../git/refs/reflog.ts";
import type { HistoryResult } from "./history-result.ts";
import type { Searched } from "./pairs.ts";
import { workTreesOf } from "./ref-tips.ts";

/** What is remembered of earlier searches: ids, numbers and prints, never a value. */
export interface Remembered {
  /** What the last search of all came to, and of which state of the repository; nothing where it could not read all. */
  readonly whole: { readonly state: string; readonly result: HistoryResult } | undefined;
  /** Read only where something has changed: it is most of what is kept. */
  readonly searched: () => Searched;
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
  const { objects, shallow, folder, common } = repository;
  const digest = createHash("sha256");
  const note = (...words: readonly (string | Buffer)[]): void => {
    for (const word of words) {
      const bytes = typeof word === "string" ? Buffer.from(word, "latin1") : word;
      digest.update(`${bytes.length} `).update(bytes);
    }
  };
  const noteAll = (words: () => Iterable<string | Buffer>): void => {
    // What cannot be read is told by the search.
    passingOver(
      ({ message }) => note("broken", message),
      () => note(...words()),
    );
  };
  for (const pack of objects.packs) note("pack", pack.path, checksumOf(pack));
  for (const id of objects.looseIds()) note("loose", id);
  for (const { name, refs } of workTreesOf(repository)) noteAll(() => [name, ...refs.sources()]);
  noteAll(() => ["stashes", reflogBytes(folder, common, "refs/stash") ?? ""]);
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
