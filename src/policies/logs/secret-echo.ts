import type { Place } from "../../core/span.ts";
import { definePolicy } from "../define-policy.ts";
import { flowSubject, stepsOf } from "../flow-steps.ts";

/** A secret that a script prints to the job's log. */
export const secretEcho = definePolicy({
  meta: {
    id: "logs/secret-echo",
    title: "Secret printed to the log",
    why: "Logs are read by many, kept for months and copied elsewhere. Where the platform hides a secret in them, it does so only as long as it stands exactly as it was stored: one of several lines, or in a document, may be shown in part. The masking is all that stands between the secret and the reader. What is changed on its way to the log, and so not masked at all, is `logs/transform-defeats-mask`.",
    fix: 'Delete the line, or test the variable without printing it: `test -n "$API_TOKEN"`. If a run has already shown the value, delete that run\'s logs, revoke the secret where it was issued and store a new one.',
    on: {
      "github-actions": {
        fix: 'Where a value that was derived from a secret has to be in the job, mask it first: `echo "::add-mask::$VALUE"`.',
      },
      "gitlab-ci": {
        why: "Only variables that are set to be masked are hidden, as `[MASKED]`.",
        fix: "A value that is derived as a job runs cannot be masked, so store it as a masked variable of its own.",
      },
      "azure-pipelines": {
        fix: 'Where a value that was derived from a secret has to be in the job, mask it first: `echo "##vso[task.setsecret]$VALUE"`.',
      },
      circleci: { fix: "A value that is derived as a job runs cannot be masked, so store it in a context." },
      tekton: { why: "Nothing at all is masked." },
      "cloud-build": { why: "Nothing at all is masked." },
      compose: { why: "Nothing at all is masked." },
    },
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/using-secrets-in-github-actions#redacting-secrets-from-workflow-run-logs",
      "https://docs.github.com/en/actions/writing-workflows/choosing-what-your-workflow-does/workflow-commands-for-github-actions#masking-a-value-in-a-log",
      "https://docs.gitlab.com/ci/variables/#mask-a-cicd-variable",
      "https://circleci.com/docs/guides/security/env-vars/#secrets-masking",
      "https://learn.microsoft.com/en-us/azure/devops/pipelines/scripts/logging-commands#setsecret-register-a-value-as-a-secret",
    ],
    practices: ["P13"],
    cwe: [532],
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
  *check({ flows }) {
    const hides = HIDES.get(flows.platform) ?? "shows ***";
    const toLog = flows.flows.filter(({ sink }) => sink.kind === "log");
    for (const [, here] of Map.groupBy(toLog, ({ sink }) => keyOf(sink.place))) {
      const [flow] = here;
      // Several ways lead to one place; one that masking does not cover is worse, and has a policy of its own.
      if (flow === undefined || here.some(({ masked }) => !masked)) continue;
      const message = UNMASKED.has(flows.platform)
        ? `${flowSubject(flow)} is printed by ${flow.sink.name}, and the platform hides nothing in its logs.`
        : `${flowSubject(flow)} is printed by ${flow.sink.name}; the log ${hides} only where the value stands exactly as it was stored.`;
      yield { place: flow.sink.place, message, related: stepsOf(flow) };
    }
  },
});

const keyOf = ({ unit, span }: Place): string => `${unit} ${span.start}-${span.end}`;

/** Platforms that write to the log whatever a step prints. */
const UNMASKED: ReadonlySet<string> = new Set(["cloud-build", "compose", "tekton"]);

/** What a log does where the file does not say which variables are hidden in it. */
const HIDES: ReadonlyMap<string, string> = new Map([
  ["buildkite", "hides the value only if the agent redacts variables of that name, and"],
  ["gitlab-ci", "hides the value only if the variable is masked, and"],
  ["bitbucket-pipelines", "hides the value only if the variable is secured, and"],
]);
