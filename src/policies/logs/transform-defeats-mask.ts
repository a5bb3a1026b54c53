import type { Flow, PipelineFlows } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { definePolicy } from "../define-policy.ts";
import { flowSubject, stepsOf } from "../flow-steps.ts";
import { onePerPlace } from "../one-per-place.ts";

/** A secret that is encoded, cut or rewritten, and then printed: the log shows what nobody masks. */
export const transformDefeatsMask = definePolicy({
  meta: {
    id: "logs/transform-defeats-mask",
    title: "Changed secret printed to the log",
    why: "The platform hides a secret in the log only where it stands exactly as it was stored. Encoded as base64, reversed, cut in two or picked out of a document by jq, it is shown to everybody who may read the log, and whoever reads it turns it back. It is the usual way to get at a secret on purpose, and it happens by chance with `echo $TOKEN | base64`.",
    fix: 'Delete the line. To see whether a secret is there, print no part of it: `test -n "$TOKEN" && echo set`. If a run has printed it already, revoke it where it was issued, store a new one, and delete the log of that run.',
    on: {
      "github-actions": {
        fix: 'Where a part of it is needed, keep it in a variable and have it masked before anything else: `echo "::add-mask::$part"`.',
      },
      "gitlab-ci": { fix: "Where a part of it is needed, store that as a masked variable of its own." },
      "azure-pipelines": {
        fix: 'Where a part of it is needed, keep it in a variable and have it masked before anything else: `echo "##vso[task.setsecret]$part"`.',
      },
    },
    severity: "critical",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/using-secrets-in-github-actions#redacting-secrets-from-workflow-run-logs",
      "https://docs.gitlab.com/ci/variables/#mask-a-cicd-variable",
      "https://circleci.com/docs/guides/security/env-vars/#secrets-masking",
    ],
    practices: ["P13"],
    cwe: [532, 116],
  },
  platforms: [
    "appveyor",
    "azure-pipelines",
    "bitbucket-pipelines",
    "buildkite",
    "circleci",
    "cloud-build",
    "codebuild",
    "compose",
    "drone",
    "github-actions",
    "gitlab-ci",
    "jenkins",
    "tekton",
    "travis",
    "woodpecker",
  ],
  check({ flows }) {
    return onePerPlace(printedChanged(flows));
  },
});

function printedChanged({ flows }: PipelineFlows): PolicyMatch[] {
  return flows
    .filter(({ sink, masked }) => sink.kind === "log" && !masked)
    .map((flow) => ({
      place: flow.sink.place,
      message: `${flowSubject(flow)} is ${changed(flow)} and then printed by ${flow.sink.name}, so the log shows what the platform cannot mask.`,
      related: stepsOf(flow),
    }));
}

/** Jenkins masks what a block binds up to the end of that block. */
const changed = ({ reference }: Flow): string =>
  reference.platform === "jenkins" ? "changed, or taken out of the block that binds it," : "changed";
