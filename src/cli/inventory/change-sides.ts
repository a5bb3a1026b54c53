import { ScanError } from "../../core/errors.ts";
import type { Commits } from "../../git/history/commits.ts";
import type { ObjectId } from "../../git/object-id.ts";
import type { GitRepository } from "../../git/open-repository.ts";
import { resolveCommit } from "../../git/refs/resolve-name.ts";
import { tipsOf } from "../../sources/commits/tips.ts";
import { namedRange } from "../../sources/ranges/named-range.ts";
import { LOCAL_REMEDIES } from "../../sources/ranges/remedies.ts";
import type { Program } from "../program.ts";

/** The revisions that a person named; those of the CI run where there are none. */
export interface RevisionsAsked {
  readonly base?: string;
  /** `HEAD` where only the other is named. */
  readonly head?: string;
}

/** A change: where it starts from, where it ends, and the commits that it brings. */
export interface ChangeSides {
  readonly base: ObjectId;
  readonly head: ObjectId;
  readonly range: readonly ObjectId[];
}

/** Works out the two sides of a change. Throws a ScanError or GitError where they cannot be told. */
export async function changeSides(
  repository: GitRepository,
  commits: Commits,
  { base, head = "HEAD" }: RevisionsAsked,
  env: Program["env"],
): Promise<ChangeSides> {
  const { systemHere } = await import("../../sources/ci/systems.ts");
  const remedies = systemHere(env)?.remedies ?? LOCAL_REMEDIES;
  if (base !== undefined) {
    const { range } = namedRange(repository, { from: base, to: head }, remedies);
    return { base: resolveCommit(repository, base), head: resolveCommit(repository, head), range: range.commits };
  }
  if (systemHere(env) === undefined)
    throw new ScanError(
      "`--require-change-approval` does not know which change is meant",
      "Name the commit that it starts from, such as `--base origin/main`; in a pull request's pipeline it is known.",
    );
  const { range, sides } = (await import("../../sources/ci/resolve-build.ts")).resolveBuild(repository, env);
  if (sides !== undefined) return { ...sides, range: range.commits };
  const [tip = resolveCommit(repository, "HEAD"), ...others] = tipsOf(range.commits, commits);
  if (others.length > 0) throw untold();
  return { base: startOf(tip, new Set(range.commits), commits), head: tip, range: range.commits };
}

/** The commit that a push starts from: the first that is not new, on the way of first parents. */
function startOf(tip: ObjectId, fresh: ReadonlySet<ObjectId>, commits: Commits): ObjectId {
  let at = tip;
  while (fresh.has(at)) {
    const [parent] = commits.head(at).parents;
    if (parent === undefined) throw untold();
    at = parent;
  }
  return at;
}

const untold = (): ScanError =>
  new ScanError(
    "what is new here has no commit that it starts from, so that nothing says who may change the inventory",
    "Name one with `--base REF`.",
  );
