import { describe, expect, it } from "vitest";
import { ScanError } from "../../../src/core/errors.ts";
import type { Before, BuildEvent, PullRequestEvent, PushEvent } from "../../../src/sources/ci/build-event.ts";
import { resolveEvent } from "../../../src/sources/ci/resolve-build.ts";
import { opened } from "../../git/repositories.ts";
import { git } from "../temporary.ts";
import { ALL_BRANCHES, type Checkout, checkedOut, NAMES, type Name, type Server, server, tagObject } from "./server.ts";

const REMEDIES = { history: "Fetch all.", contents: "" };

/** What an event comes to in a clone: commits, tags and base by their names, or what the error says. */
function outcome(made: Server, checkout: Checkout | string, event: BuildEvent) {
  const repository = opened(typeof checkout === "string" ? checkout : checkedOut(made, checkout));
  try {
    const { range, sides, notes, searching, nothing } = resolveEvent(repository, event, REMEDIES);
    const isEmpty = range.commits.length + range.tags.length === 0;
    return {
      commits: made.names(range.commits).sort(),
      ...(range.tags.length === 0 ? {} : { tags: range.tags.length }),
      ...(sides === undefined ? {} : { base: made.names([sides.base])[0] }),
      notes: notes.map((note) => named(made, note)),
      said: named(made, isEmpty ? nothing : searching),
    };
  } catch (error) {
    if (!(error instanceof ScanError)) throw error;
    return named(made, `${error.message}. ${error.hint}`);
  }
}

/** A text with names of commits in place of their ids, whole ones in `<>`. */
function named(made: Server, text: string): string {
  const known = [tagObject(made), ...NAMES.map((name) => made.id(name))];
  const nameOf = (id: string): string => ["v1", ...NAMES][known.findIndex((one) => one.startsWith(id))] ?? id;
  return text.replaceAll(/\b[0-9a-f]{40}\b/g, (id) => `<${nameOf(id)}>`).replaceAll(/\b[0-9a-f]{12}\b/g, nameOf);
}

const MERGE = ["+refs/pull/5/merge:refs/remotes/pull/5/merge"];

/** A pull request, of which commits are told by their names in the history. */
type RequestAsked = Partial<Omit<PullRequestEvent, "head" | "merge">> & {
  readonly head?: Name | "none";
  readonly base?: Name;
  readonly merge?: Name | "HEAD";
};

