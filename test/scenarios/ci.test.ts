import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { type Checkout, checkedOut, type Name, type Server, server, tagObject } from "../sources/ci/server.ts";
import { githubRun } from "../sources/ci/told.ts";
import { git, gitEnvironment } from "../sources/temporary.ts";
import { runSealint } from "./packed-cli.ts";

const token = fillExample("ghp_‹alnum 30›‹github-crc32›", "ci").text;
const LEAK = `send("${token}");\n`;
const TAGS = "+refs/tags/*:refs/tags/*";
const ALL = ["+refs/heads/*:refs/remotes/origin/*", TAGS];
const ZEROS = "0".repeat(40);

/** Leaks that came and went again: on side in s0, on main in m2, and in what side was before a force push. */
const leaky = (): Server =>
  server({
    s0: { "side.ts": LEAK },
    s1: { "side.ts": null },
    r: { "side.ts": null },
    m2: { "main.ts": LEAK },
    m3: { "main.ts": null },
  });

type Environment = (made: Server) => Readonly<Record<string, string>>;

/** Runs `sealint scan --ci` as a system would. */
async function gate(checkout: Checkout, environment: Environment, ...args: readonly string[]) {
  const made = leaky();
  const cwd = checkedOut(made, checkout);
  const env = { ...gitEnvironment(cwd), CI: "true", ...environment(made) };
  const { code, stdout, stderr } = await runSealint(["scan", "--ci", ...args], { cwd, env });
  expect(`${stdout}${stderr}`).not.toContain(token.slice(6, 20));
  return { code, stdout, said: stderr.replaceAll(/\b[0-9a-f]{12}\b/g, "…"), made };
}

/** A run, what it says, and how it ends: 0 nothing, 1 the leak of the side, 2 not to be told. */
type Run = readonly [what: string, checkout: Checkout, environment: Environment, code: number, said: string];

function runs(all: readonly Run[]): void {
  it.each(all)("%s", async (_, checkout, environment, code, words) => {
    const { said, stdout, ...found } = await gate(checkout, environment);
    expect({ code: found.code, said }).toEqual({ code, said: expect.stringContaining(words) as string });
    if (code === 1) expect(stdout).toMatch(/^ {2}(?:side|main)\.ts:1:7/m);
    if (code === 2) expect(stdout).toBe("");
  });
}

