import type { Severity } from "../../core/levels.ts";
import type { Command, ToolUse, Unheeded } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";
import { isFetch, isFetchingTool } from "../secret-fetch.ts";

/** A secret that is fetched from its store in such a way that a failure goes unnoticed. */
export const failOpenSecretFetch = definePolicy({
  meta: {
    id: "failopen/fail-open-secret-fetch",
    title: "Failure to fetch a secret is ignored",
    why: "When the store cannot be reached, the login has expired or the access was taken away, the job goes on with an empty value: it logs in without a password, deploys an application without its key, or skips what should have been protected, and all is green. High: the failure is put aside on purpose, by a guard such as `|| true`, `set +e` or `continue-on-error`. Medium: the shell loses it, because the command stands inside `echo` or `export`, whose own success counts. Low: the whole job may fail, which stops it, but nothing that comes after it.",
    fix: 'Take the guard away, so that the job stops. Give the value to a variable of its own first, so that the shell sees the failure: `token=$(vault kv get -field=token secret/ci)` on one line, `export TOKEN="$token"` on the next. Where the secret may rightly be missing, say so and test for it: `test -n "$token" || exit 1` in front of whatever needs it.',
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://www.gnu.org/software/bash/manual/html_node/The-Set-Builtin.html",
      "https://docs.github.com/en/actions/writing-workflows/workflow-syntax-for-github-actions#jobsjob_idstepscontinue-on-error",
      "https://docs.gitlab.com/ci/yaml/#allow_failure",
      "https://circleci.com/docs/reference/configuration-reference/#default-shell-options",
      "https://learn.microsoft.com/en-us/azure/devops/pipelines/yaml-schema/steps-task",
    ],
    practices: ["P22"],
    cwe: [636, 252, 390],
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
    const commands = flows.commands.filter(isFetch).flatMap(matchOf);
    const tools = flows.tools.filter(({ name }) => isFetchingTool(name)).flatMap(matchOfTool);
    return onePerPlace([...commands, ...tools]);
  },
});

const CAUSES: Readonly<
  Record<Unheeded["by"], { readonly severity: Severity; readonly clause: string; readonly here: string }>
> = {
  guard: { severity: "high", clause: "its failure is put aside", here: "This lets the script go on." },
  step: { severity: "high", clause: "the job goes on where it fails", here: "This setting lets the job go on." },
  lost: {
    severity: "medium",
    clause: "its failure is lost in the command around it",
    here: "Only this command's own success counts.",
  },
  job: {
    severity: "low",
    clause: "the pipeline goes on where it fails",
    here: "This setting lets the pipeline go on.",
  },
};

function matchOf({ name, place, unheeded }: Command): PolicyMatch[] {
  if (unheeded === undefined) return [];
  const { severity, clause, here } = CAUSES[unheeded.by];
  const message = `A secret is fetched by ${name}, and ${clause}.`;
  return [{ place, severity, message, related: [{ place: unheeded.place, message: here }] }];
}

/** What is wrong with a tool is the setting beside it. */
function matchOfTool({ name, place, unheeded }: ToolUse): PolicyMatch[] {
  if (unheeded === undefined) return [];
  const { severity, clause } = CAUSES[unheeded.by];
  const message = `A secret is fetched by ${name}, and ${clause}.`;
  return [{ place: unheeded.place, severity, message, related: [{ place, message: "It is fetched here." }] }];
}
