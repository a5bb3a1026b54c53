import { describe, expect, it } from "vitest";
import type { BuildEvent } from "../../../src/sources/ci/build-event.ts";
import { systemHere } from "../../../src/sources/ci/systems.ts";
import { A, B, C, told, ZEROS } from "./told.ts";

type Run = readonly [what: string, environment: Readonly<Record<string, string>>, event: Partial<BuildEvent>];

const branch = (name: string) => ({ kind: "branch", name }) as const;
const tag = (name: string) => ({ kind: "tag", name }) as const;
const untold = expect.objectContaining({ kind: "untold" }) as { kind: "untold"; hint: string };

function runs(system: string, all: readonly Run[]): void {
  it.each(all)(`${system}: %s`, (_, environment, event) => {
    const [name, found] = told(environment);
    expect(name).toBe(system);
    expect(found).toEqual(event);
  });
}

describe("a run of", () => {
  const gitlab = { GITLAB_CI: "true", CI_COMMIT_SHA: C, CI_DEFAULT_BRANCH: "main", CI_COMMIT_BEFORE_SHA: ZEROS };
  const request = {
    ...gitlab,
    CI_PIPELINE_SOURCE: "merge_request_event",
    CI_MERGE_REQUEST_IID: "7",
    CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
    CI_MERGE_REQUEST_DIFF_BASE_SHA: A,
    CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: "",
    CI_MERGE_REQUEST_TARGET_BRANCH_SHA: "",
  };
  const REQUEST = {
    kind: "pull-request",
    title: "merge request !7",
    headRef: "refs/merge-requests/7/head",
    targetBranch: "main",
  } as const;
  const onBranch = { ...gitlab, CI_PIPELINE_SOURCE: "push", CI_COMMIT_BRANCH: "side", CI_COMMIT_REF_NAME: "side" };
  const PUSHED = { kind: "push", ref: branch("side"), after: C, defaultBranch: "main" } as const;
  runs("GitLab CI", [
    ["a merge request", request, { ...REQUEST, targets: [A], head: C }],
    [
      "merged results, and a merge train",
      { ...request, CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: B, CI_MERGE_REQUEST_TARGET_BRANCH_SHA: "d".repeat(40) },
      { ...REQUEST, targets: ["d".repeat(40), A], head: B, merge: C },
    ],
    [
      "a merge request's child pipeline",
      { ...request, CI_PIPELINE_SOURCE: "parent_pipeline" },
      { ...REQUEST, targets: [A], head: C },
    ],
    [
      "a pull request of GitHub",
      {
        ...gitlab,
        CI_PIPELINE_SOURCE: "external_pull_request_event",
        CI_EXTERNAL_PULL_REQUEST_IID: "5",
        CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_SHA: B,
        CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_SHA: A,
        CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_NAME: "main",
      },
      {
        kind: "pull-request",
        title: "pull request #5",
        headRef: "refs/pull/5/head",
        targets: [A],
        targetBranch: "main",
        head: B,
        merge: C,
      },
    ],
    [
      "a push",
      { ...onBranch, CI_COMMIT_BEFORE_SHA: A },
      { ...PUSHED, before: { kind: "commit", id: A, isForced: "unknown" } },
    ],
    ["the first push of a branch", onBranch, { ...PUSHED, before: { kind: "new" } }],
    [
      "a tag",
      { ...gitlab, CI_PIPELINE_SOURCE: "push", CI_COMMIT_TAG: "v1", CI_COMMIT_REF_NAME: "v1" },
      { ...PUSHED, ref: tag("v1"), before: { kind: "new" } },
    ],
    ["a schedule", { ...onBranch, CI_PIPELINE_SOURCE: "schedule" }, { kind: "other", what: "on a schedule" }],
    ["a run by hand", { ...onBranch, CI_PIPELINE_SOURCE: "web" }, { kind: "other", what: "that somebody started" }],
    ["something new", { ...onBranch, CI_PIPELINE_SOURCE: "new" }, { kind: "other", what: "with the source `new`" }],
    [
      "a child pipeline of a push",
      { ...onBranch, CI_PIPELINE_SOURCE: "parent_pipeline", CI_COMMIT_BEFORE_SHA: A },
      { ...PUSHED, before: { kind: "commit", id: A, isForced: "unknown" } },
    ],
  ]);

  const azure = { TF_BUILD: "True", BUILD_SOURCEVERSION: C, BUILD_SOURCEBRANCH: "refs/heads/a/b" };
  const pullRequest = {
    ...azure,
    BUILD_REASON: "PullRequest",
    BUILD_SOURCEBRANCH: "refs/pull/5/merge",
    SYSTEM_PULLREQUEST_PULLREQUESTID: "5",
    SYSTEM_PULLREQUEST_TARGETBRANCH: "refs/heads/main",
  };
  const AZURE = {
    kind: "pull-request",
    title: "pull request #5",
    headRef: "refs/pull/5/merge",
    targets: [],
    targetBranch: "main",
  } as const;
  runs("Azure Pipelines", [
    ["a pull request", { ...pullRequest, SYSTEM_PULLREQUEST_SOURCECOMMITID: B }, { ...AZURE, head: B, merge: C }],
    ["a pull request whose head is not told", pullRequest, { ...AZURE, merge: C }],
    [
      "a pull request of GitHub",
      { ...pullRequest, SYSTEM_PULLREQUEST_PULLREQUESTNUMBER: "9", SYSTEM_PULLREQUEST_TARGETBRANCH: "main" },
      { ...AZURE, title: "pull request #9", headRef: "refs/pull/9/merge", merge: C },
    ],
    [
      "a push",
      { ...azure, BUILD_REASON: "IndividualCI" },
      { kind: "push", ref: branch("a/b"), after: C, before: untold },
    ],
    [
      "a tag",
      { ...azure, BUILD_REASON: "BatchedCI", BUILD_SOURCEBRANCH: "refs/tags/v1" },
      { kind: "push", ref: tag("v1"), after: C, before: untold },
    ],
    ["a schedule", { ...azure, BUILD_REASON: "Schedule" }, { kind: "other", what: "on a schedule" }],
    ["a run by hand", { ...azure, BUILD_REASON: "Manual" }, { kind: "other", what: "that somebody started" }],
    [
      "another pipeline",
      { ...azure, BUILD_REASON: "ResourceTrigger" },
      { kind: "other", what: "for the reason `ResourceTrigger`" },
    ],
  ]);

  const bitbucket = { BITBUCKET_BUILD_NUMBER: "3", BITBUCKET_COMMIT: C };
  runs("Bitbucket Pipelines", [
    [
      "a pull request, whose target is told by twelve digits",
      {
        ...bitbucket,
        BITBUCKET_PR_ID: "5",
        BITBUCKET_BRANCH: "side",
        BITBUCKET_PR_DESTINATION_BRANCH: "main",
        BITBUCKET_PR_DESTINATION_COMMIT: A.slice(0, 12),
      },
      {
        kind: "pull-request",
        title: "pull request #5",
        head: C,
        merge: "HEAD",
        targets: [A.slice(0, 12)],
        targetBranch: "main",
      },
    ],
    [
      "a push",
      { ...bitbucket, BITBUCKET_BRANCH: "side" },
      { kind: "push", ref: branch("side"), after: C, before: untold },
    ],
    ["a tag", { ...bitbucket, BITBUCKET_TAG: "v1" }, { kind: "push", ref: tag("v1"), after: C, before: untold }],
  ]);

  const circle = { CIRCLECI: "true", CIRCLE_SHA1: C };
  const baseRevision = expect.stringContaining("--since << pipeline.git.base_revision >>") as string;
  runs("CircleCI", [
    [
      "a pull request, whose target is not told",
      { ...circle, CIRCLE_BRANCH: "pull/5", CIRCLE_PULL_REQUEST: "https://github.com/a/b/pull/5" },
      { kind: "pull-request", title: "pull request #5", head: C, targets: [], targetHint: baseRevision },
    ],
    [
      "a push",
      { ...circle, CIRCLE_BRANCH: "side" },
      { kind: "push", ref: branch("side"), after: C, before: { kind: "untold", hint: baseRevision } },
    ],
    [
      "a tag",
      { ...circle, CIRCLE_TAG: "v1" },
      { kind: "push", ref: tag("v1"), after: C, before: { kind: "untold", hint: baseRevision } },
    ],
  ]);

  const jenkins = { JENKINS_URL: "https://ci.example.com/", BUILD_NUMBER: "3", GIT_COMMIT: C };
  const lastGood = { kind: "commit", id: A, isForced: "unknown", what: "the last build that succeeded" } as const;
  runs("Jenkins", [
    [
      "a change",
      { ...jenkins, CHANGE_ID: "5", CHANGE_TARGET: "main", BRANCH_NAME: "PR-5" },
      { kind: "pull-request", title: "change 5", targets: [], targetBranch: "main" },
    ],
    [
      "a branch after a build that succeeded",
      { ...jenkins, BRANCH_NAME: "main", BRANCH_IS_PRIMARY: "true", GIT_PREVIOUS_SUCCESSFUL_COMMIT: A },
      { kind: "push", ref: branch("main"), after: C, before: lastGood, defaultBranch: "main" },
    ],
    [
      "a job without branches",
      { ...jenkins, GIT_BRANCH: "origin/side", GIT_PREVIOUS_COMMIT: B },
      { kind: "push", ref: branch("side"), after: C, before: untold },
    ],
    [
      "a tag",
      { ...jenkins, BRANCH_NAME: "v1", TAG_NAME: "v1" },
      { kind: "push", ref: tag("v1"), after: C, before: untold },
    ],
  ]);

  const buildkite = {
    BUILDKITE: "true",
    BUILDKITE_COMMIT: C,
    BUILDKITE_BRANCH: "side",
    BUILDKITE_PULL_REQUEST: "false",
    BUILDKITE_PIPELINE_DEFAULT_BRANCH: "main",
  };
  const ofRequest = { ...buildkite, BUILDKITE_PULL_REQUEST: "5", BUILDKITE_PULL_REQUEST_BASE_BRANCH: "main" };
  const merge = { ...ofRequest, BUILDKITE_PULL_REQUEST_USING_MERGE_REFSPEC: "true", BUILDKITE_COMMIT: "HEAD" };
  const BUILDKITE = {
    kind: "pull-request",
    title: "pull request #5",
    headRef: "refs/pull/5/head",
    targets: [],
    targetBranch: "main",
  } as const;
  const BUILT = { kind: "push", ref: branch("side"), before: untold, defaultBranch: "main" } as const;
  runs("Buildkite", [
    ["a pull request", ofRequest, { ...BUILDKITE, head: C }],
    ["a pull request as its merge", merge, { ...BUILDKITE, merge: "HEAD" }],
    ["a pull request of an unnamed commit", { ...ofRequest, BUILDKITE_COMMIT: "HEAD" }, BUILDKITE],
    [
      "a merge queue",
      { ...buildkite, BUILDKITE_MERGE_QUEUE_BASE_COMMIT: A, BUILDKITE_MERGE_QUEUE_BASE_BRANCH: "main" },
      { kind: "merge-queue", base: A, head: C, targetBranch: "main" },
    ],
    ["a push", buildkite, { ...BUILT, after: C }],
    ["whatever a branch leads to", { ...buildkite, BUILDKITE_COMMIT: "HEAD" }, { ...BUILT, after: "HEAD" }],
    ["a tag", { ...buildkite, BUILDKITE_TAG: "v1" }, { ...BUILT, after: C, ref: tag("v1") }],
    ["a schedule", { ...buildkite, BUILDKITE_SOURCE: "schedule" }, { kind: "other", what: "on a schedule" }],
  ]);

  it("nothing that is known is told to be none", () => {
    expect(systemHere({ CI: "true" })).toBeUndefined();
    expect(systemHere({ JENKINS_URL: "https://ci.example.com/" })).toBeUndefined();
  });

  it.each([
    [{ GITLAB_CI: "true" }, "CI_PIPELINE_SOURCE is not set, though this is a run of GitLab CI"],
    [{ ...request, CI_MERGE_REQUEST_DIFF_BASE_SHA: "main" }, "CI_MERGE_REQUEST_DIFF_BASE_SHA names no commit"],
    [{ ...azure, BUILD_REASON: "PullRequest" }, "SYSTEM_PULLREQUEST_PULLREQUESTID is not set"],
    [bitbucket, "BITBUCKET_BRANCH is not set"],
    [circle, "CIRCLE_BRANCH is not set"],
    [jenkins, "GIT_BRANCH is not set"],
    [{ ...buildkite, BUILDKITE_COMMIT: "$(x)" }, "BUILDKITE_COMMIT names no commit"],
  ])("a system that does not tell what it should: %j", (environment, why) => {
    expect(() => told(environment)).toThrow(why);
  });
});