describe("a run of GitHub Actions", () => {
  const repository = { default_branch: "main" };
  const request = (made: Server, base: Name = "m1") => ({
    number: 5,
    pull_request: { number: 5, base: { sha: made.id(base), ref: "main" }, head: { sha: made.id("s1"), ref: "side" } },
    repository,
  });
  const push = (made: Server, before: Name | "none", after: Name, more: object = {}) => ({
    ref: "refs/heads/side",
    before: before === "none" ? ZEROS : made.id(before),
    after: made.id(after),
    repository,
    ...more,
  });
  const event =
    (name: string, payload: (made: Server) => unknown): Environment =>
    (made) => ({ ...githubRun(name, payload(made)), GITHUB_SHA: made.id("trial") });
  const shallow = { at: "trial", fetch: ["+refs/pull/5/merge:refs/remotes/pull/5/merge"], depth: 1 } as const;
  const FORCED = { forced: true };

  runs([
    [
      "of a pull request",
      { at: "trial" },
      event("pull_request", request),
      1,
      "searching 2 commits of pull request #5 (main at … .. …).",
    ],
    [
      "of a shallow clone",
      shallow,
      event("pull_request", request),
      2,
      "the head of pull request #5, commit …, is not in this clone. Give actions/checkout `fetch-depth: 0`.",
    ],
    [
      "of a pull request's target",
      { at: "m3", fetch: ["+refs/heads/main:refs/remotes/origin/main"] },
      event("pull_request_target", request),
      2,
      "Run `git fetch origin refs/pull/5/head` first.",
    ],
    [
      "of a push",
      { at: "s1" },
      event("push", (made) => push(made, "s0", "s1")),
      0,
      "searching 1 commit pushed to side (before … .. …).",
    ],
    [
      "of a new branch",
      { at: "s1" },
      event("push", (made) => push(made, "none", "s1")),
      1,
      "searching 2 commits pushed to side (main … .. …).",
    ],
    [
      "of the first push of all",
      { at: "m3" },
      event("push", (made) => push(made, "none", "m3", { ref: "refs/heads/main" })),
      1,
      "note: main is new and the default branch, so all its commits are searched.",
    ],
    [
      "of a force push, with what was there",
      { at: "s1", fetch: ["refs/made/12"] },
      event("push", (made) => push(made, "r", "s1", FORCED)),
      0,
      "searching 1 commit pushed to side",
    ],
    [
      "of a force push, without it",
      { at: "s1" },
      event("push", (made) => push(made, "r", "s1", FORCED)),
      1,
      "note: commit …, which side was at before the push, is not in this clone, so it was held against main.",
    ],
    [
      "of a force push to main, without it",
      { at: "m3" },
      event("push", (made) => push(made, "r", "m3", { ...FORCED, ref: "refs/heads/main" })),
      2,
      "is not in this clone. Run `git fetch origin ",
    ],
    [
      "of a push that changes nothing",
      { at: "s1" },
      event("push", (made) => push(made, "s1", "s1")),
      0,
      "sealint: nothing new: side has no commit that was not there before the push.\n",
    ],
    [
      "of a branch that is gone",
      { at: "m3" },
      event("push", (made) => ({ ...push(made, "s1", "s1"), after: ZEROS, deleted: true })),
      0,
      "sealint: nothing new: side was deleted.\n",
    ],
    [
      "of a merge queue",
      { at: "mm" },
      event("merge_group", (made) => ({
        merge_group: { base_sha: made.id("m3"), head_sha: made.id("mm"), base_ref: "refs/heads/main" },
      })),
      1,
      "searching 3 commits of the merge queue (main at … .. …).",
    ],
    [
      "of a tag",
      { at: "o1", fetch: ALL },
      event("push", (made) =>
        push(made, "none", "o1", { ref: "refs/tags/v1", after: tagObject(made), head_commit: { id: made.id("o1") } }),
      ),
      0,
      "searching 2 commits and 1 message of the tag v1 (… .. …).",
    ],
    [
      "of a tag whose message was left behind",
      { at: "o1" },
      event("push", (made) =>
        push(made, "none", "o1", { ref: "refs/tags/v1", after: tagObject(made), head_commit: { id: made.id("o1") } }),
      ),
      2,
      "the message of the tag v1 is not in this clone. Run `git fetch origin +refs/tags/v1:refs/tags/v1` first.",
    ],
    [
      "on a schedule",
      { at: "m3" },
      event("schedule", () => ({ schedule: "0 0 * * *" })),
      2,
      "this is a run by the event `schedule`, which has no commits of its own. Run `sealint scan` there",
    ],
    [
      "by hand",
      { at: "m3" },
      event("workflow_dispatch", () => ({ inputs: {} })),
      2,
      "this is a run by the event `workflow_dispatch`",
    ],
    [
      "with a broken event",
      { at: "m3" },
      event("push", () => "{"),
      2,
      "event.json is no JSON. It is the file that GITHUB_EVENT_PATH names",
    ],
  ]);

  it("is the same again after the request was merged", async () => {
    const merged = { at: "trial", fetch: ["+refs/made/9:refs/remotes/origin/main"] } as const;
    expect((await gate(merged, event("pull_request", request))).code).toBe(1);
  });

  it("may be narrowed down, and reports in any format", async () => {
    const narrowed = await gate({ at: "trial" }, event("pull_request", request), "s0", "-f", "json");
    expect(narrowed.code).toBe(0);
    expect(JSON.parse(narrowed.stdout)).toMatchObject({ summary: { files: 2 } });
  });
});

