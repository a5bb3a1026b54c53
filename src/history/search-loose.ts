import { idOfNumber, looseNumbersOf, type ObjectSpace } from "../git/bulk/object-space.ts";
import { GitError } from "../git/git-error.ts";
import type { ObjectStore } from "../git/objects/object-store.ts";
import { type BlobListener, type BlobPaths, BlobSearch } from "./blob-search.ts";
import type { Looking } from "./looking.ts";

/** Searches the blobs that lie in files of their own. */
export function searchLoose(
  space: ObjectSpace,
  store: Pick<ObjectStore, "read">,
  looking: Looking,
  paths: BlobPaths,
  listener: BlobListener,
): void {
  const search = new BlobSearch(looking, paths, listener, 0);
  for (const number of looseNumbersOf(space, "blob")) {
    try {
      const { bytes } = store.read(idOfNumber(space, number));
      search.visit({ number, depth: -1, bytes, base: -1, changes: undefined });
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      listener.lose(number, error);
    }
  }
}
