import type { PolicyMatch } from "../../core/stages.ts";
import { definePolicy } from "../define-policy.ts";

/** A bundle of secrets that is attached to every job of a pipeline. */
export const secretAllJobsContext = definePolicy({
  meta: {
    id: "scope/secret-all-jobs-context",
    title: "Bundle of secrets given to every job",
    why: "A variable group at the top of the file is in reach of every job: the one that lints, the one that runs the tests of strangers, the one that deploys. A script of any of them can name each variable of the group, so that the weakest job decides how safe the secrets are. The group's own checks and approvals then hold up every job, which is why people take them off.",
    fix: "Move the line `- group: NAME` to the `variables:` of the stage or job that needs it. Where jobs need different secrets, make a group for each, and give each group its checks (Library, then the group, then Approvals and checks).",
    severity: "medium",
    confidence: "medium",
    // Groups hold settings as well as secrets, and the file does not say which.
    preset: "strict",
    since: "0.1.0",
    references: [
      "https://learn.microsoft.com/en-us/azure/devops/pipelines/library/variable-groups",
      "https://learn.microsoft.com/en-us/azure/devops/pipelines/security/secrets",
    ],
    practices: ["P5", "P8"],
    cwe: [250, 668],
  },
  platforms: ["azure-pipelines"],
  examples: {
    flag: [
      {
        path: "azure-pipelines.yml",
        text: `
          variables:
            - group: «shop-deploy»
            - name: configuration
              value: Release
          jobs:
            - job: lint
              steps:
                - script: make lint
            - job: deploy
              steps:
                - script: make deploy
                  env:
                    DEPLOY_TOKEN: $(DeployToken)
        `,
      },
    ],
    ok: [
      {
        path: "azure-pipelines.yml",
        text: `
          jobs:
            - job: lint
              steps:
                - script: make lint
            - job: deploy
              variables:
                - group: shop-deploy
              steps:
                - script: make deploy
                  env:
                    DEPLOY_TOKEN: $(DeployToken)
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          variables:
            - group: shop-deploy
          steps:
            - script: make deploy
              env:
                DEPLOY_TOKEN: $(DeployToken)
        `,
      },
    ],
  },
  *check({ model, flows }): Iterable<PolicyMatch> {
    const jobs = model.stages.flatMap((stage) => [...stage.jobs, ...stage.calls]);
    if (jobs.length < 2) return;
    for (const group of model.variables.groups) {
      const reader = flows.references.find(({ builtIn }) => builtIn !== true);
      yield {
        place: group.place,
        severity: reader === undefined ? "low" : "medium",
        message: `The variable group ${group.value} is in reach of each of the ${jobs.length} jobs.`,
        related:
          reader === undefined ? [] : [{ place: reader.place, message: `Here the secret ${reader.secret} is used.` }],
      };
    }
  },
});
