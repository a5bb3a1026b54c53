import type { CiSystem } from "./ci-system.ts";

/**
 * Jenkins, as its git plugin and multibranch projects tell. What is new is held against the last build that succeeded, so
 * that a leak fails each build until it is mended.
 * https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#using-environment-variables
 * https://plugins.jenkins.io/git/#plugin-content-environment-variables
 */
export const JENKINS: CiSystem = {
  name: "Jenkins",
  remedies: {
    history: "Turn the shallow clone off in the job's git settings (`shallow: false` of the CloneOption).",
    contents: "Run `git fetch --refetch --no-filter` first; sealint opens no connection.",
  },
  isHere: (environment) => environment["JENKINS_URL"] !== undefined && environment["BUILD_NUMBER"] !== undefined,
  read(variables) {
    const change = variables.text("CHANGE_ID");
    if (change !== undefined)
      // What is checked out is the change, or its merge, which is told by no variable.
      return {
        kind: "pull-request",
        title: `change ${change}`,
        targets: [],
        targetBranch: variables.need("CHANGE_TARGET"),
      };
    const tag = variables.text("TAG_NAME");
    const branch = variables.text("BRANCH_NAME") ?? variables.text("GIT_BRANCH")?.replace(/^origin\//, "");
    if (tag === undefined && branch === undefined) variables.need("GIT_BRANCH");
    const before = variables.commit("GIT_PREVIOUS_SUCCESSFUL_COMMIT");
    return {
      kind: "push",
      ref: tag === undefined ? { kind: "branch", name: branch ?? "" } : { kind: "tag", name: tag },
      after: variables.commit("GIT_COMMIT") ?? "HEAD",
      before:
        before === undefined
          ? {
              kind: "untold",
              hint: "No build of this branch has succeeded yet, or GIT_PREVIOUS_SUCCESSFUL_COMMIT is not handed on: run `sealint scan` over all files once, or `sealint scan --since REF`.",
            }
          : { kind: "commit", id: before, isForced: "unknown", what: "the last build that succeeded" },
      ...(variables.isTrue("BRANCH_IS_PRIMARY") && branch !== undefined ? { defaultBranch: branch } : {}),
    };
  },
};