describe("the commits of a pull request", () => {
  const request = (made: Server, { head = "s1", base, merge, ...more }: RequestAsked): PullRequestEvent => ({
    kind: "pull-request",
    title: "pull request #5",
    ...(head === "none" ? {} : { head: made.id(head) }),
    ...(merge === undefined ? {} : { merge: merge === "HEAD" ? merge : made.id(merge) }),
    headRef: "refs/pull/5/head",
    targets: base === undefined ? [] : [made.id(base)],
    targetBranch: "main",
    ...more,
  });
  type Asked = RequestAsked;
  const SIDE = { commits: ["s0", "s1"], notes: [] };

  it.each<[what: string, checkout: Checkout, asked: Asked, found: object]>([
    ["as a trial merge, with an old base", { at: "trial" }, { base: "m1", merge: "trial" }, { ...SIDE, base: "m2" }],
    [
      "as a trial merge that was fetched alone",
      { at: "trial", fetch: MERGE },
      { base: "m0", merge: "HEAD" },
      { ...SIDE, base: "m2" },
    ],
    ["as its own head", { at: "s1" }, { base: "m1" }, { ...SIDE, base: "m3" }],
    ["as its own head that was fetched alone", { at: "s1", fetch: [] }, { base: "m1" }, { ...SIDE, base: "m1" }],
    ["beside its target", { at: "m3" }, { base: "m1" }, { ...SIDE, base: "m3" }],
    ["whose target is told by the branch alone", { at: "s1" }, {}, { ...SIDE, base: "m3" }],
    [
      "whose head is not told, by the merge",
      { at: "trial", fetch: MERGE },
      { head: "none", merge: "trial" },
      { ...SIDE, base: "m2" },
    ],
    [
      "whose head is not told, and which is a merge of its own",
      { at: "sm" },
      { head: "none" },
      { commits: ["s0", "sm"], base: "m3" },
    ],
    [
      "that has merged its target",
      { at: "s2" },
      { head: "s2", base: "m1" },
      { commits: ["s0", "s2", "sm"], base: "m3" },
    ],
    [
      "as a merge that may be its author's own",
      { at: "trial", fetch: MERGE },
      { base: "m1" },
      { commits: ["s0", "s1"], base: "m1" },
    ],
    [
      "whose head is told to be a merge, which is not one of the system's",
      { at: "trial", fetch: MERGE },
      { head: "trial", merge: "trial", base: "m1" },
      { commits: ["m2", "s0", "s1", "trial"], base: "m1" },
    ],
    [
      "that has merged its target, of which only an old commit is here",
      { at: "s2", fetch: [] },
      { head: "s2", base: "m1" },
      { commits: ["m2", "s0", "s2", "sm"], base: "m1" },
    ],
    [
      "that was merged since",
      { at: "trial", fetch: ["+refs/made/9:refs/remotes/origin/main"] },
      { base: "m1", merge: "trial" },
      { ...SIDE, base: "m2" },
    ],
    [
      "at the right depth",
      { at: "trial", fetch: MERGE, depth: 4 },
      { base: "m1", merge: "trial" },
      { ...SIDE, base: "m2", said: "of pull request #5 (main at m2 .. s1)" },
    ],
    [
      "that brings nothing",
      { at: "m3" },
      { head: "m2", base: "m2" },
      { commits: [], base: "m2", said: "pull request #5 has no commit that main has not" },
    ],
    [
      "whose target is told by the clone",
      { at: "s1", hasDefault: true },
      { targetBranch: undefined } as unknown as Asked,
      { ...SIDE, base: "m3", notes: ["pull request #5 was held against main: its target is not told"] },
    ],
  ])("%s", (_, checkout, asked, found) => {
    const made = server();
    expect(outcome(made, checkout, request(made, asked))).toMatchObject(found);
  });

  it.each<[what: string, checkout: Checkout, asked: Asked, said: string]>([
    [
      "with nothing but the trial merge",
      { at: "trial", fetch: MERGE, depth: 1 },
      { base: "m1" },
      "the head of pull request #5, commit s1, is not in this clone. Fetch all. Where that does not bring it, run `git fetch origin refs/pull/5/head` first.",
    ],
    [
      "beside its target, without its head",
      { at: "m3", fetch: ["+refs/heads/main:refs/remotes/origin/main"] },
      { base: "m1" },
      "the head of pull request #5, commit s1, is not in this clone. Run `git fetch origin refs/pull/5/head` first.",
    ],
    [
      "at too small a depth",
      { at: "trial", fetch: MERGE, depth: 2 },
      { base: "m1", merge: "trial" },
      "this clone is shallow and ends at s1, so which commits are new cannot be told. Fetch all.",
    ],
    [
      "at a depth that is too small by one",
      { at: "trial", fetch: MERGE, depth: 3 },
      { base: "m1", merge: "trial" },
      "this clone is shallow and ends at s0, so which commits are new cannot be told. Fetch all.",
    ],
    [
      "without its target",
      { at: "s1", fetch: [], depth: 1 },
      { base: "m3" },
      "the target of pull request #5, main, commit m3, is not in this clone. Fetch all. Where that does not bring it, run `git fetch origin main:refs/remotes/origin/main` first.",
    ],
    [
      "without its target's name",
      { at: "s1" },
      { targetBranch: undefined, targetHint: "Name it." } as unknown as Asked,
      "which branch pull request #5 is to be merged into is not told. Name it.",
    ],
  ])("cannot be told: %s", (_, checkout, asked, said) => {
    const made = server();
    expect(outcome(made, checkout, request(made, asked))).toBe(said);
  });

  it("are not hidden by a branch of this clone that has the target's name", () => {
    const made = server();
    const clone = checkedOut(made, { at: "s1", fetch: [] });
    git(clone, "update-ref", "refs/heads/main", made.id("s1"));
    expect(outcome(made, clone, request(made, {}))).toContain(
      "the target of pull request #5, main, is not in this clone",
    );
  });

  it("are told by the first digits of the target's commit, too", () => {
    const made = server();
    const event = request(made, { targets: [made.id("m1").slice(0, 12)] });
    expect(outcome(made, { at: "s1", fetch: [] }, event)).toMatchObject({ ...SIDE, base: "m1" });
  });
});

