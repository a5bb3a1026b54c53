import type { PipelineFlows, Reference } from "../../core/pipeline.ts";
import { bindingNames } from "../../platforms/binding-names.ts";
import { byStep } from "../by-step.ts";
import { definePolicy } from "../define-policy.ts";

/** Permanent AWS keys in a pipeline that could ask for temporary ones. */
export const staticAwsKeys = definePolicy({
  meta: {
    id: "oidc/static-aws-keys",
    title: "Permanent AWS access keys",
    why: "An access key of an IAM user works from anywhere and until somebody revokes it, so a single leak (a log, a bad dependency, a laptop) gives the account away for months. The platform can prove to AWS which repository, branch and environment a job belongs to, and AWS then hands out keys that end with the job. High: the job works with the permanent keys. Medium: it uses them only to take on a role.",
    fix: "In IAM, add the platform's OIDC provider (for GitHub `token.actions.githubusercontent.com`, for GitLab its own address, for CircleCI `https://oidc.circleci.com/org/ORGANIZATION_ID`) and a role whose trust policy names this repository and branch. Give the job `permissions: { id-token: write, contents: read }` and use `aws-actions/configure-aws-credentials` with `role-to-assume: arn:aws:iam::ACCOUNT:role/NAME` and no keys. On GitLab let the job have `id_tokens: { AWS_TOKEN: { aud: https://gitlab.example.com } }` and call `aws sts assume-role-with-web-identity` with it. On CircleCI give `role_arn:` to the step `aws-cli/setup` in a job that has a context. On Bitbucket add `https://api.bitbucket.org/2.0/workspaces/NAME/pipelines-config/identity/oidc`, set `oidc: true` in the step, and give its pipes `AWS_OIDC_ROLE_ARN`. On Azure make an AWS service connection with “Use OIDC” and a role, and name it in the AWS tasks (`awsCredentials:`). Once a run has passed, delete the access key in IAM and the stored secrets. On CodeBuild the project's service role has them already, on Tekton in EKS the `serviceAccountName` of the run with a role (IRSA or Pod Identity).",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/security-for-github-actions/security-hardening-your-deployments/configuring-openid-connect-in-amazon-web-services",
      "https://docs.gitlab.com/ci/cloud_services/aws/",
      "https://docs.aws.amazon.com/vsts/latest/userguide/getting-started.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles",
      "https://circleci.com/docs/guides/permissions-authentication/oidc-tokens-with-custom-claims/",
    ],
    practices: ["P9", "P12"],
    cwe: [798, 324],
    allows: { what: "secrets", example: "AWS_*" },
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
              steps:
                - uses: aws-actions/configure-aws-credentials@${"0123456789".repeat(4)}
                  with:
                    aws-region: eu-west-1
                    aws-access-key-id: \${{ «secrets.DEPLOY_KEY_ID» }}
                    aws-secret-access-key: \${{ secrets.DEPLOY_KEY }}
        `,
      },
      {
        text: `
          on: push
          env:
            AWS_ACCESS_KEY_ID: \${{ «secrets.PROD_ID» }}
            AWS_SECRET_ACCESS_KEY: \${{ secrets.PROD_KEY }}
          jobs:
            deploy:
              runs-on: ubuntu-latest
              steps:
                - run: aws s3 sync dist s3://example-site
        `,
      },
      {
        text: `
          on: push
          jobs:
            deploy:
              runs-on: ubuntu-latest
              steps:
                - run: |
                    aws configure set aws_access_key_id "\${{ «secrets.AWS_ACCESS_KEY_ID» }}"
                    aws configure set aws_secret_access_key "\${{ secrets.AWS_SECRET_ACCESS_KEY }}"
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          variables:
            AWS_ACCESS_KEY_ID: $PROD_KEY_ID
            AWS_SECRET_ACCESS_KEY: «$PROD_KEY»

          deploy:
            script:
              - aws s3 sync dist s3://example-site
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          .aws:
            before_script:
              - aws configure set aws_access_key_id "$AWS_ACCESS_KEY_ID"
              - aws configure set aws_secret_access_key "«$AWS_SECRET_ACCESS_KEY»"

          staging:
            extends: .aws
            script: [make deploy]

          production:
            extends: .aws
            script: [make deploy]
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          deploy:
            script:
              - docker run --env "AWS_SECRET_ACCESS_KEY=«$AWS_SECRET_ACCESS_KEY»" example/deploy
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          steps:
            - bash: aws s3 sync dist s3://example-site
              env:
                AWS_ACCESS_KEY_ID: $(ShopKeyId)
                AWS_SECRET_ACCESS_KEY: «$(ShopKey)»
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          variables:
            - group: aws
          steps:
            - task: ExampleDeploy@1
              inputs:
                region: eu-west-1
                awsAccessKeyId: $(AWS_ACCESS_KEY_ID)
                awsSecretAccessKey: «$(AWS_SECRET_ACCESS_KEY)»
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          orbs:
            aws: circleci/aws-cli@5.1.0
          jobs:
            site:
              docker: [{ image: cimg/base:2026.01 }]
              environment:
                AWS_SECRET_ACCESS_KEY: «$SITE_KEY»
              steps:
                - run: aws s3 sync dist s3://example-site
            orb:
              docker: [{ image: cimg/base:2026.01 }]
              steps:
                - «aws/setup»
                - run: aws s3 ls
            named:
              docker: [{ image: cimg/base:2026.01 }]
              steps:
                - aws/setup:
                    aws_access_key_id: $AWS_ACCESS_KEY_ID
                    aws_secret_access_key: «$AWS_SECRET_ACCESS_KEY»
          workflows:
            main:
              jobs:
                - site: { filters: { branches: { only: main } } }
                - orb: { requires: [site] }
                - named: { requires: [site] }
        `,
      },
    ],
    ok: [
      {
        text: `
          on: push
          permissions:
            id-token: write
            contents: read
          jobs:
            deploy:
              runs-on: ubuntu-latest
              steps:
                - uses: aws-actions/configure-aws-credentials@${"0123456789".repeat(4)}
                  with:
                    aws-region: eu-west-1
                    role-to-assume: \${{ secrets.AWS_ROLE_ARN }}
        `,
      },
      {
        text: `
          on: push
          jobs:
            upload:
              runs-on: ubuntu-latest
              steps:
                - run: aws s3 sync dist s3://example-site --endpoint-url "$AWS_ENDPOINT_URL"
                  env:
                    AWS_ENDPOINT_URL: \${{ vars.STORAGE_URL }}
                    AWS_ACCESS_KEY_ID: \${{ secrets.STORAGE_ID }}
                    AWS_SECRET_ACCESS_KEY: \${{ secrets.STORAGE_KEY }}
        `,
      },
      {
        text: `
          on: push
          jobs:
            deploy:
              runs-on: ubuntu-latest
              steps:
                - run: aws s3 sync dist s3://example-site
                  env:
                    AWS_REGION: \${{ secrets.AWS_REGION }}
                    AWS_ACCESS_KEY_ID: \${{ steps.role.outputs.key-id }}
                    AWS_SECRET_ACCESS_KEY: \${{ steps.role.outputs.key }}
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          deploy:
            id_tokens:
              AWS_TOKEN:
                aud: https://gitlab.example.com
            script:
              - >
                aws sts assume-role-with-web-identity --role-arn "$ROLE_ARN" --role-session-name ci
                --web-identity-token "$AWS_TOKEN" --duration-seconds 3600 > keys.json
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          upload:
            variables:
              AWS_ENDPOINT_URL: $STORAGE_URL
              AWS_SECRET_ACCESS_KEY: $STORAGE_KEY
            script:
              - aws s3 sync dist s3://example-site
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          upload:
            script:
              - aws s3 sync dist s3://example-site --endpoint-url https://storage.example.com
              - test -n "$AWS_SECRET_ACCESS_KEY"
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          steps:
            - task: AWSCLI@1
              inputs:
                awsCredentials: aws-production
                regionName: eu-west-1
                awsCommand: s3
                awsSubCommand: ls
            - bash: aws s3 sync dist s3://example-site --endpoint-url "$AWS_ENDPOINT_URL"
              env:
                AWS_ENDPOINT_URL: https://storage.example.com
                AWS_SECRET_ACCESS_KEY: $(StorageKey)
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          orbs:
            aws: circleci/aws-cli@5.1.0
          jobs:
            orb:
              docker: [{ image: cimg/base:2026.01 }]
              steps:
                - aws/setup:
                    role_arn: arn:aws:iam::123456789012:role/ci
                - run: >
                    aws sts assume-role-with-web-identity --role-arn "$ROLE_ARN" --role-session-name ci
                    --web-identity-token "$CIRCLE_OIDC_TOKEN" --duration-seconds 900 > keys.json
            upload:
              docker: [{ image: cimg/base:2026.01 }]
              steps:
                - run: aws s3 sync dist s3://site --endpoint-url https://storage.example.com --key "$AWS_SECRET_ACCESS_KEY"
          workflows:
            main:
              jobs: [orb, upload]
        `,
      },
    ],
  },
  *check({ model, flows }) {
    const keys = flows.references.filter(isPermanentKey);
    const elsewhere = jobsWithOtherStore(flows);
    for (const [first, ...others] of byStep(keys)) {
      const beside = bindingNames(model, first.place);
      if (isElsewhere(first, beside, elsewhere)) continue;
      const takesRole = beside.some((name) => /^(?:role[-_]to[-_]assume|AWS_OIDC_ROLE_ARN)$/i.test(name));
      yield {
        place: first.place,
        subject: first.secret,
        severity: takesRole ? "medium" : "high",
        message: takesRole
          ? "A role is taken on with AWS keys that stay valid until somebody revokes them."
          : "AWS is used with keys that stay valid until somebody revokes them.",
        related: others.map(({ place, platform, secret }) => ({
          place,
          message:
            platform === "jenkins" && secret === first.secret
              ? "It is given here as well."
              : "The other part of the key is given here.",
        })),
      };
    }
  },
});

const KEY_NAME = /(?:^|[_-])aws[_-]?(?:access[_-]?key(?:[_-]?id)?|secret(?:[_-]?access)?[_-]?key)(?:[_-]|$)/i;

/** By the variable or input that takes it, or by the secret's own name. */
const isPermanentKey = ({ boundTo, secret }: Reference): boolean =>
  KEY_NAME.test(boundTo ?? "") || KEY_NAME.test(secret);

/** Stores that speak the protocol of S3 but know nothing of AWS roles. */
const OTHER_STORE =
  /(?:^|[_-])(?:r2|b2|minio|backblaze|cloudflare|wasabi|spaces|digitalocean|do|scaleway|scw|hetzner|linode|ovh|oci|gcs|storj|tigris|supabase|ceph)(?:[_-]|$)/i;

/** What tells a tool that its store is not Amazon's. */
const NAMES_STORE = /^--(?:s3-)?endpoint(?:-url)?\b|^--host(?:-bucket)?\b|\bhost_base\b|\bendpoint(?:_url)?\s*[=:]/i;

/** Jobs with a command that names such a store. */
const jobsWithOtherStore = ({ commands }: PipelineFlows): ReadonlySet<string | undefined> =>
  new Set(commands.filter(({ words }) => words.some((word) => NAMES_STORE.test(word))).map(({ job }) => job));

function isElsewhere(
  { secret, job }: Reference,
  beside: readonly string[],
  elsewhere: ReadonlySet<string | undefined>,
): boolean {
  if (OTHER_STORE.test(secret)) return true;
  if (beside.some((name) => /endpoint|session[_-]?token|s3[_-]?(?:url|host)/i.test(name))) return true;
  return job === undefined ? elsewhere.size > 0 : elsewhere.has(job);
}
