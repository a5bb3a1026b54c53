import type { BuildEvent } from "./build-event.ts";
import type { CiSystem } from "./ci-system.ts";
import type { Variables } from "./variables.ts";

/** What a pipeline was started by, where that is no push, in words that follow `a run`. */
const SOURCES: Readonly<Record<string, string>> = {
  schedule: "on a schedule",
  web: "that somebody started",
  api: "started by the API",
  trigger: "started by a trigger token",
  pipeline: "started by another project's pipeline",
};

/**
 * GitLab CI. Merge request pipelines are about the source branch (detached), its merge into the target (merged results), or
 * that with others in front of it (merge trains); the two commits of a merge are told for the latter only.
 * https://docs.gitlab.com/ci/variables/predefined_variables/
 */
export const GITLAB: CiSystem = {
  name: "GitLab CI",
  remedies: {
    history: 'Set `GIT_DEPTH: "0"` under `variables:` of the job.',
    contents: "Take `--filter` out of GIT_FETCH_EXTRA_FLAGS, or run `git fetch --refetch --no-filter` first.",
  },
  isHere: (environment) => environment["GITLAB_CI"] === "true",
  read(variables) {
    const mergeRequest = variables.text("CI_MERGE_REQUEST_IID");
    if (mergeRequest !== undefined)
      return request(variables, "CI_MERGE_REQUEST", {
        title: `merge request !${mergeRequest}`,
        headRef: `refs/merge-requests/${mergeRequest}/head`,
      });
    const external = variables.text("CI_EXTERNAL_PULL_REQUEST_IID");
    if (external !== undefined)
      return request(variables, "CI_EXTERNAL_PULL_REQUEST", {
        title: `pull request #${external}`,
        headRef: `refs/pull/${external}/head`,
      });
    const source = variables.need("CI_PIPELINE_SOURCE");
    // A child of a pipeline is about what its parent is about.
    const isPush = source === "push" || (source === "parent_pipeline" && hasBefore(variables));
    return isPush ? push(variables) : { kind: "other", what: SOURCES[source] ?? `with the source \`${source}\`` };
  },
};

const hasBefore = (variables: Variables): boolean => variables.commit("CI_COMMIT_BEFORE_SHA") !== undefined;

function request(
  variables: Variables,
  prefix: string,
  names: { readonly title: string; readonly headRef: string },
): BuildEvent {
  const targets = ["TARGET_BRANCH_SHA", "DIFF_BASE_SHA"].flatMap((name) => variables.commit(`${prefix}_${name}`) ?? []);
  const targetBranch = variables.need(`${prefix}_TARGET_BRANCH_NAME`);
  const source = variables.commit(`${prefix}_SOURCE_BRANCH_SHA`);
  const built = variables.commit("CI_COMMIT_SHA") ?? "HEAD";
  const sides = source === undefined || source === built ? { head: built } : { head: source, merge: built };
  return { kind: "pull-request", ...names, ...sides, targets, targetBranch };
}

function push(variables: Variables): BuildEvent {
  const tag = variables.text("CI_COMMIT_TAG");
  const before = variables.commit("CI_COMMIT_BEFORE_SHA");
  const defaultBranch = variables.text("CI_DEFAULT_BRANCH");
  return {
    kind: "push",
    ref:
      tag === undefined
        ? { kind: "branch", name: variables.text("CI_COMMIT_BRANCH") ?? variables.need("CI_COMMIT_REF_NAME") }
        : { kind: "tag", name: tag },
    after: variables.commit("CI_COMMIT_SHA") ?? "HEAD",
    before: before === undefined ? { kind: "new" } : { kind: "commit", id: before, isForced: "unknown" },
    ...(defaultBranch === undefined ? {} : { defaultBranch }),
  };
}
