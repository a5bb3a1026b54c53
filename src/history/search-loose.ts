import { idOfNumber, type ObjectSpace } from "../git/bulk/object-space.ts";
import { GitError } from "../git/git-error.ts";
import { OBJECT_TYPES, type ObjectType } from "../git/object-id.ts";
import type { ObjectStore } from "../git/objects/object-store.ts";
import { type BlobListener, type BlobPaths, BlobSearch } from "./blob-search.ts";
import type { Looking } from "./looking.ts";

/** Objects of one type in files of their own, by their numbers. */
export function* looseOf(space: ObjectSpace, type: ObjectType): Generator<number, void, void> {
  const first = space.starts.at(-1) as number;
  for (const [place, kind] of space.looseKinds.entries()) if (OBJECT_TYPES[kind] === type) yield first + place;
}

/** Searches the blobs that lie in files of their own. */
export function searchLoose(
  space: ObjectSpace,
  store: Pick<ObjectStore, "read">,
  looking: Looking,
  paths: BlobPaths,
  listener: BlobListener,
): void {
  const search = new BlobSearch(looking, paths, listener, 0);
  for (const number of looseOf(space, "blob")) {
    try {
      const { bytes } = store.read(idOfNumber(space, number));
      search.visit({ number, depth: -1, bytes, base: -1, changes: undefined });
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      listener.lose(number, error);
    }
  }
}
