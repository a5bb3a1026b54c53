import type { PolicyMatch } from "../../core/stages.ts";
import type { AzurePipelinesModel, Job } from "../../platforms/azure-pipelines/model.ts";
import { definePolicy } from "../define-policy.ts";
import { ENVIRONMENT_OPTIONS, kindsBy } from "../environments.ts";

/** Production's variable group in a job that no environment holds back. */
export const prodGroupOutsideEnvironment = definePolicy({
  meta: {
    id: "environment/prod-group-outside-environment",
    title: "Production's secrets in a job without an environment",
    why: "Approvals, branch control and business hours hang on an environment, and only a deployment job that names it waits for them. A job beside it that takes production's variable group gets the same secrets with nobody asked, from whichever branch the pipeline runs. The group may have checks of its own; the file does not say so.",
    fix: "Make it a deployment job (`- deployment: NAME`, `environment: production`, the steps below `strategy: runOnce: deploy: steps:`), and add approvals and branch control to the environment (Pipelines, then Environments, then Approvals and checks). Add the same checks to the variable group, so that no other pipeline takes it unasked.",
    severity: "medium",
    confidence: "medium",
    preset: "strict",
    since: "0.1.0",
    references: [
      "https://learn.microsoft.com/en-us/azure/devops/pipelines/process/environments",
      "https://learn.microsoft.com/en-us/azure/devops/pipelines/process/approvals",
      "https://learn.microsoft.com/en-us/azure/devops/pipelines/library/variable-groups",
    ],
    practices: ["P18", "P19"],
    cwe: [668, 862],
    options: ENVIRONMENT_OPTIONS,
    allows: { what: "variable groups", example: "prod-readonly" },
  },
  platforms: ["azure-pipelines"],
  *check({ model, options }): Iterable<PolicyMatch> {
    const kindOf = kindsBy(options);
    for (const { groups, jobs } of levelsOf(model)) {
      const open = jobs.find(({ environment }) => environment === undefined);
      if (open === undefined) continue;
      const called = open.name?.value ?? open.displayName?.value;
      const named =
        called === undefined ? "a job that has no environment" : `the job ${called}, which has no environment`;
      for (const group of groups.filter(({ value }) => kindOf(value) === "production")) {
        yield {
          place: group.place,
          subject: group.value,
          message: `The variable group ${group.value} is given to ${named}.`,
          related: [{ place: (open.name ?? { place: open.place }).place, message: "This job gets it." }],
        };
      }
    }
  },
});

/** Variable groups with the jobs that they are in reach of. */
function levelsOf({ variables, stages }: AzurePipelinesModel) {
  const all: readonly Job[] = stages.flatMap(({ jobs }) => jobs);
  return [
    { groups: variables.groups, jobs: all },
    ...stages.map((stage) => ({ groups: stage.variables.groups, jobs: stage.jobs })),
    ...all.map((job) => ({ groups: job.variables.groups, jobs: [job] })),
  ];
}
