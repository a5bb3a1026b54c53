import type { Flow, PipelineFlows } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { definePolicy } from "../define-policy.ts";
import { flowSubject, stepsOf } from "../flow-steps.ts";
import { onePerPlace } from "../one-per-place.ts";
import { secretName } from "../secret-like.ts";

/** A part of a secret that a job goes on working with, without the platform knowing that it is one. */
export const unmaskedDerivedSecret = definePolicy({
  meta: {
    id: "logs/unmasked-derived-secret",
    title: "Part of a secret used without being masked",
    why: "The platform masks a secret as it is stored. A password that is picked out of a JSON document, a key that was decoded from base64, a token that was cut out of a longer text are values that it does not know: the first program that repeats its arguments, and the first error message, prints them in plain. High: an expression of the workflow picks the part out, which then goes wherever the expression stands. Medium: a script does, and hands the part to a program.",
    fix: "Store each part as a secret of its own; then it is masked everywhere.",
    on: {
      "github-actions": {
        fix: 'Where a script has to work the part out, mask it before anything else happens: `key=$(echo "$DOC" | jq -r .key); echo "::add-mask::$key"`.',
      },
      "gitlab-ci": {
        fix: "A value cannot be masked while a job runs: where a script has to work the part out, write it to a file and hand the file's name over.",
      },
      "azure-pipelines": {
        fix: 'Where a script has to work the part out, mask it before anything else happens: `key=$(echo "$DOC" | jq -r .key); echo "##vso[task.setsecret]$key"`.',
      },
    },
    severity: "high",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/using-secrets-in-github-actions#redacting-secrets-from-workflow-run-logs",
      "https://docs.gitlab.com/ci/variables/#mask-a-cicd-variable",
      "https://circleci.com/docs/guides/security/env-vars/#secrets-masking",
    ],
    practices: ["P13"],
    cwe: [532, 200],
  },
  platforms: [
    "appveyor",
    "azure-pipelines",
    "bitbucket-pipelines",
    "buildkite",
    "circleci",
    "codebuild",
    "drone",
    "github-actions",
    "gitlab-ci",
    "jenkins",
    "travis",
    "woodpecker",
  ],
  check({ flows }) {
    return onePerPlace([...pickedOut(flows), ...handedOver(flows)]);
  },
});

function handedOver({ flows, platform }: PipelineFlows): PolicyMatch[] {
  return flows.filter(isChangedArgument).map((flow) => ({
    place: flow.sink.place,
    severity: platform === "gitlab-ci" ? ("low" as const) : ("medium" as const),
    message: `A value that is made of ${flowSubject(flow).replace(/^./, (letter) => letter.toLowerCase())} is handed to ${flow.sink.name}, and nothing masks it in the log.`,
    related: stepsOf(flow),
  }));
}

/** What goes to the standard input of a program is in no list of processes, and in few messages. */
const isChangedArgument = ({ sink, masked, reference }: Flow): boolean =>
  sink.kind === "argv" && !masked && reference.part !== true && reference.secret !== "*";

/** Parts that an expression takes out of a secret that is a document. */
function pickedOut({ references }: PipelineFlows): PolicyMatch[] {
  return references
    .filter(({ part }) => part === true)
    .map(({ place, secret }) => ({
      place,
      severity: "high",
      message: `A part is picked out of ${secretName(secret)} by an expression, and the platform does not mask it.`,
    }));
}
