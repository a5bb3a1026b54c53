import { pathFromText, textOfPath } from "../../files/byte-path.ts";
import { corrupt, GitError } from "../git-error.ts";
import { isObjectId, OBJECT_TYPES, type ObjectId, type ObjectType } from "../object-id.ts";
import type { GitRepository } from "../open-repository.ts";
import { parseCommitHead } from "../parse/commit-head.ts";
import { parseTag } from "../parse/tag.ts";
import { readReflog } from "./reflog.ts";

/** Where a short name may stand for a ref, in git's order. */
const PLACES = ["", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/"] as const;

/** One thing that is done to an object: to its n-th parent, so many first parents back, or to what a tag stands for. */
type Step =
  | { readonly kind: "parent"; readonly count: number }
  | { readonly kind: "back"; readonly count: number }
  | { readonly kind: "peel"; readonly type: ObjectType | "any" | "not-tag" };

const STEP = /(?:\^\{([^{}]*)\}|\^(\d*)|~(\d*))$/;

/**
 * The object that a name stands for, as `git rev-parse` reads it: refs by full and short names, `@`, ids and their first
 * digits, entries of a ref's log (`stash@{1}`), `@{upstream}`, and what follows with `^`, `~` and `^{…}`. Throws a GitError
 * for everything else.
 */
export function resolveName(repository: GitRepository, name: string): ObjectId {
  const steps: Step[] = [];
  let base = pathFromText(name);
  for (let found = STEP.exec(base); found !== null; found = STEP.exec(base)) {
    steps.unshift(stepOf(found, name));
    base = base.slice(0, found.index);
  }
  const wantsCommit = steps.some((step) => step.kind !== "peel" || step.type === "commit");
  let id = resolveBase(repository, base, name, wantsCommit);
  for (const step of steps) id = take(repository, id, step, name);
  return id;
}

/** The commit that a name stands for, tags followed. */
export function resolveCommit(repository: GitRepository, name: string): ObjectId {
  return peel(repository, resolveName(repository, name), "commit", name);
}

function unknown(name: string, why = "stands for nothing in this repository"): GitError {
  const shown = textOfPath(pathFromText(name));
  const hint = "Check the spelling; where the branch or commit is only on the server, fetch it first.";
  return new GitError("unknown-name", `\`${shown}\` ${why}`, hint, { object: shown });
}

function stepOf(found: RegExpExecArray, name: string): Step {
  const [, braces, caret, tilde] = found;
  if (braces === undefined) {
    const digits = (caret ?? tilde) || "1";
    const count = Number(digits);
    if (!Number.isSafeInteger(count)) throw unknown(name);
    return { kind: caret === undefined ? "back" : "parent", count };
  }
  if (braces === "") return { kind: "peel", type: "not-tag" };
  if (braces === "object") return { kind: "peel", type: "any" };
  const type = OBJECT_TYPES.find((one) => one === braces);
  if (type !== undefined) return { kind: "peel", type };
  throw unknown(name, `is of a form (\`^{${braces}}\`) that sealint does not read`);
}

function take(repository: GitRepository, start: ObjectId, step: Step, name: string): ObjectId {
  if (step.kind === "peel") return peel(repository, start, step.type, name);
  let id = peel(repository, start, "commit", name);
  if (step.kind === "parent") return step.count === 0 ? id : parentOfCommit(repository, id, step.count, name);
  for (let left = step.count; left > 0; left--) id = parentOfCommit(repository, id, 1, name);
  return id;
}

function parentOfCommit(
  { objects, hash, shallow }: GitRepository,
  id: ObjectId,
  number: number,
  name: string,
): ObjectId {
  const { parents } = parseCommitHead(objects.readAs(id, "commit"), id, hash);
  const parent = shallow.has(id) ? undefined : parents[number - 1];
  if (parent !== undefined) return parent;
  if (!shallow.has(id) || parents[number - 1] === undefined)
    throw unknown(name, `goes further back than there are parents of ${id.slice(0, 12)}`);
  throw new GitError(
    "shallow",
    `\`${name}\` goes further back than this shallow clone, which ends at ${id.slice(0, 12)}`,
    "Fetch more of the history (`git fetch --deepen 100`, or `fetch-depth: 0` where the pipeline checks it out).",
    { object: id },
  );
}

/** Follows tags (and, where a tree is wanted, a commit) to an object of the type. */
function peel(
  { objects, hash }: GitRepository,
  start: ObjectId,
  wanted: ObjectType | "any" | "not-tag",
  name: string,
): ObjectId {
  const seen = new Set<ObjectId>();
  for (let id = start; ; ) {
    if (seen.has(id)) throw corrupt(`tag ${id}`, "it leads back to itself", { object: id });
    seen.add(id);
    const { type } = objects.info(id);
    if (wanted === "any" || type === wanted || (wanted === "not-tag" && type !== "tag")) return id;
    if (type === "tag") id = parseTag(objects.readAs(id, "tag"), id, hash).object;
    else if (type === "commit" && wanted === "tree")
      return parseCommitHead(objects.readAs(id, "commit"), id, hash).tree;
    else throw unknown(name, `is a ${type} and no ${wanted}`);
  }
}

function resolveBase(repository: GitRepository, base: string, name: string, wantsCommit: boolean): ObjectId {
  const { hash } = repository;
  const lower = base.toLowerCase();
  if (isObjectId(lower, hash)) return lower;
  const at = /^(.*)@\{([^{}]*)\}$/s.exec(base);
  if (at !== null) return resolveAt(repository, at[1] ?? "", at[2] ?? "", name);
  const ref = findRef(repository, base === "@" ? "HEAD" : base);
  if (ref !== undefined) return ref.id;
  const digits = /^(?:.*-g)?([0-9a-f]{4,})$/s.exec(lower)?.[1];
  const id = digits === undefined ? undefined : fromDigits(repository, digits, wantsCommit, name);
  if (id !== undefined) return id;
  if (base === "HEAD" || base === "@") throw unknown(name, "has no commit yet");
  throw unknown(name);
}

/** The ref that a full or short name stands for. */
function findRef({ refs }: GitRepository, name: string): ReturnType<GitRepository["refs"]["find"]> {
  for (const place of PLACES) {
    // At the top of git's folder there are other files, too, and refs there are in capitals.
    if (place === "" && !name.startsWith("refs/") && !/^[A-Z_]+$/.test(name)) continue;
    const ref = refs.find(place + name);
    if (ref !== undefined) return ref;
  }
  return refs.find(`refs/remotes/${name}/HEAD`);
}

function fromDigits(
  repository: GitRepository,
  digits: string,
  wantsCommit: boolean,
  name: string,
): ObjectId | undefined {
  const { objects, hash } = repository;
  if (digits.length > hash.digits) return undefined;
  const found = objects.expand(digits);
  const isMeant = (id: ObjectId): boolean => ["commit", "tag"].includes(objects.info(id).type);
  const meant = found.length > 1 && wantsCommit ? found.filter(isMeant) : found;
  if (meant.length < 2) return meant[0];
  const shown = found.slice(0, 4).map((id) => id.slice(0, digits.length + 8));
  throw new GitError(
    "ambiguous",
    `\`${name}\` begins the names of ${found.length} objects (${shown.join(", ")}${found.length > 4 ? ", …" : ""})`,
    "Give more of its digits.",
    { object: name },
  );
}

/** `branch@{upstream}` and `branch@{2}`. */
function resolveAt(repository: GitRepository, base: string, what: string, name: string): ObjectId {
  if (/^\d+$/.test(what)) return fromLog(repository, base, Number(what), name);
  if (!/^(?:u|upstream)$/i.test(what)) throw unknown(name, `is of a form (\`@{${what}}\`) that sealint does not read`);
  const branch = base === "" || base === "@" || base === "HEAD" ? currentBranch(repository, name) : base;
  const remote = repository.config.get(`branch.${branch}.remote`);
  const merge = repository.config.get(`branch.${branch}.merge`);
  if (remote === undefined || merge === undefined) throw unknown(name, "has no upstream branch");
  const tracking = remote === "." ? merge : trackingRef(repository, remote, merge);
  const ref = tracking === undefined ? undefined : repository.refs.find(tracking);
  if (ref === undefined) throw unknown(name, "has an upstream branch that has not been fetched");
  return ref.id;
}

/** Where `remote.<name>.fetch` puts a branch of the server. */
function trackingRef({ config }: GitRepository, remote: string, branch: string): string | undefined {
  const [source = "", target = ""] = (config.get(`remote.${remote}.fetch`) ?? "").replace(/^\+/, "").split(":");
  const [before = "", after] = source.split("*");
  if (after === undefined) return source === branch ? target : undefined;
  const isMeant = branch.startsWith(before) && branch.endsWith(after);
  return isMeant ? target.replace("*", () => branch.slice(before.length, branch.length - after.length)) : undefined;
}

function currentBranch({ refs }: GitRepository, name: string): string {
  const head = refs.head();
  if (head.kind === "detached") throw unknown(name, "needs a branch, and HEAD is detached");
  return head.branch.replace(/^refs\/heads\//, "");
}

function fromLog(repository: GitRepository, base: string, number: number, name: string): ObjectId {
  const { folder, common, hash } = repository;
  const short = base === "@" ? "HEAD" : base;
  const ref =
    short === "" ? repository.refs.find(`refs/heads/${currentBranch(repository, name)}`) : findRef(repository, short);
  if (ref === undefined) throw unknown(name);
  if (number === 0) return ref.id;
  const log = readReflog(folder, common, short === "HEAD" ? "HEAD" : ref.name, hash);
  const entry = log[number];
  if (entry !== undefined) return entry.after;
  // The entry before the oldest one is what that one came from.
  const oldest = log.at(-1);
  if (oldest !== undefined && number === log.length && !/^0+$/.test(oldest.before)) return oldest.before;
  throw unknown(name, `goes further back than the log of ${textOfPath(ref.name)}`);
}
