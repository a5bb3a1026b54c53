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
  examples: {
    flag: [
      {
        text: `
          on: push
          jobs:
            deploy:
              runs-on: ubuntu-latest
              steps:
                - run: |
                    token=$(«kubectl create token ci --duration=8760h»)
                    «vault token create -policy=ci -period=24h > token.txt»
                    «vault token create -ttl 0»
        `,
      },
      {
        text: `
          on: push
          jobs:
            account:
              runs-on: ubuntu-latest
              steps:
                - run: |
                    «gcloud iam service-accounts keys create key.json --iam-account ci@example.iam.gserviceaccount.com»
                    «aws --profile ops iam create-access-key --user-name ci»
                    «az ad sp create-for-rbac --name ci»
        `,
      },
      {
        text: `
          on: push
          jobs:
            publish:
              runs-on: windows-latest
              steps:
                - run: |
                    «npm token create --name ci»
                    «fly tokens create deploy»
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          deploy:
            script:
              - TOKEN=$(«kubectl -n ci create token deployer --duration 720h»)
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          account:
            script:
              - |
                «argocd account generate-token --account ci > token»
                «argocd proj role create-token apps ci -e 0s»
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          .account:
            before_script:
              - «sudo aws iam create-access-key --user-name ci»
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
                inlineScript: |
                  «az ad sp create-for-rbac --name ci --role contributor --scopes $(Scope) > sp.json»
                  «kubectl create token ci --duration=8760h > token.txt»
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          commands:
            account:
              steps:
                - run: |
                    «aws iam create-access-key --user-name ci»
                    TOKEN=$(«kubectl create token deployer --duration 720h»)
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
              steps:
                - run: |
                    token=$(kubectl create token ci --duration=10m)
                    vault token create -policy=ci -ttl=20m
                    vault token lookup
        `,
      },
      {
        text: `
          on: push
          jobs:
            account:
              runs-on: ubuntu-latest
              steps:
                - run: |
                    gcloud iam service-accounts keys list --iam-account ci@example.iam.gserviceaccount.com
                    aws iam list-access-keys --user-name ci
                    az ad sp list --display-name ci
                    echo "aws iam create-access-key"
        `,
      },
      {
        text: `
          on: push
          jobs:
            publish:
              runs-on: windows-latest
              steps:
                - run: |
                    npm token create --name ci --expires 7
                    fly tokens create deploy --expiry 20m
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          deploy:
            script:
              - kubectl create token deployer
              - kubectl create secret generic app --from-file app.env
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          account:
            script:
              - argocd account generate-token --account ci --expires-in 1h
              - doppler configs tokens create ci --max-age "$TOKEN_LIFE"
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          account:
            script:
              - az ad app credential reset --id app --end-date "$TOMORROW"
              - aws iam delete-access-key --user-name ci --access-key-id "$OLD"
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          steps:
            - bash: kubectl create token ci --duration=10m > token.txt
            - pwsh: az account get-access-token --query accessToken
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          commands:
            account:
              steps:
                - run: |
                    aws iam list-access-keys --user-name ci
                    TOKEN=$(kubectl create token deployer --duration 10m)
        `,
      },
    ],
  },
  *check({ flows }): Iterable<PolicyMatch> {
    for (const command of onceAPlace(flows.commands)) {
      const clause = lastingCredential(command);
      if (clause === undefined) continue;
      yield { place: command.place, message: `The credential that ${command.name} makes here ${clause}.` };
    }
  },
});
