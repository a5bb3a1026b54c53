import { mkdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ScanError } from "../../../src/core/errors.ts";
import { wholeRange } from "../../../src/sources/ranges/whole-range.ts";
import { lines, makeHistory, opened, workRepository } from "../../git/repositories.ts";
import { git, temporaryFolder } from "../temporary.ts";

const REMEDIES = { history: "Fetch all.", contents: "" };

/** A history with merges: each commit has one or two of those before it as parents. */
const history = fc.array(fc.tuple(fc.nat(99), fc.nat(99), fc.boolean()), { minLength: 4, maxLength: 14 }).map((drawn) =>
  drawn.map(([one, other, isMerge], at) => {
    if (at === 0) return [];
    // Mostly the ones before, so that branches are long enough to be cut.
    const parent = (drawnAt: number): number => at - 1 - (drawnAt % Math.min(at, 3));
    return [...new Set(isMerge ? [parent(one), parent(other)] : [parent(one)])];
  }),
);

describe("a range in a shallow clone", () => {
  it("is never less than what git tells where all is there, or is refused", () => {
    let told = 0;
    let refused = 0;
    fc.assert(
      fc.property(history, fc.nat(99), fc.nat(99), fc.integer({ min: 1, max: 6 }), (parents, from, to, depth) => {
        const server = workRepository();
        const ids = makeHistory(
          server,
          parents.map((some) => ({ parents: some })),
        );
        const [base = "", head = ""] = [from, to].map((drawn) => ids[drawn % ids.length] ?? "");
        git(server, "config", "uploadpack.allowAnySHA1InWant", "true");
        const clone = join(temporaryFolder(), "clone");
        mkdirSync(clone);
        git(clone, "init", "--quiet");
        git(clone, "fetch", "--quiet", `--depth=${depth}`, `file://${server}`, base, head);
        const repository = opened(clone);
        try {
          const { commits } = wholeRange(repository, [head], [base], REMEDIES);
          const wanted = lines(server, "rev-list", `${base}..${head}`);
          told++;
          expect(wanted.filter((id) => !commits.includes(id))).toEqual([]);
        } catch (error) {
          if (!(error instanceof ScanError)) throw error;
          refused++;
          expect(error.hint).toBe("Fetch all.");
        } finally {
          repository.close();
        }
      }),
      { numRuns: 60 },
    );
    // Else the property says nothing.
    expect(Math.min(told, refused)).toBeGreaterThan(0);
  });
});
