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
    why: "A client secret opens the subscription from anywhere, for months or years, until somebody takes it away; nobody notices a second user of it. Azure can trust the pipeline itself (a federated credential for this repository and branch or environment): the job then gets a token that is good for minutes, and nothing is stored that could leak.",
    fix: "Add a federated credential to the app registration, and let the job log in with its own token. Then delete the client secret in Entra ID.",
    on: {
      "github-actions": {
        fix: "The subject is `repo:org/app:environment:production`. Give the job `permissions: { id-token: write }` and `azure/login` the inputs `client-id`, `tenant-id` and `subscription-id` in place of `creds`; for Terraform set `ARM_USE_OIDC: true`.",
      },
      "gitlab-ci": {
        fix: "The subject is `project_path:group/app:ref_type:branch:ref:main`. Hand an `id_tokens:` token to `az login --federated-token`.",
      },
      "azure-pipelines": {
        why: "What a job asks for with `addSpnToEnvironment` is such a secret, unless its service connection uses workload identity federation.",
        fix: "Turn the service connection into one with workload identity federation (Convert, in its settings), name it in the tasks, and delete `addSpnToEnvironment`.",
      },
    },
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
