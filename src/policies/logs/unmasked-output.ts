import type { Severity } from "../../core/levels.ts";
import type { Flow } from "../../core/pipeline.ts";
import { definePolicy } from "../define-policy.ts";
import { flowSubject, stepsOf } from "../flow-steps.ts";
import { onePerPlace } from "../one-per-place.ts";

/** A secret that a step writes into what later steps and jobs read: outputs and variables of the runner. */
export const unmaskedOutput = definePolicy({
  meta: {
    id: "logs/unmasked-output",
    title: "Secret written to an output or to the runner's environment",
    why: "What a step writes for those that come after is there for all of them: third parties' tools, other jobs, and debug logs, which print it as it is. High: the value was changed on the way, so that nothing masks it any more. Medium: it is as it was stored. Low: the same where the log hides it further on.",
    fix: "Use the secret in the step that needs it, and read it there from where it is stored. A value that is made at run time, such as a token with a short life, is best fetched anew in each job that needs one.",
    on: {
      "github-actions": {
        why: "So it is with `GITHUB_OUTPUT`, `GITHUB_ENV` and the outputs of a job. GitHub leaves an output of a job empty that holds a secret as it was stored, with a warning that few people see; every later step of the job has it in its environment.",
        fix: 'Write `env: { TOKEN: ${{ secrets.TOKEN }} }` there; what is made at run time is masked first, `echo "::add-mask::$token"`.',
      },
      "azure-pipelines": {
        why: "So it is with a variable that `##vso[task.setvariable]` sets without `issecret=true`.",
        fix: "Map the secret there, `env: { TOKEN: $(Token) }`; to a variable that is set at run time add `issecret=true`.",
      },
      circleci: {
        why: "So it is with `$BASH_ENV`; the log hides further on what is as it was stored, so that is low.",
      },
      tekton: {
        why: "So it is with the file of a result, which is kept in the status of the run.",
        fix: "Hand a file over in a workspace, or let each task read the Secret itself.",
      },
      codebuild: {
        why: "So it is with an exported variable, which is kept with the build.",
        fix: "Take the name out of `exported-variables`.",
      },
    },
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/writing-workflows/choosing-what-your-workflow-does/passing-information-between-jobs",
      "https://docs.github.com/en/actions/writing-workflows/choosing-what-your-workflow-does/workflow-commands-for-github-actions#masking-a-value-in-a-log",
      "https://circleci.com/docs/guides/security/env-vars/#secrets-masking",
    ],
    practices: ["P13"],
    cwe: [200, 532],
  },
  platforms: [
    "azure-pipelines",
    "bitbucket-pipelines",
    "buildkite",
    "circleci",
    "codebuild",
    "github-actions",
    "tekton",
  ],
  check({ flows: { flows, platform } }) {
    const written = flows.filter(({ sink }) => sink.kind === "output");
    return onePerPlace(
      written.map((flow) => ({
        place: flow.sink.place,
        severity: severityOf(flow, platform),
        message: `${flowSubject(flow)} is written to ${flow.sink.name.replace(/^::([\w-]+).*$/, "$1")}, where everything that comes later can read it${flow.masked ? "" : "; it was changed, so nothing masks it"}.`,
        related: stepsOf(flow),
      })),
    );
  },
});

function severityOf({ masked }: Flow, platform: string): Severity {
  if (!masked || PLAIN.has(platform)) return "high";
  return platform === "circleci" ? "low" : "medium";
}

/** Where an output lies in the record of the run, as it is, for whoever may see that. */
const PLAIN: ReadonlySet<string> = new Set(["codebuild", "tekton"]);