describe("a run of GitLab CI", () => {
  const common = (made: Server, at: Name) => ({
    GITLAB_CI: "true",
    CI_COMMIT_SHA: made.id(at),
    CI_COMMIT_REF_NAME: "side",
    CI_DEFAULT_BRANCH: "main",
    CI_COMMIT_BEFORE_SHA: ZEROS,
    CI_PIPELINE_SOURCE: "push",
  });
  const request =
    (at: Name, more: (made: Server) => object = () => ({})): Environment =>
    (made) => ({
      ...common(made, at),
      CI_PIPELINE_SOURCE: "merge_request_event",
      CI_MERGE_REQUEST_IID: "5",
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
      CI_MERGE_REQUEST_DIFF_BASE_SHA: made.id("m1"),
      CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: "",
      CI_MERGE_REQUEST_TARGET_BRANCH_SHA: "",
      ...more(made),
    });
  const merged = (made: Server) => ({
    CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: made.id("s1"),
    CI_MERGE_REQUEST_TARGET_BRANCH_SHA: made.id("m2"),
  });
  const SIDE = ["+refs/heads/side:refs/remotes/origin/side"];
  runs([
    [
      "of a merge request",
      { at: "s1", fetch: [], depth: 20 },
      request("s1"),
      1,
      "searching 2 commits of merge request !5 (main at … .. …).",
    ],
    [
      "of merged results",
      { at: "trial", fetch: [], depth: 20 },
      request("trial", merged),
      1,
      "searching 2 commits of merge request !5",
    ],
    [
      "of a merge request deeper than the clone",
      { at: "s1", fetch: [], depth: 1 },
      request("s1"),
      2,
      'the target of merge request !5, main, commit …, is not in this clone. Set `GIT_DEPTH: "0"`',
    ],
    [
      "of a push",
      { at: "s1", fetch: SIDE },
      (made) => ({ ...common(made, "s1"), CI_COMMIT_BEFORE_SHA: made.id("s0") }),
      0,
      "searching 1 commit pushed to side",
    ],
    [
      "of a new branch",
      { at: "s1" },
      (made) => common(made, "s1"),
      1,
      "searching 2 commits pushed to side (main … .. …).",
    ],
    [
      "of a new branch, without main",
      { at: "s1", fetch: SIDE },
      (made) => common(made, "s1"),
      2,
      "the default branch main is not in this clone. Run `git fetch origin main:refs/remotes/origin/main` first.",
    ],
    [
      "of a tag",
      { at: "o1", fetch: ALL },
      (made) => ({ ...common(made, "o1"), CI_COMMIT_TAG: "v1" }),
      0,
      "searching 2 commits and 1 message of the tag v1",
    ],
    [
      "on a schedule",
      { at: "m3" },
      (made) => ({ ...common(made, "m3"), CI_PIPELINE_SOURCE: "schedule" }),
      2,
      "this is a run on a schedule, which has no commits of its own.",
    ],
  ]);
});

