import type { PipelineScript } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";
import { isJobToken, secretName } from "../secret-like.ts";

/** A shell that prints each command with its values, in a script that has secrets. */
export const shellTrace = definePolicy({
  meta: {
    id: "logs/shell-trace",
    title: "Shell trace in a script with secrets",
    why: "With `set -x` the shell writes each command to the log, with the values of variables filled in, before it runs it. The platform replaces a secret only where it stands exactly as it was stored; the trace puts quotes and backslashes into values, cuts them, and also shows what was made from them (a header, a decoded key). High: a secret is read while the trace is on. Low: the script has a secret, but reads it elsewhere, or what it reads is the job's own token.",
    fix: "Delete `-x`. If you need it to look for a fault, switch it off around the lines that read secrets: `set +x` above and `set -x` below them. If a run has already shown a secret, delete the logs of that run, revoke the secret where it was issued, and store a new one.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://www.gnu.org/software/bash/manual/html_node/The-Set-Builtin.html",
      "https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/set-psdebug",
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/using-secrets-in-github-actions#redacting-secrets-from-workflow-run-logs",
      "https://docs.gitlab.com/ci/variables/#mask-a-cicd-variable",
      "https://circleci.com/docs/guides/security/env-vars/#secrets-masking",
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
  check({ flows }) {
    return onePerPlace(flows.scripts.flatMap(tracesOf));
  },
});

function tracesOf({ traces, secrets }: PipelineScript): PolicyMatch[] {
  return traces.flatMap(({ place, shown }) => {
    const [first] = [...shown].sort((a, b) => Number(isJobToken(a)) - Number(isJobToken(b)));
    const [near] = secrets;
    const reference = first ?? near;
    if (reference === undefined) return [];
    const isHigh = first !== undefined && !isJobToken(first);
    const clause = first === undefined ? "is in the same script" : "is read while it does";
    const related = [{ place: reference.place, message: `Here ${secretName(reference)} is given.` }];
    const message = `From here on the shell prints each command to the log, and ${secretName(reference)} ${clause}.`;
    return [{ place, severity: isHigh ? ("high" as const) : ("low" as const), message, related }];
  });
}
