import type { BuildEvent } from "./build-event.ts";
import type { CiSystem } from "./ci-system.ts";
import { branchOf, refOf, type Variables } from "./variables.ts";

/** Reasons of a run that is about what was pushed. */
const PUSHED = new Set(["IndividualCI", "BatchedCI"]);

const REASONS: Readonly<Record<string, string>> = {
  Schedule: "on a schedule",
  Manual: "that somebody started",
};

/**
 * Azure Pipelines. A pull request is checked out as the merge into its target; before a push nothing is told, nor what the
 * default branch is.
 * https://learn.microsoft.com/en-us/azure/devops/pipelines/build/variables
 */
export const AZURE: CiSystem = {
  name: "Azure Pipelines",
  remedies: {
    history: "Set `fetchDepth: 0` on the step `checkout: self`.",
    contents: "Take `fetchFilter` out of the step `checkout: self`, or run `git fetch --refetch --no-filter` first.",
  },
  isHere: (environment) => environment["TF_BUILD"]?.toLowerCase() === "true",
  read(variables) {
    const reason = variables.need("BUILD_REASON");
    if (reason === "PullRequest") return pullRequest(variables);
    if (!PUSHED.has(reason)) return { kind: "other", what: REASONS[reason] ?? `for the reason \`${reason}\`` };
    return {
      kind: "push",
      ref: refOf(variables.need("BUILD_SOURCEBRANCH")),
      after: variables.commit("BUILD_SOURCEVERSION") ?? "HEAD",
      before: {
        kind: "untold",
        hint: "Azure Pipelines does not tell what a push came after; compare with what was checked last, `sealint scan --since REF`, or scan pull requests.",
      },
    };
  },
};

function pullRequest(variables: Variables): BuildEvent {
  const number =
    variables.text("SYSTEM_PULLREQUEST_PULLREQUESTNUMBER") ?? variables.need("SYSTEM_PULLREQUEST_PULLREQUESTID");
  const head = variables.commit("SYSTEM_PULLREQUEST_SOURCECOMMITID");
  const isMerge = /^refs\/pull\/\d+\/merge$/.test(variables.text("BUILD_SOURCEBRANCH") ?? "");
  return {
    kind: "pull-request",
    title: `pull request #${number}`,
    ...(head === undefined ? {} : { head }),
    ...(isMerge ? { merge: variables.commit("BUILD_SOURCEVERSION") ?? "HEAD" } : {}),
    headRef: `refs/pull/${number}/merge`,
    targets: [],
    targetBranch: branchOf(variables.need("SYSTEM_PULLREQUEST_TARGETBRANCH")),
  };
}