describe("a run of Azure Pipelines", () => {
  const request = (made: Server) => ({
    TF_BUILD: "True",
    BUILD_REASON: "PullRequest",
    BUILD_SOURCEBRANCH: "refs/pull/5/merge",
    BUILD_SOURCEVERSION: made.id("trial"),
    SYSTEM_PULLREQUEST_PULLREQUESTID: "5",
    SYSTEM_PULLREQUEST_TARGETBRANCH: "refs/heads/main",
  });
  const push = (made: Server, branch: string, at: Name) => ({
    TF_BUILD: "True",
    BUILD_REASON: "IndividualCI",
    BUILD_SOURCEBRANCH: branch,
    BUILD_SOURCEVERSION: made.id(at),
  });
  runs([
    [
      "of a pull request",
      { at: "trial", fetch: [] },
      (made) => ({ ...request(made), SYSTEM_PULLREQUEST_SOURCECOMMITID: made.id("s1") }),
      1,
      "searching 2 commits of pull request #5 (main at … .. …).",
    ],
    [
      "of a pull request whose head is not told",
      { at: "trial", fetch: [] },
      request,
      1,
      "searching 2 commits of pull request #5",
    ],
    [
      "of a shallow clone",
      { at: "trial", fetch: [], depth: 1 },
      request,
      2,
      "Set `fetchDepth: 0` on the step `checkout: self`.",
    ],
    [
      "of a push",
      { at: "s1", hasDefault: true },
      (made) => push(made, "refs/heads/side", "s1"),
      1,
      "searching 2 commits pushed to side (main … .. …).",
    ],
    [
      "of a push, where the default branch is not known",
      { at: "s1" },
      (made) => push(made, "refs/heads/side", "s1"),
      2,
      "what was pushed to side cannot be told. Azure Pipelines does not tell",
    ],
    [
      "of a push to the default branch",
      { at: "m3", hasDefault: true },
      (made) => push(made, "refs/heads/main", "m3"),
      2,
      "what was pushed to main cannot be told.",
    ],
    [
      "by hand",
      { at: "m3" },
      (made) => ({ ...push(made, "refs/heads/main", "m3"), BUILD_REASON: "Manual" }),
      2,
      "this is a run that somebody started, which",
    ],
  ]);
});

describe("a run of Bitbucket Pipelines", () => {
  const common = (made: Server, at: Name) => ({
    BITBUCKET_BUILD_NUMBER: "1",
    BITBUCKET_COMMIT: made.id(at),
    BITBUCKET_BRANCH: "side",
  });
  const request: Environment = (made) => ({
    ...common(made, "s1"),
    BITBUCKET_PR_ID: "5",
    BITBUCKET_PR_DESTINATION_BRANCH: "main",
    BITBUCKET_PR_DESTINATION_COMMIT: made.id("m2").slice(0, 12),
  });
  runs([
    ["of a pull request", { at: "trial", fetch: [] }, request, 1, "searching 2 commits of pull request #5"],
    [
      "of a pull request deeper than the clone",
      { at: "s1", fetch: [], depth: 1 },
      request,
      2,
      "Set `clone: { depth: full }` for the step.",
    ],
    [
      "of a push",
      { at: "s1", hasDefault: true },
      (made) => common(made, "s1"),
      1,
      "searching 2 commits pushed to side",
    ],
    [
      "of a push to the default branch",
      { at: "m3", hasDefault: true },
      (made) => ({ ...common(made, "m3"), BITBUCKET_BRANCH: "main" }),
      2,
      "Bitbucket Pipelines does not tell what a push came after",
    ],
  ]);
});

describe("a run of CircleCI", () => {
  const common = (made: Server, at: Name, branch: string) => ({
    CIRCLECI: "true",
    CIRCLE_SHA1: made.id(at),
    CIRCLE_BRANCH: branch,
  });
  const request: Environment = (made) => ({
    ...common(made, "s1", "pull/5"),
    CIRCLE_PULL_REQUEST: "https://example.com/a/b/pull/5",
  });
  runs([
    [
      "of a pull request",
      { at: "s1", hasDefault: true },
      request,
      1,
      "note: pull request #5 was held against main: its target is not told.",
    ],
    [
      "of a pull request, where main is not known",
      { at: "s1" },
      request,
      2,
      "run `sealint scan --since << pipeline.git.base_revision >>` there",
    ],
    [
      "of a push",
      { at: "s1", hasDefault: true },
      (made) => common(made, "s1", "side"),
      1,
      "searching 2 commits pushed to side",
    ],
    [
      "of a push to the default branch",
      { at: "m3", hasDefault: true },
      (made) => common(made, "m3", "main"),
      2,
      "--since << pipeline.git.base_revision >>",
    ],
  ]);
});

