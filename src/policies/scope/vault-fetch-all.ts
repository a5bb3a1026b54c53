import type { PolicyMatch } from "../../core/stages.ts";
import { inputOf, taskName } from "../../platforms/azure-pipelines/tasks.ts";
import { definePolicy } from "../define-policy.ts";

/** A whole vault fetched into a job that needs a few of its secrets. */
export const vaultFetchAll = definePolicy({
  meta: {
    id: "scope/vault-fetch-all",
    title: "All secrets of a vault fetched",
    why: "Each secret of the vault becomes a variable that every later step of the job can name, so that one bad dependency, one injected script or one careless log gives away all of them, those of other services included. Whatever somebody stores in the vault tomorrow is handed over, too, and nobody can tell from the file what the job really needs. For the task of Azure Key Vault this is the default.",
    fix: "Name the secrets that the job uses: `secretsFilter: npm-token,signing-key`. Give the service connection the right to read these alone, for example in a vault of their own.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://learn.microsoft.com/en-us/azure/devops/pipelines/tasks/reference/azure-key-vault-v2",
      "https://learn.microsoft.com/en-us/azure/key-vault/general/best-practices",
    ],
    practices: ["P8"],
    cwe: [250, 1220],
  },
  platforms: ["azure-pipelines"],
  examples: {
    flag: [
      {
        path: "azure-pipelines.yml",
        text: `
          steps:
            - task: AzureKeyVault@2
              inputs:
                azureSubscription: shop
                KeyVaultName: shop-production
                SecretsFilter: '«*»'
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          jobs:
            - job: deploy
              steps:
                - task: «AzureKeyVault@2»
                  inputs:
                    azureSubscription: shop
                    KeyVaultName: shop-production
                    RunAsPreJob: true
        `,
      },
    ],
    ok: [
      {
        path: "azure-pipelines.yml",
        text: `
          steps:
            - task: AzureKeyVault@2
              inputs:
                azureSubscription: shop
                KeyVaultName: shop-production
                SecretsFilter: npm-token,signing-key
        `,
      },
      {
        path: "templates/secrets.yml",
        text: `
          parameters:
            - name: secrets
              type: string
          steps:
            - task: AzureKeyVault@2
              inputs:
                azureSubscription: shop
                KeyVaultName: shop-production
                secretsFilter: \${{ parameters.secrets }}
            - task: AzureKeyVault@2
              enabled: false
        `,
      },
    ],
  },
  *check({ model }): Iterable<PolicyMatch> {
    for (const step of model.stages.flatMap(({ jobs }) => jobs).flatMap(({ steps }) => steps)) {
      if (!/^azurekeyvault$/i.test(taskName(step)) || /^false$/i.test(step.enabled?.value ?? "")) continue;
      const filter = inputOf(step, "secretsfilter");
      if (filter !== undefined && filter.value.trim() !== "*") continue;
      const vault = inputOf(step, "keyvaultname")?.value;
      const named = vault === undefined || vault.includes("$") ? "the vault" : `the vault ${vault}`;
      const clause = filter === undefined ? ", since the step names none" : "";
      yield { place: (filter ?? step.value).place, message: `Every secret of ${named} is fetched${clause}.` };
    }
  },
});
