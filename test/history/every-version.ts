import type { CommitOrigin, Origin } from "../../src/core/source.ts";
import { unitOf } from "../../src/core/source.ts";
import type { HistoryResult } from "../../src/history/history-result.ts";
import { identitiesOf, type Looking } from "../../src/history/looking.ts";
import { lines, objectsByGit } from "../git/repositories.ts";
import { git } from "../sources/temporary.ts";

/** What is said of one secret: who brought it, who took it out, and where it still is. */
export interface Course {
  readonly brought: string;
  readonly removed: string | undefined;
  readonly refs: readonly string[];
}

/** What a search of history says, by identity. */
export function coursesFound({ shown }: HistoryResult): Map<string, Course> {
  return new Map(shown.flatMap(({ origins }) => origins.map(([identity, origin]) => [identity, courseOf(origin)])));
}

function courseOf(origin: Origin): Course {
  const { sha, removed, refs = [] } = origin as CommitOrigin;
  return { brought: sha, removed: removed?.sha, refs: [...refs].sort() };
}

/** The same by the plainest way: every file of every commit is searched whole, as git tells what they are. */
export function coursesByLookingAtAll(repository: string, looking: Looking): Map<string, Course> {
  const objects = objectsByGit(repository);
  const known = new Map<string, readonly string[]>();
  const identitiesIn = (id: string, path: string): readonly string[] => {
    const key = `${id} ${path}`;
    const kept = known.get(key);
    if (kept !== undefined) return kept;
    const { bytes } = objects.get(id) as { bytes: Buffer };
    const found = identitiesOf(looking.look(unitOf(path, Buffer.from(bytes)), undefined));
    known.set(key, found);
    return found;
  };
  const holds = new Map<string, Set<string>>();
  const order = lines(repository, "rev-list", "--all", "--date-order", "--reverse", "--parents").map((line) =>
    line.split(" "),
  );
  for (const [commit = ""] of order) {
    const held = new Set<string>();
    for (const entry of git(repository, "ls-tree", "-r", "-z", commit).toString("utf8").split("\0")) {
      const [head = "", path = ""] = entry.split("\t");
      const [, type, id = ""] = head.split(" ");
      if (type === "blob") for (const identity of identitiesIn(id, path)) held.add(identity);
    }
    holds.set(commit, held);
  }
  const tips = lines(repository, "for-each-ref", "--format=%(objectname) %(refname)").map((line) => line.split(" "));
  const courses = new Map<string, Course>();
  for (const identity of new Set([...holds.values()].flatMap((held) => [...held]))) {
    const has = (commit: string): boolean => holds.get(commit)?.has(identity) === true;
    const brought = order.find(([commit = "", ...parents]) => has(commit) && !parents.some(has));
    const removed = order.findLast(([commit = "", ...parents]) => !has(commit) && parents.some(has));
    const refs = tips.filter(([commit = ""]) => has(commit)).map(([, name = ""]) => name.replace(/^refs\/heads\//, ""));
    courses.set(identity, {
      brought: brought?.[0] ?? "",
      removed: refs.length > 0 ? undefined : removed?.[0],
      refs: refs.sort(),
    });
  }
  return courses;
}
