import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { bareRepository, makeHistory } from "../git/repositories.ts";
import { git } from "../sources/temporary.ts";
import { zipOf } from "../support/archives.ts";
import { coursesByLookingAtAll, coursesFound } from "./every-version.ts";
import { histories } from "./made-versions.ts";
import { historyOf, looking } from "./searching.ts";

describe("a search of history", () => {
  it("finds the secrets that a look at every file of every commit finds, and when they came and went", async () => {
    let met = 0;
    await fc.assert(
      fc.asyncProperty(histories, fc.boolean(), async (commits, isPacked) => {
        const repository = bareRepository();
        // What lies in a pack is not pruned.
        git(repository, "config", "fastimport.unpackLimit", "100000");
        makeHistory(repository, commits);
        // Without some of the branches there are secrets that are in no ref any more.
        for (let at = 0; at < commits.length - 1; at++)
          if (at % 3 !== 0) git(repository, "update-ref", "-d", `refs/made/${at}`);
        git(repository, "reflog", "expire", "--expire=now", "--all");
        if (isPacked) git(repository, "repack", "-adfq", "--window=50", "--depth=50");
        git(repository, "prune", "--expire=now");
        const expected = coursesByLookingAtAll(repository, looking);
        const found = coursesFound(await historyOf(repository));
        expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
        for (const [identity, course] of expected) expect(found.get(identity)).toEqual(course);
        met += expected.size;
      }),
      { numRuns: 12, endOnFailure: true },
    );
    expect(met).toBeGreaterThan(40);
  });

  it("finds what a file's name alone tells to be a secret", async () => {
    const repository = bareRepository();
    const key = (seed: string): string => fillExample("‹hex 32›", seed).text;
    const [first] = makeHistory(repository, [
      { files: { "config/master.key": key("a"), "notes.txt": key("c"), jwt_secret: key("d") } },
      { files: { "config/master.key": key("b") } },
      { files: { "config/master.key": null } },
    ]);
    git(repository, "repack", "-adfq", "--window=50", "--depth=50");
    const found = coursesFound(await historyOf(repository));
    expect(found).toEqual(coursesByLookingAtAll(repository, looking));
    expect([...found.values()].filter(({ brought }) => brought === first)).toHaveLength(2);
    expect(found.size).toBe(3);
  });

  it("counts the archives that it could not open whole, each once, and reads what it can of them", async () => {
    const repository = bareRepository();
    const token = fillExample("ghp_‹alnum 30›‹github-crc32›", "closed").text;
    const member = { name: "a.env", content: `token=${token}\n` };
    makeHistory(repository, [
      { files: { "whole.zip": zipOf([member]), "logo.png": Buffer.from("\x89PNG\0\0", "latin1") } },
      {
        files: {
          "a.7z": Buffer.from("7z\xbc\xaf\x27\x1c\0\x04", "latin1"),
          "half.zip": zipOf([{ ...member, name: "b.env", flags: 1 }, { ...member, name: "c.env", flags: 1 }, member]),
        },
      },
      { files: { "copy.7z": Buffer.from("7z\xbc\xaf\x27\x1c\0\x04", "latin1") } },
    ]);
    const { problems, counts, shown } = await historyOf(repository);
    expect(problems.map(({ level, message }) => `${level} ${message}`)).toEqual([
      expect.stringMatching(/^note 2 archives in its history could not be opened whole/),
    ]);
    expect(counts.binary).toBe(1);
    expect(shown).toHaveLength(1);
  });
});
