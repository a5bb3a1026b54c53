import { posix, relative, sep } from "node:path";
import { pathFromText, textOfPath } from "../../files/byte-path.ts";
import type { ObjectId } from "../../git/object-id.ts";
import type { GitRepository } from "../../git/open-repository.ts";
import { parseCommitHead } from "../../git/parse/commit-head.ts";
import { kindOfMode, parseTree, type TreeEntry } from "../../git/parse/tree.ts";
import { entryAt } from "./tree-entry.ts";

/** The files of a commit, read in the way in which those of a folder are. */
export interface TreeFiles {
  readFile(file: string): Buffer;
  exists(file: string): boolean;
  realPath(file: string): string;
  list(folder: string): readonly { readonly name: string; readonly isFolder: boolean }[];
}

const failure = (code: string, file: string): Error => Object.assign(new Error(`${code}: ${file}`), { code });

/**
 * The files of a commit as if they lay below `root`, an absolute folder; none where there is no commit. A link is no file
 * here: it could lead out of the commit.
 */
export function treeFiles(repository: GitRepository, commit: ObjectId | undefined, root: string): TreeFiles {
  const { objects, hash } = repository;
  const tree = commit === undefined ? undefined : parseCommitHead(objects.readAs(commit, "commit"), commit, hash).tree;
  const entryOf = (file: string): TreeEntry | undefined => {
    const path = posix.normalize(relative(root, file).split(sep).join("/"));
    return tree === undefined ? undefined : entryAt(repository, tree, pathFromText(path));
  };
  return {
    exists: (file) => entryOf(file) !== undefined,
    realPath: (file) => file,
    readFile(file) {
      const entry = entryOf(file);
      if (entry === undefined) throw failure("ENOENT", file);
      const kind = kindOfMode(entry.mode);
      if (kind === "folder") throw failure("EISDIR", file);
      if (kind !== "file" && kind !== "executable") throw failure("ELOOP", file);
      return objects.readAs(entry.id, "blob");
    },
    list(folder) {
      const entry = relative(root, folder) === "" ? tree : idOfFolder(entryOf(folder));
      if (entry === undefined) throw failure("ENOENT", folder);
      return parseTree(objects.readAs(entry, "tree"), entry, hash).map(({ name, mode }) => ({
        name: textOfPath(name),
        isFolder: kindOfMode(mode) === "folder",
      }));
    },
  };
}

const idOfFolder = (entry: TreeEntry | undefined): ObjectId | undefined =>
  entry !== undefined && kindOfMode(entry.mode) === "folder" ? entry.id : undefined;

/** The files of the last commit of the default branch, which `HEAD` names. */
export function filesOfHead(repository: GitRepository, root: string): TreeFiles {
  const head = repository.refs.head();
  return treeFiles(repository, head.kind === "unborn" ? undefined : head.id, root);
}
