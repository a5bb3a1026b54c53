import type { Command, Reference } from "../../core/pipeline.ts";
import type { Job } from "../../platforms/gitlab-ci/model.ts";
import { byStep } from "../by-step.ts";
import { definePolicy } from "../define-policy.ts";
import { onceAPlace } from "../once-a-place.ts";

/** A service account's key in a pipeline that could ask Google for a short token. */
export const staticGcpKey = definePolicy({
  meta: {
    id: "oidc/static-gcp-key",
    title: "Permanent key of a Google service account",
    why: "The JSON key of a service account works from anywhere and does not end by itself, so a single leak gives away all that the account may do until somebody deletes the key. The platform can prove to Google which repository, branch and environment a job belongs to, and Google then hands out a token that lives for an hour.",
    fix: "Make a workload identity pool with the platform as its provider and let it act as the service account. Once a run has passed, delete the key (`gcloud iam service-accounts keys delete`) and the stored secret.",
    on: {
      "github-actions": {
        fix: "The issuer is `https://token.actions.githubusercontent.com`, with a condition on `assertion.repository`. Give the job `permissions: { id-token: write, contents: read }` and use `google-github-actions/auth` with `workload_identity_provider:` and `service_account:` and without `credentials_json:`.",
      },
      "gitlab-ci": {
        fix: "Give the job an `id_tokens:` entry, write that token to a file and sign in with a credential configuration (`gcloud iam workload-identity-pools create-cred-config`).",
      },
      circleci: {
        fix: "Write `$CIRCLE_OIDC_TOKEN` to a file and sign in with a credential configuration (`gcloud iam workload-identity-pools create-cred-config`), or give `use_oidc: true` to `gcp-cli/setup`.",
      },
      "cloud-build": { fix: "A build has its service account already, so no key is needed." },
      tekton: { fix: "Give the run a `serviceAccountName` that Workload Identity knows: then no key is needed." },
    },
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://github.com/google-github-actions/auth#preferred-direct-workload-identity-federation",
      "https://docs.gitlab.com/ci/cloud_services/google_cloud/",
      "https://cloud.google.com/iam/docs/workload-identity-federation-with-deployment-pipelines",
      "https://cloud.google.com/iam/docs/best-practices-for-managing-service-account-keys",
      "https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/",
    ],
    practices: ["P9"],
    cwe: [798, 324],
    allows: { what: "secrets", example: "GCP_*" },
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
    const activations = onceAPlace(flows.commands.filter(activatesKey));
    for (const { place } of activations) {
      yield { place, message: "A service account's key, which does not end by itself, signs gcloud in." };
    }
    // A block of Jenkins binds the key for the steps in it.
    const keyOf = ({ job, step }: { readonly job?: string; readonly step?: string }): string =>
      flows.platform === "jenkins" ? `${job}` : `${job}\n${step}`;
    const activated = new Set(activations.map(keyOf));
    const federated = model.kind === "pipeline" ? federatedJobs(model.jobs) : new Set<string>();
    const keys = flows.references.filter(
      (one) => isAccountKey(one) && !activated.has(keyOf(one)) && !(isFile(one) && federated.has(one.job ?? "")),
    );
    for (const [{ place, boundTo, secret }, ...others] of byStep(keys)) {
      yield {
        place,
        subject: secret,
        message: `A service account's key, which does not end by itself, is given as ${boundTo ?? `the secret ${secret}`}.`,
        related: others.map((other) => ({ place: other.place, message: "A key is given here as well." })),
      };
    }
  },
});

/** Jobs of GitLab that sign in with a token of their own: their variables or audiences name the pool that takes it. */
function federatedJobs(jobs: readonly Job[]): ReadonlySet<string> {
  const asks = ({ variables, idTokens }: Job): boolean =>
    [...variables.map(({ value }) => value), ...idTokens.flatMap(({ audiences }) => audiences)].some(
      (one) => one !== undefined && /\bworkloadIdentityPools\//.test(one.value),
    );
  return new Set(jobs.filter(asks).map(({ name }) => name.value));
}

/** The file that Google's programs read: a key, or the settings of such a pool. */
const isFile = ({ secret }: Reference): boolean => secret === "GOOGLE_APPLICATION_CREDENTIALS";

/** Names of inputs, variables and secrets that hold the JSON key of a service account. */
const KEY_NAMES = [
  /^credentials[_-]json$/i,
  /^(?:google|gcp|gcloud)[_-](?:application[_-])?credentials(?:[_-](?:json|base64|b64|content))?$/i,
  /^google[_-]cloud[_-]keyfile[_-]json$/i,
  /(?:^|[_-])(?:gcp|gcloud|google|gke|gcr|gcs|firebase|ga)[_-](?:.{0,100}[_-])?(?:sa|service[_-]?account)(?:[_-]|$)/i,
  /(?:^|[_-])(?:gcp|gcloud|gke|gcr|google[_-]cloud)[_-](?:sa[_-]|service[_-]?account[_-])?(?:json|key|keyfile)(?:[_-](?:json|file|base64|b64|data))*$/i,
];

/** Parts of a service account that are no key: its address, its name. */
const NO_KEY = /email|name|[_-]id$|[_-]user$|provider|project|account$/i;

const isKeyName = (name: string): boolean => KEY_NAMES.some((pattern) => pattern.test(name));

/** By what takes it; the secret's own name tells only where no other service asks for it. */
function isAccountKey({ boundTo, secret, via, platform }: Reference): boolean {
  // The name that CircleCI's documentation and orbs have for it.
  if (platform === "circleci" && secret === "GCLOUD_SERVICE_KEY") return true;
  if (boundTo !== undefined && isKeyName(boundTo)) return !NO_KEY.test(boundTo) || /credentials/i.test(boundTo);
  return isKeyName(secret) && !NO_KEY.test(secret) && (via !== "input" || !NO_KEY.test(boundTo ?? ""));
}

function activatesKey({ name, words }: Command): boolean {
  return name === "gcloud" && words.includes("activate-service-account");
}
