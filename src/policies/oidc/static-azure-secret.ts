import type { PipelineFlows, Reference } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { byStep } from "../by-step.ts";
import { definePolicy } from "../define-policy.ts";
import { toolsAt } from "../located.ts";

/** A client secret of Azure in a pipeline that could sign in with its own identity. */
export const staticAzureSecret = definePolicy({
  meta: {
    id: "oidc/static-azure-secret",
    title: "Permanent secret of an Azure service principal",
    why: "A client secret opens the subscription from anywhere, for months or years, until somebody takes it away; nobody notices a second user of it. What a job of Azure Pipelines asks for with `addSpnToEnvironment` is such a secret, unless its service connection uses workload identity federation. Azure can trust the pipeline itself (a federated credential for this repository and branch or environment): the job then gets a token that is good for minutes, and nothing is stored that could leak.",
    fix: "Add a federated credential to the app registration (subject `repo:org/app:environment:production`, on GitLab `project_path:group/app:ref_type:branch:ref:main`). On GitHub give the job `permissions: { id-token: write }` and `azure/login` the inputs `client-id`, `tenant-id` and `subscription-id` in place of `creds`; for Terraform set `ARM_USE_OIDC: true`. On GitLab hand an `id_tokens:` token to `az login --federated-token`. On Azure Pipelines turn the service connection into one with workload identity federation (Convert, in its settings), name it in the tasks, and delete `addSpnToEnvironment`. Then delete the client secret in Entra ID.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://learn.microsoft.com/en-us/azure/developer/github/connect-from-azure-openid-connect",
      "https://docs.gitlab.com/ci/cloud_services/azure/",
      "https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/guides/service_principal_oidc",
      "https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/",
    ],
    practices: ["P9"],
    cwe: [798, 324],
    allows: { what: "secrets", example: "ARM_CLIENT_SECRET" },
  },
  platforms: [
    "azure-pipelines",
    "bitbucket-pipelines",
    "buildkite",
    "circleci",
    "cloud-build",
    "codebuild",
    "drone",
    "github-actions",
    "gitlab-ci",
    "jenkins",
    "tekton",
    "woodpecker",
  ],
  examples: {
    flag: [
      {
        text: `
          on: push
          jobs:
            deploy:
              runs-on: ubuntu-latest
              env:
                ARM_CLIENT_SECRET: \${{ «secrets.ARM» }}
              steps:
                - uses: azure/login@${"0123456789".repeat(4)}
                  with:
                    creds: \${{ «secrets.AZ» }}
                - run: az login --service-principal -u "$ID" -p "$PW" --tenant "$TENANT"
                  env:
                    PW: \${{ «secrets.AZURE_CLIENT_SECRET» }}
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          deploy:
            variables:
              ARM_CLIENT_SECRET: «$SP_SECRET»
            script:
              - terraform apply
              - az login --service-principal -u "$ID" -p "$AZURE_CLIENT_SECRET" --tenant "$TENANT"
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          steps:
            - bash: terraform apply -auto-approve
              env:
                ARM_CLIENT_ID: $(ClientId)
                ARM_CLIENT_SECRET: «$(ClientSecret)»
            - task: AzureCLI@2
              inputs:
                azureSubscription: shop
                scriptType: bash
                scriptLocation: inlineScript
                addSpnToEnvironment: «true»
                inlineScript: terraform apply -auto-approve
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          jobs:
            deploy:
              docker: [{ image: cimg/base:2026.01 }]
              environment: { ARM_CLIENT_SECRET: «$AZURE_DEPLOY_SECRET» }
              steps:
                - run: terraform apply -auto-approve
        `,
      },
    ],
    ok: [
      {
        text: `
          on: push
          jobs:
            deploy:
              runs-on: ubuntu-latest
              permissions:
                id-token: write
              steps:
                - uses: azure/login@${"0123456789".repeat(4)}
                  with:
                    client-id: \${{ secrets.AZURE_CLIENT_ID }}
                    tenant-id: \${{ secrets.AZURE_TENANT_ID }}
                    subscription-id: \${{ secrets.AZURE_SUBSCRIPTION_ID }}
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          deploy:
            id_tokens:
              AZURE_TOKEN:
                aud: https://gitlab.com
            script:
              - az login --service-principal -u "$AZURE_CLIENT_ID" --federated-token "$AZURE_TOKEN" --tenant "$TENANT"
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          steps:
            - task: AzureCLI@2
              inputs:
                azureSubscription: shop
                scriptType: bash
                scriptLocation: inlineScript
                inlineScript: az group list
            - bash: terraform plan
              env:
                ARM_USE_OIDC: true
                ARM_CLIENT_ID: $(ClientId)
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          jobs:
            deploy:
              docker: [{ image: cimg/base:2026.01 }]
              steps:
                - run: az login --service-principal --username "$CLIENT" --tenant "$TENANT" --federated-token "$CIRCLE_OIDC_TOKEN"
        `,
      },
    ],
  },
  *check({ flows }) {
    const secrets = flows.references.filter((one) => isClientSecret(one, flows));
    for (const [{ place, boundTo, secret }, ...others] of byStep(secrets)) {
      yield {
        place,
        subject: secret,
        message: `A secret of a service principal, which stays valid for months, is given as ${boundTo ?? secret}.`,
        related: others.map((other): NonNullable<PolicyMatch["related"]>[number] => ({
          place: other.place,
          message: "One is given here as well.",
        })),
      };
    }
  },
});

const NAME =
  /^(?:ARM|AZURE|AZ|AAD|SP|SPN)_(?:\w+_)?(?:CLIENT_SECRET|SP_PASSWORD|SP_SECRET|SPN_SECRET|CLIENT_PASSWORD)$|^(?:ARM|AZURE|AAD)_(?:CREDENTIALS|CREDS)$|^AZURE_PASSWORD$|^servicePrincipalKey$/i;

/** Such a secret by its own name, by the variable that takes it, or as what the login is given. */
function isClientSecret(reference: Reference, flows: PipelineFlows): boolean {
  const { secret, boundTo = "", via } = reference;
  if (NAME.test(secret) || NAME.test(boundTo)) return true;
  if (via !== "input" || !/^(?:creds|client-secret)$/i.test(boundTo)) return false;
  return toolsAt(flows, reference).some(({ name }) => /^azure\//i.test(name));
}
