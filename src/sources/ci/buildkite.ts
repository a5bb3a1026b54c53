import type { BuildEvent } from "./build-event.ts";
import type { CiSystem } from "./ci-system.ts";
import type { Variables } from "./variables.ts";

/**
 * Buildkite. The commit may be told as `HEAD`; a pull request may be checked out as its merge.
 * https://buildkite.com/docs/pipelines/configure/environment-variables
 */
export const BUILDKITE: CiSystem = {
  name: "Buildkite",
  remedies: {
    history: "Take `--depth` out of BUILDKITE_GIT_CLONE_FLAGS and BUILDKITE_GIT_FETCH_FLAGS.",
    contents: "Take `--filter` out of BUILDKITE_GIT_CLONE_FLAGS and BUILDKITE_GIT_FETCH_FLAGS.",
  },
  isHere: (environment) => environment["BUILDKITE"] === "true",
  read(variables) {
    const after = commitOf(variables);
    const base = variables.commit("BUILDKITE_MERGE_QUEUE_BASE_COMMIT");
    const queueBranch = variables.text("BUILDKITE_MERGE_QUEUE_BASE_BRANCH");
    if (base !== undefined)
      return {
        kind: "merge-queue",
        base,
        head: after,
        ...(queueBranch === undefined ? {} : { targetBranch: queueBranch }),
      };
    const number = variables.text("BUILDKITE_PULL_REQUEST");
    if (number !== undefined && number !== "false") return pullRequest(variables, number, after);
    if (variables.text("BUILDKITE_SOURCE") === "schedule") return { kind: "other", what: "on a schedule" };
    const tag = variables.text("BUILDKITE_TAG");
    const defaultBranch = variables.text("BUILDKITE_PIPELINE_DEFAULT_BRANCH");
    return {
      kind: "push",
      ref:
        tag === undefined ? { kind: "branch", name: variables.need("BUILDKITE_BRANCH") } : { kind: "tag", name: tag },
      after,
      before: {
        kind: "untold",
        hint: "Buildkite does not tell what a push came after; compare with what was checked last, `sealint scan --since REF`, or scan pull requests.",
      },
      ...(defaultBranch === undefined ? {} : { defaultBranch }),
    };
  },
};

/** A build that somebody starts may be of whatever the branch leads to. */
function commitOf(variables: Variables): string {
  return variables.text("BUILDKITE_COMMIT") === "HEAD" ? "HEAD" : (variables.commit("BUILDKITE_COMMIT") ?? "HEAD");
}

function pullRequest(variables: Variables, number: string, head: string): BuildEvent {
  const isMerge = variables.isTrue("BUILDKITE_PULL_REQUEST_USING_MERGE_REFSPEC");
  return {
    kind: "pull-request",
    title: `pull request #${number}`,
    ...(head === "HEAD" ? {} : { head }),
    ...(isMerge ? { merge: "HEAD" } : {}),
    headRef: `refs/pull/${number}/head`,
    targets: [],
    targetBranch: variables.need("BUILDKITE_PULL_REQUEST_BASE_BRANCH"),
  };
}
