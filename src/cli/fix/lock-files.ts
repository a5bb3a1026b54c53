import { join } from "node:path";
import { readSmallFile } from "../../files/small-file.ts";

/** Where tools keep which commit a version of an action was. */
const PATHS = [
  ".github/aw/actions-lock.json",
  ".github/actions-lock.json",
  ".github/actions.lock.json",
  "actions-lock.json",
];

const MOST_BYTES = 4 << 20;

/** Texts of the lock files of a repository, by their paths; read once it is asked for. */
export function lockFilesIn(root: string): () => ReadonlyMap<string, string> {
  let known: ReadonlyMap<string, string> | undefined;
  return () => {
    known ??= new Map(
      PATHS.flatMap((path) => {
        const file = readSmallFile(join(root, path), MOST_BYTES);
        return typeof file === "string" ? [] : [[path, file.bytes.toString("utf8")]];
      }),
    );
    return known;
  };
}
