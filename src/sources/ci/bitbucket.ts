import type { CiSystem } from "./ci-system.ts";

/**
 * Bitbucket Pipelines. For a pull request the target is merged into the source before the run; its commit may be told by
 * its first twelve digits. Before a push nothing is told, nor what the default branch is.
 * https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/
 */
export const BITBUCKET: CiSystem = {
  name: "Bitbucket Pipelines",
  remedies: {
    history: "Set `clone: { depth: full }` for the step.",
    contents: "Take `filter` out of `clone:`, or run `git fetch --refetch --no-filter` first.",
  },
  isHere: (environment) => environment["BITBUCKET_BUILD_NUMBER"] !== undefined,
  read(variables) {
    const after = variables.commit("BITBUCKET_COMMIT") ?? "HEAD";
    const number = variables.text("BITBUCKET_PR_ID");
    if (number !== undefined) {
      const target = variables.commit("BITBUCKET_PR_DESTINATION_COMMIT");
      return {
        kind: "pull-request",
        title: `pull request #${number}`,
        head: after,
        merge: "HEAD",
        targets: target === undefined ? [] : [target],
        targetBranch: variables.need("BITBUCKET_PR_DESTINATION_BRANCH"),
      };
    }
    const tag = variables.text("BITBUCKET_TAG");
    return {
      kind: "push",
      ref:
        tag === undefined ? { kind: "branch", name: variables.need("BITBUCKET_BRANCH") } : { kind: "tag", name: tag },
      after,
      before: {
        kind: "untold",
        hint: "Bitbucket Pipelines does not tell what a push came after; compare with what was checked last, `sealint scan --since REF`, or scan pull requests.",
      },
    };
  },
};
