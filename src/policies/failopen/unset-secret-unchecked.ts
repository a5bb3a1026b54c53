import type { Command, PipelineFlows } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { argumentSecrets } from "../argument-secrets.ts";
import { definePolicy } from "../define-policy.ts";
import { scriptsAt } from "../located.ts";
import { onePerPlace } from "../one-per-place.ts";
import { secretName } from "../secret-like.ts";
import { givenAt } from "../stake.ts";

/** A command that deletes or publishes with a secret of which nobody knows whether it is there. */
export const unsetSecretUnchecked = definePolicy({
  meta: {
    id: "failopen/unset-secret-unchecked",
    title: "Missing secret is not noticed before something is deleted or published",
    why: "A secret that is not set is an empty text: the path of what is deleted gets shorter by it, the target of what is published is another one. A shell goes on with it unless it was told otherwise.",
    fix: 'Write `set -u` (`set -euo pipefail`) at the top of the script, or ask for the value where it is used: `"${TOKEN:?is not set}"`.',
    severity: "low",
    confidence: "low",
    preset: "all",
    since: "0.1.0",
    references: ["https://www.gnu.org/software/bash/manual/html_node/The-Set-Builtin.html"],
    practices: ["P22"],
    cwe: [754, 252],
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
    return onePerPlace(unchecked(flows));
  },
});

/** Words that delete, publish or deploy, by program. */
const ACTS = /^(?:rm|rb|delete|destroy|publish|push|deploy|upload|purge|drop|sync|mv)$/;

const PROGRAMS =
  /^(?:aws|gcloud|gsutil|az|kubectl|helm|npm|pnpm|yarn|cargo|twine|terraform|tofu|rclone|gh|glab|heroku|fly|flyctl|vercel|netlify|firebase|dotnet|nuget|gem|rsync|s3cmd)$/;

const CHECKS = /\bset\s+-\w*u|set\s+-o\s+nounset|\$\{\w+:?\?|\[\s+-[nz]\s|\btest\s+-[nz]\s|\[\[\s+-[nz]\s/;

function unchecked(flows: PipelineFlows): PolicyMatch[] {
  return argumentSecrets(flows).flatMap(({ command, flow }): PolicyMatch[] => {
    const at = PROGRAMS.test(command.name) ? command.words.findIndex((word) => ACTS.test(word)) : -1;
    if (at === -1 || flow.reference.builtIn === true || isChecked(command, flows)) return [];
    return [
      {
        place: command.placeOfWord(at),
        message: `The command ${command.name} ${command.words[at]} goes on where ${secretName(flow.reference.secret)} is not set.`,
        related: givenAt([flow.reference]),
      },
    ];
  });
}

const isChecked = (command: Command, flows: PipelineFlows): boolean =>
  scriptsAt(flows, command).some(({ text }) => CHECKS.test(text.value));
