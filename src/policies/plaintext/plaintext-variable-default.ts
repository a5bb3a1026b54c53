import { definePolicy } from "../define-policy.ts";
import { judgeLiteral } from "../judged-literal.ts";
import { mayNameSecret } from "../secret-like.ts";

/** A secret that is written out as what stands in for a missing parameter. */
export const plaintextVariableDefault = definePolicy({
  meta: {
    id: "plaintext/plaintext-variable-default",
    title: "Secret as the default of an input",
    why: "The default of an input is in the file, in its whole history and in the form that starts the pipeline, for everybody who may see it. It is also what the pipeline takes when nobody thinks of it, so that it goes on being valid.",
    fix: "Delete the default, and store the value as a secret that the pipeline reads. Replace the value where it was issued: who has the repository has it.",
    on: {
      "github-actions": { fix: "The pipeline reads it as `${{ secrets.NAME }}`." },
      "gitlab-ci": { fix: "Store it as a masked and protected variable, which jobs get by its name." },
    },
    severity: "high",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/using-secrets-in-github-actions",
      "https://docs.gitlab.com/ci/inputs/",
      "https://circleci.com/docs/guides/orchestrate/pipeline-variables/",
    ],
    practices: ["P1", "P27"],
    cwe: [798, 1392],
    allows: { what: "parameters", example: "test_*" },
  },
  platforms: [
    "azure-pipelines",
    "bitbucket-pipelines",
    "buildkite",
    "circleci",
    "cloud-build",
    "github-actions",
    "gitlab-ci",
    "jenkins",
    "tekton",
  ],
  *check({ flows, judge }) {
    for (const { name, default: value } of flows.parameters) {
      const judgement = value === undefined || !mayNameSecret(name) ? undefined : judgeLiteral(judge, value);
      if (value === undefined || judgement === undefined) continue;
      yield {
        place: value.place,
        subject: name,
        secret: value.place,
        judgement,
        message: `The default of ${name} is written out, and looks like a secret.`,
      };
    }
  },
});