describe("a run of Jenkins", () => {
  const common = { JENKINS_URL: "https://ci.example.com/", BUILD_NUMBER: "3" };
  const change = { ...common, CHANGE_ID: "5", CHANGE_TARGET: "main", BRANCH_NAME: "PR-5" };
  const main = { ...common, BRANCH_NAME: "main", BRANCH_IS_PRIMARY: "true" };
  runs([
    ["of a change", { at: "s1" }, () => change, 1, "searching 2 commits of change 5 (main at … .. …)."],
    ["of a change, merged into its target", { at: "trial" }, () => change, 1, "searching 3 commits of change 5"],
    [
      "of a change, without its target",
      { at: "s1", fetch: [] },
      () => change,
      2,
      "the target of change 5, main, is not in this clone.",
    ],
    [
      "after a build that succeeded",
      { at: "m3" },
      (made) => ({ ...main, GIT_PREVIOUS_SUCCESSFUL_COMMIT: made.id("m1") }),
      1,
      "searching 2 commits pushed to main (the last build that succeeded … .. …).",
    ],
    [
      "after a build that succeeded just now",
      { at: "m3" },
      (made) => ({ ...main, GIT_PREVIOUS_SUCCESSFUL_COMMIT: made.id("m3") }),
      0,
      "nothing new: main has no commit that was not there before the last build that succeeded.",
    ],
    [
      "without one",
      { at: "m3" },
      () => main,
      2,
      "what was pushed to main cannot be told. No build of this branch has succeeded yet",
    ],
  ]);
});

describe("a run of Buildkite", () => {
  const common = (commit: string) => ({
    BUILDKITE: "true",
    BUILDKITE_COMMIT: commit,
    BUILDKITE_BRANCH: "side",
    BUILDKITE_PULL_REQUEST: "false",
    BUILDKITE_PIPELINE_DEFAULT_BRANCH: "main",
  });
  const request = { ...common("HEAD"), BUILDKITE_PULL_REQUEST: "5", BUILDKITE_PULL_REQUEST_BASE_BRANCH: "main" };
  runs([
    [
      "of a pull request",
      { at: "s1" },
      (made) => ({ ...request, BUILDKITE_COMMIT: made.id("s1") }),
      1,
      "searching 2 commits of pull request #5",
    ],
    [
      "of a pull request as its merge",
      { at: "trial", fetch: [] },
      () => ({ ...request, BUILDKITE_PULL_REQUEST_USING_MERGE_REFSPEC: "true" }),
      1,
      "searching 2 commits of pull request #5",
    ],
    [
      "of a merge queue",
      { at: "mm" },
      (made) => ({ ...common(made.id("mm")), BUILDKITE_MERGE_QUEUE_BASE_COMMIT: made.id("m3") }),
      1,
      "searching 3 commits of the merge queue",
    ],
    ["of a branch", { at: "s1" }, () => common("HEAD"), 1, "searching 2 commits pushed to side (main … .. …)."],
    [
      "of the default branch",
      { at: "m3" },
      () => ({ ...common("HEAD"), BUILDKITE_BRANCH: "main" }),
      2,
      "Buildkite does not tell what a push came after",
    ],
    [
      "of a shallow clone",
      { at: "s1", depth: 1 },
      () => common("HEAD"),
      2,
      "Take `--depth` out of BUILDKITE_GIT_CLONE_FLAGS",
    ],
  ]);
});

describe("no run of a known system", () => {
  runs([
    [
      "is told, with those that are known",
      { at: "m3" },
      () => ({}),
      2,
      "`--ci` finds no CI system that it knows (GitHub Actions, GitLab CI, Azure Pipelines, Bitbucket Pipelines, CircleCI, Buildkite, Jenkins).",
    ],
  ]);

  it("names the commits by hand instead", async () => {
    const made = leaky();
    const cwd = checkedOut(made, { at: "s1" });
    git(cwd, "update-ref", "refs/heads/main", made.id("m3"));
    const { code } = await runSealint(["scan", "--since", "main"], { cwd, env: gitEnvironment(cwd) });
    expect(code).toBe(1);
  });
});