describe("the commits of a push", () => {
  interface Asked {
    readonly after: Name;
    readonly to?: string;
    readonly before?: Name | "new" | "untold";
    readonly isForced?: boolean | "unknown";
    /** None is told where it is empty. */
    readonly defaultBranch?: string;
  }
  const push = (
    made: Server,
    { after, to = "side", before = "new", isForced = false, defaultBranch = "main" }: Asked,
  ): PushEvent => ({
    kind: "push",
    ref: { kind: "branch", name: to },
    after: made.id(after),
    before: beforeOf(made, before, isForced),
    ...(defaultBranch === "" ? {} : { defaultBranch }),
  });
  const beforeOf = (made: Server, before: Name | "new" | "untold", isForced: boolean | "unknown"): Before => {
    if (before === "new") return { kind: "new" };
    return before === "untold"
      ? { kind: "untold", hint: "Say more." }
      : { kind: "commit", id: made.id(before), isForced };
  };
  const SIDE_ONLY = ["+refs/heads/side:refs/remotes/origin/side"];

  it.each<[what: string, checkout: Checkout, asked: Asked, found: object]>([
    ["that goes on", { at: "m3" }, { after: "m3", to: "main", before: "m1" }, { commits: ["m2", "m3"], notes: [] }],
    [
      "that goes on, of which other branches have all",
      { at: "m3" },
      { after: "m2", to: "side", before: "m0" },
      { commits: ["m1", "m2"], said: "pushed to side (before m0 .. m2)" },
    ],
    ["that goes on with a merge", { at: "s2" }, { after: "s2", before: "s0" }, { commits: ["m2", "s2", "sm"] }],
    ["that is new", { at: "s1" }, { after: "s1" }, { commits: ["s0", "s1"], said: "pushed to side (main m3 .. s1)" }],
    [
      "that is new and the default branch",
      { at: "m3" },
      { after: "m3", to: "main" },
      {
        commits: ["m0", "m1", "m2", "m3"],
        notes: ["main is new and the default branch, so all its commits are searched"],
        said: "pushed to main (all of it .. m3)",
      },
    ],
    [
      "that is new and has nothing of its own",
      { at: "m2" },
      { after: "m2" },
      { commits: [], said: "side has no commit that main has not" },
    ],
    [
      "that is forced, with what was there",
      { at: "s1", fetch: [ALL_BRANCHES, "refs/made/12"] },
      { after: "s1", before: "r", isForced: true },
      { commits: ["s1"], notes: [] },
    ],
    [
      "that is forced, without what was there",
      { at: "s1" },
      { after: "s1", before: "r", isForced: true },
      {
        commits: ["s0", "s1"],
        notes: ["commit r, which side was at before the push, is not in this clone, so it was held against main"],
      },
    ],
    [
      "that may be forced, without what was there",
      { at: "s1" },
      { after: "s1", before: "r", isForced: "unknown" },
      { commits: ["s0", "s1"], notes: [expect.stringContaining("commit r, which side was at")] },
    ],
    [
      "that goes back",
      { at: "s0" },
      { after: "s0", before: "s1", isForced: true },
      { commits: [], said: "side has no commit that was not there before the push" },
    ],
    ["that changes nothing", { at: "s1" }, { after: "s1", before: "s1" }, { commits: [] }],
    [
      "of which nothing is told, to another than the default branch",
      { at: "s1" },
      { after: "s1", before: "untold" },
      { commits: ["s0", "s1"] },
    ],
    [
      "of which nothing is told, nor the default branch, which the clone remembers",
      { at: "s1", hasDefault: true },
      { after: "s1", before: "untold", defaultBranch: "" },
      { commits: ["s0", "s1"] },
    ],
    [
      "at the right depth",
      { at: "m3", depth: 3 },
      { after: "m3", to: "main", before: "m1" },
      { commits: ["m2", "m3"] },
    ],
  ])("%s", (_, checkout, asked, found) => {
    const made = server();
    expect(outcome(made, checkout, push(made, asked))).toMatchObject(found);
  });

  it.each<[what: string, checkout: Checkout, asked: Asked, said: string]>([
    [
      "without what was there, as the clone is shallow",
      { at: "m3", depth: 1 },
      { after: "m3", to: "main", before: "m2" },
      "commit m2, which main was at before the push, is not in this clone. Fetch all. Where that does not bring it, run `git fetch origin <m2>` first.",
    ],
    [
      "that the clone has a part of only",
      { at: "o1", fetch: ["refs/made/1"], depth: 1 },
      { after: "o1", to: "other", before: "m1" },
      "this clone is shallow and ends at o1, so which commits are new cannot be told. Fetch all.",
    ],
    [
      "to the default branch, forced, without what was there",
      { at: "m3" },
      { after: "m3", to: "main", before: "r", isForced: true },
      "commit r, which main was at before the push, is not in this clone. Run `git fetch origin <r>` first.",
    ],
    [
      "that is new, without the default branch",
      { at: "s1", fetch: SIDE_ONLY },
      { after: "s1" },
      "the default branch main is not in this clone. Run `git fetch origin main:refs/remotes/origin/main` first.",
    ],
    [
      "that is new, in a shallow clone of all branches",
      { at: "s1", depth: 1 },
      { after: "s1" },
      "this clone is shallow and ends at s1, so which commits are new cannot be told. Fetch all.",
    ],
    [
      "of which nothing is told, to the default branch",
      { at: "m3" },
      { after: "m3", to: "main", before: "untold" },
      "what was pushed to main cannot be told. Say more.",
    ],
    [
      "of which nothing is told, nor the default branch",
      { at: "s1" },
      { after: "s1", before: "untold", defaultBranch: "" },
      "what was pushed to side cannot be told. Say more.",
    ],
    [
      "that is new, where the default branch is not told",
      { at: "s1" },
      { after: "s1", defaultBranch: "" },
      "what was pushed to side cannot be told. Name what it is to be held against: `sealint scan --since REF`.",
    ],
    [
      "that is not here",
      { at: "m3", fetch: ["+refs/heads/main:refs/remotes/origin/main"] },
      { after: "s1" },
      "commit s1 is not in this clone. Run `git fetch origin <s1>` first.",
    ],
  ])("cannot be told: %s", (_, checkout, asked, said) => {
    const made = server();
    expect(outcome(made, checkout, push(made, asked))).toBe(said);
  });

  it("are told from where the two sides part, which a shallow clone may have lost", () => {
    const made = server();
    // All of s0 is here, m3 without what came before it.
    const clone = checkedOut(made, { at: "s0", fetch: [] });
    git(clone, "fetch", "--quiet", "--depth=1", "origin", "+refs/heads/main:refs/remotes/origin/main");
    git(clone, "fetch", "--quiet", "origin", made.id("s0"));
    expect(outcome(made, clone, push(made, { after: "s0" }))).toBe(
      "this clone is shallow and has lost at m3 where the two sides part, so which commits are new cannot be told. Fetch all.",
    );
  });
});

