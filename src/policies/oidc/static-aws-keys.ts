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
    fix: "Let the job log in with its own identity: in IAM, add the platform's OIDC provider and a role whose trust policy names this repository and branch. Once a run has passed, delete the access key in IAM and the stored secrets.",
    on: {
      "github-actions": {
        fix: "The provider is `token.actions.githubusercontent.com`. Give the job `permissions: { id-token: write, contents: read }` and use `aws-actions/configure-aws-credentials` with `role-to-assume: arn:aws:iam::ACCOUNT:role/NAME` and no keys.",
      },
      "gitlab-ci": {
        fix: "The provider is your GitLab's own address. Let the job have `id_tokens: { AWS_TOKEN: { aud: https://gitlab.example.com } }` and call `aws sts assume-role-with-web-identity` with it.",
      },
      "azure-pipelines": {
        fix: "Make an AWS service connection with “Use OIDC” and a role, and name it in the AWS tasks (`awsCredentials:`).",
      },
      "bitbucket-pipelines": {
        fix: "The provider is `https://api.bitbucket.org/2.0/workspaces/NAME/pipelines-config/identity/oidc`. Set `oidc: true` in the step, and give its pipes `AWS_OIDC_ROLE_ARN`.",
      },
      buildkite: {
        fix: "The provider is `https://agent.buildkite.com`. Use the plugin `aws-assume-role-with-web-identity`, which asks for the token itself.",
      },
      circleci: {
        fix: "The provider is `https://oidc.circleci.com/org/ORGANIZATION_ID`. Give `role_arn:` to the step `aws-cli/setup` in a job that has a context.",
      },
      codebuild: { fix: "The project's service role has the rights already, so no key is needed." },
      tekton: { fix: "In EKS give the `serviceAccountName` of the run a role (IRSA or Pod Identity)." },
    },
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
  *check({ model, flows }) {
    const keys = flows.references.filter(isPermanentKey);
    const elsewhere = jobsWithOtherStore(flows);
    for (const [first, ...others] of byStep(keys)) {
      const beside = bindingNames(flows.platform, model, first.place);
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
