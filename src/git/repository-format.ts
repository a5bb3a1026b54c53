import { type GitConfig, isTrue } from "./git-config.ts";
import { GitError } from "./git-error.ts";
import { type ObjectHash, SHA1, SHA256 } from "./object-id.ts";

/** What a repository's config says of how its data is stored. */
export interface RepositoryFormat {
  readonly hash: ObjectHash;
  /** Whether objects may have been left on a server. */
  readonly isPartialClone: boolean;
}

/** Extensions that change nothing of what is read here, or that are read here. */
const KNOWN = new Set([
  "compatobjectformat",
  "noop",
  "noop-v1",
  "objectformat",
  "partialclone",
  "preciousobjects",
  "refstorage",
  "relativeworktrees",
  "worktreeconfig",
]);

function unsupported(what: string, hint: string, file: string): GitError {
  return new GitError("unsupported", `the repository ${what}, which is not supported`, hint, { file });
}

/** Reads the format of a repository from its config. Throws a GitError where it is one that cannot be read. */
export function repositoryFormat(config: GitConfig, file: string): RepositoryFormat {
  const version = Number(config.get("core.repositoryformatversion") ?? 0);
  if (!(version <= 1))
    throw unsupported(`is of format version ${version}`, "Use a newer version of sealint, or clone it anew.", file);
  for (const key of config.keys()) {
    const extension = /^extensions\.([^.]+)$/.exec(key)?.[1];
    if (version > 0 && extension !== undefined && !KNOWN.has(extension))
      throw unsupported(`has the extension ${extension}`, "Use a newer version of sealint, or clone it anew.", file);
  }
  const refs = config.get("extensions.refstorage")?.toLowerCase() ?? "files";
  if (refs !== "files")
    throw unsupported(`keeps its refs as ${refs}`, "Run `git refs migrate --ref-format=files` there.", file);
  return { hash: hashOf(config, file), isPartialClone: isPartialClone(config) };
}

function hashOf(config: GitConfig, file: string): ObjectHash {
  const name = config.get("extensions.objectformat")?.toLowerCase() ?? SHA1.name;
  const hash = [SHA1, SHA256].find((one) => one.name === name);
  if (hash === undefined) throw unsupported(`names its objects by ${name}`, "Use a newer version of sealint.", file);
  return hash;
}

function isPartialClone(config: GitConfig): boolean {
  if (config.has("extensions.partialclone")) return true;
  return [...config].some(([key, value]) => /^remote\..*\.promisor$/s.test(key) && isTrue(value));
}