describe("what a tag brings", () => {
  const TAGS = "+refs/tags/*:refs/tags/*";
  const tag = (made: Server, name: string, more: Partial<PushEvent> = {}): PushEvent => ({
    kind: "push",
    ref: { kind: "tag", name },
    after: made.id("o1"),
    before: { kind: "new" },
    defaultBranch: "main",
    ...more,
  });

  it.each<[what: string, checkout: Checkout, event: (made: Server) => PushEvent, found: object]>([
    [
      "an annotated one",
      { at: "o1", fetch: [ALL_BRANCHES, TAGS] },
      (made) => tag(made, "v1"),
      { commits: ["o0", "o1"], tags: 1, notes: [], said: "of the tag v1 (m3 .. v1)" },
    ],
    ["a light one", { at: "o1", fetch: [ALL_BRANCHES, TAGS] }, (made) => tag(made, "light"), { commits: ["o0", "o1"] }],
    [
      "one whose own object is told",
      { at: "o1", fetch: [ALL_BRANCHES, TAGS] },
      (made) => tag(made, "v1", { after: tagObject(made), commit: made.id("o1") }),
      { commits: ["o0", "o1"], tags: 1 },
    ],
    [
      "one on the default branch",
      { at: "m2", fetch: [ALL_BRANCHES, TAGS, "refs/heads/main:refs/tags/there"] },
      (made) => tag(made, "there", { after: made.id("m3") }),
      { commits: [], said: "the tag there has no message and no commit that is new" },
    ],
    [
      "one that was moved, without the default branch",
      { at: "o1", fetch: [TAGS] },
      (made) => tag(made, "light", { before: { kind: "commit", id: made.id("o0"), isForced: true } }),
      { commits: ["o1"] },
    ],
    [
      "one that has been moved since",
      { at: "o0", fetch: [ALL_BRANCHES, TAGS] },
      (made) => tag(made, "v1", { after: made.id("o0") }),
      {
        commits: ["o0"],
        notes: ["the tag v1 has been moved since then, so its message was left to that run"],
      },
    ],
  ])("%s", (_, checkout, event, found) => {
    const made = server();
    expect(outcome(made, checkout, event(made))).toMatchObject(found);
  });

  it.each<[what: string, checkout: Checkout, event: (made: Server) => PushEvent, said: string]>([
    [
      "where the checkout brought its commit only",
      { at: "o1" },
      (made) => tag(made, "v1", { after: tagObject(made), commit: made.id("o1") }),
      "the message of the tag v1 is not in this clone. Run `git fetch origin +refs/tags/v1:refs/tags/v1` first.",
    ],
    [
      "where it is not here at all",
      { at: "o1" },
      (made) => tag(made, "v1"),
      "the tag v1 is not in this clone. Run `git fetch origin +refs/tags/v1:refs/tags/v1` first.",
    ],
    [
      "without the default branch",
      { at: "o1", fetch: [TAGS], depth: 1 },
      (made) => tag(made, "v1"),
      "the default branch main is not in this clone. Fetch all. Where that does not bring it, run `git fetch origin main:refs/remotes/origin/main` first.",
    ],
    [
      "where the default branch is not known",
      { at: "o1", fetch: [TAGS] },
      (made) => {
        const { defaultBranch: _branch, ...event } = tag(made, "v1");
        return event;
      },
      "which commits the tag v1 brings cannot be told: the default branch is not known. Name what it is to be held against: `sealint scan --since REF`.",
    ],
  ])("cannot be told %s", (_, checkout, event, said) => {
    const made = server();
    expect(outcome(made, checkout, event(made))).toBe(said);
  });
});

describe("other runs", () => {
  it("of a merge queue have the commits of the queue, and its base", () => {
    const made = server();
    const event = { kind: "merge-queue", base: made.id("m3"), head: made.id("mm"), targetBranch: "main" } as const;
    expect(outcome(made, { at: "mm" }, event)).toEqual({
      commits: ["mm", "s0", "s1"],
      base: "m3",
      notes: [],
      said: "of the merge queue (main at m3 .. mm)",
    });
    expect(outcome(made, { at: "mm", fetch: [], depth: 1 }, event)).toBe(
      "commit m3 is not in this clone. Fetch all. Where that does not bring it, run `git fetch origin <m3>` first.",
    );
  });

  it("of a ref that is gone have none", () => {
    const made = server();
    expect(outcome(made, { at: "m3" }, { kind: "deleted", name: "side" })).toMatchObject({
      commits: [],
      said: "side was deleted",
    });
  });

  it("without commits of their own are refused", () => {
    const made = server();
    expect(outcome(made, { at: "m3" }, { kind: "other", what: "on a schedule" })).toBe(
      "this is a run on a schedule, which has no commits of its own. Run `sealint scan` there, which searches all files, or name the commits: `--since REF`.",
    );
  });
});
