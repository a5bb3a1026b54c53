import { type BytePath, pathFromText } from "../files/byte-path.ts";
import { commitsOf } from "../git/history/commits.ts";
import { commitsBetween } from "../git/history/reachable.ts";
import type { ObjectId } from "../git/object-id.ts";
import type { GitRepository } from "../git/open-repository.ts";
import { parseCommitHead } from "../git/parse/commit-head.ts";
import { kindOfMode, parseTree } from "../git/parse/tree.ts";

/** So many commits are looked through, the latest first; what was there before them is older than that. */
const MOST_COMMITS = 50_000;

/** A word to look for. */
export interface SoughtWord {
  readonly word: string;
  /** Whether it is the same word in upper and lower case. */
  readonly isCaseless: boolean;
}

/**
 * The days on which words were first mentioned in files at some paths, in the commits that HEAD has: an ISO day a word, none for a
 * word that is in no commit. Throws a GitError where the repository cannot be read.
 */
export function firstMentions(
  repository: GitRepository,
  paths: readonly string[],
  words: readonly SoughtWord[],
): ReadonlyMap<string, string> {
  const { objects, refs, hash } = repository;
  const head = refs.head();
  if (head.kind === "unborn") return new Map();
  const commits = commitsOf(repository);
  const order = commitsBetween({ include: [head.id], exclude: [] }, commits).slice(0, MOST_COMMITS);
  const blobsOf = createBlobsOf(repository, paths.map(pathFromText));
  const seen = new Set<ObjectId>();
  const days = new Map<string, string>();
  let open = words.map((sought) => ({ word: sought.word, pattern: wholeWord(sought) }));
  // The oldest first: the first that has a word is the one.
  for (const id of order.toReversed()) {
    if (open.length === 0) break;
    const fresh = blobsOf(parseCommitHead(objects.readAs(id, "commit"), id, hash).tree).filter(
      (blob) => !seen.has(blob),
    );
    for (const blob of fresh) {
      seen.add(blob);
      const text = objects.readAs(blob, "blob").toString("latin1");
      const found = open.filter(({ pattern }) => pattern.test(text));
      const day = dayOf(commits.head(id).time);
      for (const { word } of found) days.set(word, day);
      if (found.length > 0) open = open.filter(({ word }) => !days.has(word));
    }
  }
  return days;
}

/** A name that is no part of a longer one. */
const wholeWord = ({ word, isCaseless }: SoughtWord): RegExp =>
  new RegExp(String.raw`(?<![\w-])${word.replaceAll(/[^\w-]/g, String.raw`\$&`)}(?![\w-])`, isCaseless ? "i" : "");

/** Whoever makes a commit may write any time into it. */
function dayOf(seconds: number): string {
  const year = 31_556_952;
  const sound = Math.min(Math.max(seconds, 0), 8_000 * year);
  return new Date(sound * 1000).toISOString().slice(0, 10);
}

/** Gives the contents of a tree at some paths; trees that were read are remembered. */
function createBlobsOf(
  { objects, hash }: GitRepository,
  paths: readonly BytePath[],
): (tree: ObjectId) => readonly ObjectId[] {
  const wanted = stepsOf(paths.map((path) => path.split("/")));
  const known = new Map<string, readonly ObjectId[]>();
  const walk = (tree: ObjectId, steps: Steps, at: string): readonly ObjectId[] => {
    const key = `${tree} ${at}`;
    const kept = known.get(key);
    if (kept !== undefined) return kept;
    const found = parseTree(objects.readAs(tree, "tree"), tree, hash).flatMap(({ name, id, mode }) => {
      const below = steps.get(name);
      const kind = kindOfMode(mode);
      if (below === undefined) return [];
      if (below.size > 0) return kind === "folder" ? walk(id, below, `${at}/${name}`) : [];
      return kind === "file" || kind === "executable" ? [id] : [];
    });
    known.set(key, found);
    return found;
  };
  return (tree) => walk(tree, wanted, "");
}

interface Steps extends ReadonlyMap<string, Steps> {}

function stepsOf(paths: readonly (readonly string[])[]): Steps {
  const groups = Map.groupBy(
    paths.filter((path) => path.length > 0),
    ([first = ""]) => first,
  );
  return new Map([...groups].map(([name, rest]) => [name, stepsOf(rest.map((path) => path.slice(1)))]));
}
