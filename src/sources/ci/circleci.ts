import type { CiSystem } from "./ci-system.ts";

/** What it knows and sets no variable for is to be handed over. */
const HINT =
  "CircleCI tells that in the configuration only: run `sealint scan --since << pipeline.git.base_revision >>` there, which is empty for the first push of a branch.";

/**
 * CircleCI. The target of a pull request and what a push came after are no variables.
 * https://circleci.com/docs/reference/variables/
 */
export const CIRCLECI: CiSystem = {
  name: "CircleCI",
  remedies: {
    history: "Write the step as `checkout: { method: full }`.",
    contents: "Write the step as `checkout: { method: full }`: without it CircleCI leaves contents on the server.",
  },
  isHere: (environment) => environment["CIRCLECI"] === "true",
  read(variables) {
    const after = variables.commit("CIRCLE_SHA1") ?? "HEAD";
    const [number] =
      /\d+$/.exec(variables.text("CIRCLE_PULL_REQUEST") ?? variables.text("CIRCLE_PR_NUMBER") ?? "") ?? [];
    if (number !== undefined)
      return { kind: "pull-request", title: `pull request #${number}`, head: after, targets: [], targetHint: HINT };
    const tag = variables.text("CIRCLE_TAG");
    return {
      kind: "push",
      ref: tag === undefined ? { kind: "branch", name: variables.need("CIRCLE_BRANCH") } : { kind: "tag", name: tag },
      after,
      before: { kind: "untold", hint: HINT },
    };
  },
};
