import type { Severity } from "../../core/levels.ts";
import type { PipelineFlows, PipelineScript } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";
import { isJobToken, secretName } from "../secret-like.ts";

/** A script that prints its whole environment to the log, where secrets are in it or near it. */
export const envDump = definePolicy({
  meta: {
    id: "logs/env-dump",
    title: "Whole environment printed to the log",
    why: "Among the variables of a job are its secrets. The platform replaces a secret in the log only where it stands exactly as it was stored, so that keys of several lines, JSON, and whatever a tool has made of a secret are shown. High: secrets are among the variables. Medium: the project may have some, and the job gets them all, or it is the container that is shown. Low: only the job's own token is there, or the secrets of the job are in other steps as yet.",
    fix: 'Delete the line, or print only what you look for: `echo "$GITHUB_REF"`, or names without values: `env | cut -d= -f1 | sort`. If a run has already shown a secret, delete the logs of that run, revoke the secret where it was issued, and store a new one.',
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/using-secrets-in-github-actions#redacting-secrets-from-workflow-run-logs",
      "https://learn.microsoft.com/en-us/azure/devops/pipelines/process/set-secret-variables",
      "https://docs.gitlab.com/ci/variables/#list-all-variables",
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
    return onePerPlace(flows.scripts.flatMap((script) => dumpsOf(script, flows)));
  },
});

const OF_CONTAINERS = /^(?:docker|podman|nerdctl)/;

function dumpsOf(script: PipelineScript, flows: PipelineFlows): PolicyMatch[] {
  const stake = stakeOf(script, flows);
  if (stake === undefined) return [];
  return script.dumps.map(({ name, place }) => {
    const ofContainer = OF_CONTAINERS.test(name);
    return {
      place,
      severity: ofContainer && stake.severity === "high" ? "medium" : stake.severity,
      message: `${ofContainer ? "All variables of a container are" : "The whole environment is"} printed by ${name}; ${stake.clause}.`,
      related: script.secrets
        .slice(0, MOST_RELATED)
        .map((reference) => ({ place: reference.place, message: `Here ${secretName(reference)} is given.` })),
    };
  });
}

const MOST_RELATED = 5;

/** What the environment holds, as a clause. */
function stakeOf(
  { secrets, job }: PipelineScript,
  { references, sharesSecrets, platform }: PipelineFlows,
): { readonly severity: Severity; readonly clause: string } | undefined {
  const own = secrets.find((reference) => !isJobToken(reference));
  if (own !== undefined) return { severity: "high", clause: `${secretName(own)} is in it` };
  if (sharesSecrets) return { severity: "medium", clause: "every job gets the secrets of the project" };
  if (secrets.length > 0) return { severity: "low", clause: "the job's token is in it" };
  // Where a credential is bound, the file tells: it is in no other environment of the stage.
  if (platform === "jenkins") return undefined;
  if (!references.some((reference) => reference.job === job && !isJobToken(reference))) return undefined;
  return { severity: "low", clause: "other parts of the job have secrets" };
}
