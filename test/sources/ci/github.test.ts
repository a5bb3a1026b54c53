import { describe, expect, it } from "vitest";
import type { BuildEvent } from "../../../src/sources/ci/build-event.ts";
import { temporaryFolder } from "../temporary.ts";
import { A, B, C, githubRun, told, ZEROS } from "./told.ts";

const repository = { default_branch: "main" };
const pull_request = { number: 5, base: { sha: A, ref: "main" }, head: { sha: B, ref: "side" } };
const PULL_REQUEST: BuildEvent = {
  kind: "pull-request",
  title: "pull request #5",
  head: B,
  headRef: "refs/pull/5/head",
  targets: [A],
  targetBranch: "main",
};
const PUSH = { ref: "refs/heads/side", before: A, after: B, created: false, deleted: false, forced: false, repository };
const before = { kind: "commit", id: A, isForced: false } as const;
const BRANCH = { kind: "push", ref: { kind: "branch", name: "side" }, after: B, defaultBranch: "main" } as const;

describe("a run of GitHub Actions", () => {
  it.each<[what: string, name: string, payload: unknown, event: BuildEvent]>([
    ["of a pull request", "pull_request", { number: 5, pull_request }, PULL_REQUEST],
    ["of one in the target's own context", "pull_request_target", { number: 5, pull_request }, PULL_REQUEST],
    ["of a review", "pull_request_review", { pull_request }, PULL_REQUEST],
    [
      "of a merge queue",
      "merge_group",
      { merge_group: { base_sha: A, head_sha: B, base_ref: "refs/heads/main", head_ref: "refs/heads/q" } },
      { kind: "merge-queue", base: A, head: B, targetBranch: "main" },
    ],
    ["of a push", "push", PUSH, { ...BRANCH, before }],
    ["of a forced push", "push", { ...PUSH, forced: true }, { ...BRANCH, before: { ...before, isForced: true } }],
    ["of a new branch", "push", { ...PUSH, before: ZEROS, created: true }, { ...BRANCH, before: { kind: "new" } }],
    [
      "of a branch with slashes",
      "push",
      { ...PUSH, ref: "refs/heads/a/b" },
      { ...BRANCH, ref: { kind: "branch", name: "a/b" }, before },
    ],
    ["of a branch that is gone", "push", { ...PUSH, after: ZEROS, deleted: true }, { kind: "deleted", name: "side" }],
    ["of a ref that is gone", "delete", { ref: "side", ref_type: "branch" }, { kind: "deleted", name: "side" }],
    [
      "of an annotated tag",
      "push",
      { ...PUSH, ref: "refs/tags/v1", before: ZEROS, head_commit: { id: C } },
      { ...BRANCH, ref: { kind: "tag", name: "v1" }, commit: C, before: { kind: "new" } },
    ],
    ["on a schedule", "schedule", { schedule: "0 0 * * *" }, { kind: "other", what: "by the event `schedule`" }],
    [
      "of a comment",
      "issue_comment",
      { issue: { pull_request: {} } },
      { kind: "other", what: "by the event `issue_comment`" },
    ],
  ])("%s", (_, name, payload, event) => {
    expect(told(githubRun(name, payload))).toEqual(["GitHub Actions", event]);
  });

  it("of a pull request tells the merge that GitHub made", () => {
    const run = { ...githubRun("pull_request", { number: 5, pull_request }), GITHUB_SHA: C };
    expect(told(run)[1]).toEqual({ ...PULL_REQUEST, merge: C });
  });

  it.each([
    ["{", "is no JSON"],
    ["[]", "is no object of JSON"],
    ["null", "is no object of JSON"],
    [{ ...PUSH, after: undefined }, "has no after"],
    [{ ...PUSH, after: {} }, "has no text at after"],
    [{ ...PUSH, after: "--output=x" }, "names no commit"],
    [{ ...PUSH, before: "main" }, "names no commit"],
    [{ pull_request: { number: 5, head: { sha: B } } }, "has no pull_request.base.sha"],
    [{ pull_request: { ...pull_request, head: { sha: "HEAD" } } }, "names no commit"],
  ])("whose event is %j is refused", (payload, why) => {
    expect(() => told(githubRun("push", payload))).toThrow(why);
  });

  it("whose event is missing or large is refused", () => {
    const run = githubRun("push", " ".repeat(40 * 1024 * 1024));
    expect(() => told(run)).toThrow("is larger than 32 MB");
    expect(() => told({ ...run, GITHUB_EVENT_PATH: `${temporaryFolder()}/none` })).toThrow("does not exist");
    expect(() => told({ GITHUB_ACTIONS: "true" })).toThrow(
      "GITHUB_EVENT_NAME is not set, though this is a run of GitHub",
    );
  });
});
