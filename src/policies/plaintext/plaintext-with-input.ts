import type { Literal, ToolUse } from "../../core/pipeline.ts";
import { definePolicy } from "../define-policy.ts";
import { judgeLiteral } from "../judged-literal.ts";
import { isFetchingTool } from "../secret-fetch.ts";

/** A secret written out as the input of an action, a reusable workflow, a component or an orb. */
export const plaintextWithInput = definePolicy({
  meta: {
    id: "plaintext/plaintext-with-input",
    title: "Plaintext secret in an action's input",
    why: "Everybody who can read the repository can read this value, and so can whatever runs under that name. It stays in the history when the line is deleted, and the platform does not mask it in the logs, because it does not know that it is a secret.",
    fix: "Make a new value first, because this one counts as leaked, and revoke the old one where it was issued. Store the new value as a secret and write its reference in place of the value. If the value is no secret, ignore this line with a reason.",
    on: {
      "github-actions": {
        fix: "Secrets lie under Settings, Secrets and variables, Actions; write `${{ secrets.NAME }}`.",
      },
      "gitlab-ci": { fix: "Store it under Settings, CI/CD, Variables, masked and protected; write `$NAME`." },
      "azure-pipelines": { fix: "Store it as a secret variable or in a variable group; write `$(NAME)`." },
      "bitbucket-pipelines": { fix: "Store it as a secured variable; write `$NAME`." },
      buildkite: { fix: "Make it a secret of the cluster, and give the plugin the name of the variable." },
      circleci: { fix: "Store it in a context; write `$NAME`." },
      compose: { fix: "Take it from whoever starts the services: `${NAME:?is missing}`." },
      drone: { fix: "Make it a secret of the repository, and write `from_secret: NAME`." },
      woodpecker: { fix: "Make it a secret of the repository, and write `from_secret: NAME`." },
      jenkins: { fix: "Store it under Manage Jenkins, Credentials, and name it by its `credentialsId`." },
    },
    severity: "critical",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/using-secrets-in-github-actions",
      "https://docs.gitlab.com/ci/inputs/",
      "https://docs.gitlab.com/ci/variables/#cicd-variable-security",
      "https://circleci.com/docs/guides/orchestrate/reusing-config/",
    ],
    practices: ["P1"],
    cwe: [798, 312],
    allows: { what: "inputs", example: "test-password" },
  },
  platforms: [
    "appveyor",
    "azure-pipelines",
    "bitbucket-pipelines",
    "buildkite",
    "circleci",
    "compose",
    "drone",
    "github-actions",
    "gitlab-ci",
    "jenkins",
    "tekton",
    "travis",
    "woodpecker",
  ],
  *check({ flows, judge }) {
    for (const literal of flows.literals) {
      const judgement = literal.via === "input" ? judgeLiteral(judge, literal) : undefined;
      if (judgement === undefined || namesWhatToFetch(literal, flows.tools)) continue;
      const { name, place } = literal;
      yield {
        place,
        subject: name,
        secret: place,
        judgement,
        message: `The input ${name} is given a secret that is written out here.`,
      };
    }
  },
});

/** Whether it tells a tool which secrets to fetch: paths in a store, not values. */
function namesWhatToFetch({ name, place, job, step }: Literal, tools: readonly ToolUse[]): boolean {
  if (!/^secrets?(?:-ids?)?$/i.test(name)) return false;
  return tools.some(
    (tool) => tool.job === job && tool.step === step && tool.place.unit === place.unit && isFetchingTool(tool.name),
  );
}
