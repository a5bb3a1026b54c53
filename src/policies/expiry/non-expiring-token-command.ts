import type { PolicyMatch } from "../../core/stages.ts";
import { definePolicy } from "../define-policy.ts";
import { lastingCredential } from "../lasting-credential.ts";
import { onceAPlace } from "../once-a-place.ts";

/** A script that makes a credential without an end, or with one that is months away. */
export const nonExpiringTokenCommand = definePolicy({
  meta: {
    id: "expiry/non-expiring-token-command",
    title: "Command that makes a lasting credential",
    why: "The job ends after minutes, but the credential that it makes works for months or for ever: whoever finds it in a log, an artefact or a cache can use it, and nobody remembers that it is there. Each run of the job makes one more.",
    fix: "Give the credential the life of the job: `kubectl create token ci --duration=10m`, `vault token create -ttl=20m`, `argocd account generate-token --expires-in 1h`. Better, make none: let the job log in with its own identity (OpenID Connect) at AWS, Google Cloud, Azure or Vault in place of `aws iam create-access-key`, `gcloud iam service-accounts keys create` or `az ad sp create-for-rbac`. Then look for the credentials that earlier runs have made, and revoke them. If the job is the one that rotates a key, ignore this line with that reason, and see that it deletes the old one.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://developer.hashicorp.com/vault/docs/concepts/tokens#periodic-tokens",
      "https://kubernetes.io/docs/reference/kubectl/generated/kubectl_create/kubectl_create_token/",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles",
      "https://cloud.google.com/iam/docs/best-practices-for-managing-service-account-keys",
      "https://docs.github.com/en/actions/security-for-github-actions/security-hardening-your-deployments/about-security-hardening-with-openid-connect",
      "https://docs.gitlab.com/ci/cloud_services/",
      "https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/",
    ],
    practices: ["P9"],
    cwe: [613, 324],
    options: {
      longest: {
        kind: "duration",
        default: "30d",
        more: "hides",
        says: "A credential that lives for so long counts as one without an end.",
        example: "7d",
      },
    },
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
  *check({ flows, options: { longest } }): Iterable<PolicyMatch> {
    for (const command of onceAPlace(flows.commands)) {
      const clause = lastingCredential(command, longest);
      if (clause === undefined) continue;
      yield { place: command.place, message: `The credential that ${command.name} makes here ${clause}.` };
    }
  },
});
