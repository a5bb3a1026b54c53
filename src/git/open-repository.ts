import { delimiter, isAbsolute, posix } from "node:path";
import { type BytePath, pathFromText, textOfPath } from "../files/byte-path.ts";
import { commonFolder } from "./find-git-folder.ts";
import { type Environment, type GitConfig, isTrue, parseGitConfig } from "./git-config.ts";
import { corrupt, GitError } from "./git-error.ts";
import { type FoundRepository, locateRepository, pathOfEnvironment } from "./locate-repository.ts";
import { isObjectId, type ObjectHash, type ObjectId } from "./object-id.ts";
import { objectFolders, unquotePath } from "./objects/alternates.ts";
import { ObjectStore, type StoreOptions } from "./objects/object-store.ts";
import { readOwnFile } from "./own-file.ts";
import { Refs } from "./refs/refs.ts";
import { repositoryFormat } from "./repository-format.ts";

/** A repository that is open for reading; nothing in it is ever run or written. */
export interface GitRepository {
  /** The folder with git's own data, and the one that linked work trees share. */
  readonly folder: BytePath;
  readonly common: BytePath;
  /** Top of the work tree, without a slash at its end; a bare repository has none. */
  readonly top: BytePath | undefined;
  readonly config: GitConfig;
  readonly hash: ObjectHash;
  readonly objects: ObjectStore;
  readonly refs: Refs;
  /** Commits whose parents a shallow clone left on the server. */
  readonly shallow: ReadonlySet<ObjectId>;
  /** Path of the index. */
  readonly indexPath: BytePath;
  close(): void;
}

export interface OpenOptions {
  /** Absolute folder inside the repository, and what relative paths of the environment start from. */
  readonly start: string;
  readonly environment: Environment;
  readonly store?: Pick<StoreOptions, "objectLimit" | "baseCache" | "pageCache" | "verify">;
}

const CONFIG_LIMIT = 1 << 20;
const SHALLOW_LIMIT = 1 << 28;

/** Opens the repository that a folder belongs to. Throws a GitError where there is none, or one that cannot be read. */
export function openGit({ start, environment, store = {} }: OpenOptions): GitRepository {
  const from = pathFromText(start);
  const found = locateRepository(from, environment);
  const { folder } = found;
  const common = pathOfEnvironment(environment, "GIT_COMMON_DIR", from) ?? commonFolder(folder);
  const config = readConfig(folder, common);
  const { hash, isPartialClone } = repositoryFormat(config, textOfPath(`${common}/config`));
  const { folders, absent } = objectFolders(namedFolders(common, environment, from));
  if (folders.length === 0) {
    const file = textOfPath(absent[0] ?? common);
    const hint = "Clone the repository anew, or unset GIT_OBJECT_DIRECTORY.";
    throw new GitError("not-a-repository", `the folder of objects, ${file}, is missing`, hint, { file });
  }
  const objects = new ObjectStore({ ...store, hash, folders, isPartialClone, absent: absent.map(textOfPath) });
  return {
    folder,
    common,
    top: topOf(found, config, environment),
    config,
    hash,
    objects,
    refs: new Refs(folder, common, hash),
    shallow: readShallow(pathOfEnvironment(environment, "GIT_SHALLOW_FILE", from) ?? `${common}/shallow`, hash),
    indexPath: pathOfEnvironment(environment, "GIT_INDEX_FILE", from) ?? `${folder}/index`,
    close: () => objects.close(),
  };
}

function readConfig(folder: BytePath, common: BytePath): GitConfig {
  const read = (path: BytePath): GitConfig => parseGitConfig(readOwnFile(path, CONFIG_LIMIT)?.toString("latin1") ?? "");
  const shared = read(`${common}/config`);
  if (!isTrue(shared.get("extensions.worktreeconfig"))) return shared;
  return new Map([...shared, ...read(`${folder}/config.worktree`)]);
}

/** Where objects lie by the config and the environment: the first folder takes new objects, which may be a quarantine. */
function namedFolders(common: BytePath, environment: Environment, cwd: BytePath): BytePath[] {
  const first = pathOfEnvironment(environment, "GIT_OBJECT_DIRECTORY", cwd) ?? `${common}/objects`;
  const others = pathFromText(environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"] ?? "").split(delimiter);
  const paths = others.filter((path) => path !== "").map(unquotePath);
  return [first, ...paths.map((path) => (isAbsolute(path) ? path : posix.join(cwd, path)))];
}

function topOf({ folder, top }: FoundRepository, config: GitConfig, environment: Environment): BytePath | undefined {
  if (environment["GIT_WORK_TREE"] !== undefined && environment["GIT_WORK_TREE"] !== "") return top;
  const isGiven = environment["GIT_DIR"] !== undefined && environment["GIT_DIR"] !== "";
  const set = config.get("core.worktree");
  if (set !== undefined) return isAbsolute(set) ? set : posix.join(folder, set);
  const isBare = isTrue(config.get("core.bare"));
  // A linked work tree of a bare repository has its own `.git`.
  if (isBare && (isGiven || top === undefined || posix.join(top, ".git") === folder)) return undefined;
  return top;
}

function readShallow(path: BytePath, hash: ObjectHash): ReadonlySet<ObjectId> {
  const lines = readOwnFile(path, SHALLOW_LIMIT)?.toString("latin1").split("\n") ?? [];
  const ids = lines.map((line) => line.trim()).filter((line) => line !== "");
  const wrong = ids.find((id) => !isObjectId(id, hash));
  if (wrong !== undefined)
    throw corrupt("the list of shallow commits", "a line names no commit", { file: textOfPath(path) });
  return new Set(ids);
}
