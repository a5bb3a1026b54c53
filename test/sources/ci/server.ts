import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { lines, type MadeCommit, makeHistory, workRepository } from "../../git/repositories.ts";
import { git, temporaryFolder } from "../temporary.ts";

/** A repository on a server, with its commits by names that tests read well by. */
export interface Server {
  readonly folder: string;
  /** Id of a commit. */
  id(name: Name): string;
  /** Names of commits. */
  names(ids: readonly string[]): string[];
}

/**
 * ```
 * m0 ─ m1 ─ m2 ─ m3 ─────── mm     main is at m3; mm is what it will be once the request is merged
 *       │    ├────┐         │
 *       │    │    trial     │      trial merges s1 into m2, as a system does before it runs
 *       └─ s0 ─ s1 ─────────┘      side
 *            └── sm (with m2) ─ s2 catch-up: a branch that has merged main
 * ```
 * `o0` and `o1` are another branch at m3, and `r` is what side was before a force push.
 */
const HISTORY = {
  m0: [],
  m1: ["m0"],
  s0: ["m1"],
  s1: ["s0"],
  m2: ["m1"],
  trial: ["m2", "s1"],
  m3: ["m2"],
  sm: ["s0", "m2"],
  s2: ["sm"],
  mm: ["m3", "s1"],
  o0: ["m3"],
  o1: ["o0"],
  r: ["s0"],
} as const;
export type Name = keyof typeof HISTORY;
export const NAMES = Object.keys(HISTORY) as readonly Name[];

const REFS: Readonly<Record<string, Name>> = {
  "refs/heads/main": "m3",
  "refs/heads/side": "s1",
  "refs/heads/other": "o1",
  "refs/heads/catch-up": "s2",
  "refs/pull/5/head": "s1",
  "refs/pull/5/merge": "trial",
  "refs/tags/light": "o1",
};

/** `files` are more contents of commits, by path; null takes a file away. */
export function server(files: Partial<Record<Name, MadeCommit["files"]>> = {}): Server {
  const folder = workRepository();
  const made = NAMES.map((name) => ({
    parents: HISTORY[name].map((parent) => NAMES.indexOf(parent)),
    message: `Make ${name}`,
    files: { [name]: `${name}\n`, ...files[name] },
  }));
  const ids = makeHistory(folder, made);
  const id = (name: Name): string => ids[NAMES.indexOf(name)] ?? "";
  for (const [ref, name] of Object.entries(REFS)) git(folder, "update-ref", ref, id(name));
  git(folder, "-c", "user.name=A", "-c", "user.email=a@b", "tag", "-a", "v1", "-m", "Version 1", id("o1"));
  git(folder, "config", "uploadpack.allowAnySHA1InWant", "true");
  return { folder, id, names: (some) => some.map((one) => NAMES[ids.indexOf(one)] ?? one) };
}

/** What a system fetches, and what it checks out. */
export interface Checkout {
  readonly at: Name;
  /** Refspecs; all branches into `origin` where absent. */
  readonly fetch?: readonly string[];
  readonly depth?: number;
  /** Whether the clone remembers which branch is the default one. */
  readonly hasDefault?: boolean;
}

export const ALL_BRANCHES = "+refs/heads/*:refs/remotes/origin/*";

/** Clones as CI systems do: one fetch into an empty repository, and a commit without a branch. */
export function checkedOut(
  { folder, id }: Server,
  { at, fetch = [ALL_BRANCHES], depth, hasDefault }: Checkout,
): string {
  const clone = join(temporaryFolder(), "clone");
  mkdirSync(clone);
  git(clone, "init", "--quiet", "--initial-branch=main");
  git(clone, "remote", "add", "origin", `file://${folder}`);
  const depths = depth === undefined ? [] : [`--depth=${depth}`];
  git(clone, "fetch", "--quiet", "--no-tags", ...depths, "origin", ...fetch, id(at));
  git(clone, "checkout", "--quiet", "--detach", id(at));
  if (hasDefault === true) git(clone, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
  return clone;
}

/** The id of an annotated tag's own object. */
export const tagObject = ({ folder }: Server): string => lines(folder, "rev-parse", "v1")[0] ?? "";
