import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commitsOf } from "../../../src/git/history/commits.ts";
import { isAncestor, mergeBases } from "../../../src/git/history/merge-bases.ts";
import { commitsBetween } from "../../../src/git/history/reachable.ts";
import { git, temporaryFolder } from "../../sources/temporary.ts";
import { bareRepository, lines, type MadeCommit, makeHistory, opened } from "../repositories.ts";

/** A history in which each commit may have up to three earlier ones as parents, and clocks go wrong where they may. */
function history(size: number, isSkewed: boolean): fc.Arbitrary<MadeCommit[]> {
  const commit = fc.record({
    parents: fc.array(fc.nat(1000), { maxLength: 3 }),
    skew: isSkewed ? fc.integer({ min: -100_000, max: 100_000 }) : fc.constant(0),
  });
  return fc.array(commit, { minLength: 2, maxLength: size }).map((commits) =>
    commits.map(({ parents, skew }, at) => ({
      parents: at === 0 ? [] : [...new Set(parents.map((parent) => Math.max(0, at - 1 - (parent % 6))))],
      time: 1_700_000_000 + at * 10 + skew,
    })),
  );
}

/** Places of a commit and all that it leads to, worked out the plain way. */
function ancestors(commits: readonly MadeCommit[], starts: readonly number[]): Set<number> {
  const found = new Set<number>();
  const waiting = [...starts];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    waiting.push(...(commits[at]?.parents ?? []));
  }
  return found;
}

describe("commitsBetween", () => {
  it.each([false, true])("gives what only one side leads to, clocks wrong: %s (property)", (isSkewed) => {
    const ends = fc.array(fc.nat(1000), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(history(40, isSkewed), ends, fc.array(fc.nat(1000), { maxLength: 3 }), (made, from, without) => {
        const repository = bareRepository();
        const ids = makeHistory(repository, made);
        const [include, exclude] = [from, without].map((places) => places.map((place) => place % ids.length));
        const idsOf = (places: Iterable<number> = []) => Array.from(places, (place) => ids[place] ?? "");
        const ours = commitsBetween(
          { include: idsOf(include), exclude: idsOf(exclude) },
          commitsOf(opened(repository)),
        );
        const old = ancestors(made, exclude ?? []);
        const wanted = [...ancestors(made, include ?? [])].filter((place) => !old.has(place));
        expect(ours.toSorted()).toEqual([...new Set(idsOf(wanted))].sort());
      }),
      { numRuns: 25 },
    );
  });

  it("gives them in git's order, children first", () => {
    const repository = bareRepository();
    const made = Array.from(
      { length: 30 },
      (_, at): MadeCommit => ({ parents: at === 0 ? [] : at % 4 === 3 ? [at - 1, at - 3] : [at - 1] }),
    );
    const ids = makeHistory(repository, made);
    const ours = commitsBetween(
      { include: [ids.at(-1) ?? ""], exclude: [ids[4] ?? ""] },
      commitsOf(opened(repository)),
    );
    expect(ours).toEqual(lines(repository, "rev-list", "main", `^${ids[4]}`));
  });

  it("ends where a shallow clone ends, and says so", () => {
    const full = bareRepository();
    const ids = makeHistory(full, [{}, {}, {}, {}, {}]);
    const clone = join(temporaryFolder(), "shallow.git");
    git(full, "clone", "--quiet", "--bare", "--depth=3", `file://${full}`, clone);
    const commits = commitsOf(opened(clone));
    expect(commitsBetween({ include: [ids[4] ?? ""], exclude: [] }, commits)).toEqual(ids.slice(2).toReversed());
    expect([...commits.boundaries]).toEqual([ids[2]]);
  });
});

describe("mergeBases", () => {
  it.each([false, true])("gives all that git gives, clocks wrong: %s (property)", (isSkewed) => {
    fc.assert(
      fc.property(
        history(30, isSkewed),
        fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)), { minLength: 4, maxLength: 4 }),
        (made, pairs) => {
          const repository = bareRepository();
          const ids = makeHistory(repository, made);
          const commits = commitsOf(opened(repository));
          for (const [a, b] of pairs) {
            const [one, other] = [a % ids.length, b % ids.length] as const;
            const ofOther = ancestors(made, [other]);
            const common = [...ancestors(made, [one])].filter((place) => ofOther.has(place));
            const best = common.filter((id) => !common.some((each) => each !== id && ancestors(made, [each]).has(id)));
            const ours = mergeBases(ids[one] ?? "", ids[other] ?? "", commits);
            expect(ours.toSorted()).toEqual(best.map((place) => ids[place] ?? "").toSorted());
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it("agrees with git on criss-cross merges and on histories that share nothing", () => {
    const repository = bareRepository();
    const ids = makeHistory(repository, [
      { parents: [] },
      { parents: [0] },
      { parents: [0] },
      { parents: [1, 2] },
      { parents: [2, 1] },
      { parents: [] },
    ]);
    const commits = commitsOf(opened(repository));
    for (const [one, other] of [
      [3, 4],
      [1, 2],
      [4, 1],
      [3, 3],
    ] as const)
      expect(mergeBases(ids[one] ?? "", ids[other] ?? "", commits).toSorted()).toEqual(
        lines(repository, "merge-base", "--all", ids[one] ?? "", ids[other] ?? "").sort(),
      );
    expect(mergeBases(ids[5] ?? "", ids[4] ?? "", commits)).toEqual([]);
    expect(isAncestor(ids[0] ?? "", ids[4] ?? "", commits)).toBe(true);
    expect(isAncestor(ids[4] ?? "", ids[0] ?? "", commits)).toBe(false);
  });
});
