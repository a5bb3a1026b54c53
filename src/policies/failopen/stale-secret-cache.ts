import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";

/** Secrets that are kept from one run to the next. */
export const staleSecretCache = definePolicy({
  meta: {
    id: "failopen/stale-secret-cache",
    title: "Fetched secrets are kept for later runs",
    why: "A secret that a cache brings along was right when it was fetched. After it has been replaced or revoked, jobs go on with the old one until the cache is thrown away, and somebody who may read the cache has it without asking the store, whose log then says nothing.",
    fix: "Fetch the secret anew in each job, and leave its folder out of the cache. The store answers within a fraction of a second; what takes long and may be cached is the installation of its client.",
    severity: "medium",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://developer.hashicorp.com/vault/docs/concepts/lease"],
    practices: ["P15"],
    cwe: [524, 672],
  },
  platforms: [
    "appveyor",
    "azure-pipelines",
    "bitbucket-pipelines",
    "buildkite",
    "circleci",
    "codebuild",
    "drone",
    "github-actions",
    "gitlab-ci",
    "jenkins",
    "travis",
    "woodpecker",
  ],
  check({ flows }) {
    const caches = flows.transfers.filter(({ kind }) => kind === "cache");
    return onePerPlace(
      caches.flatMap(({ paths }) =>
        paths
          .filter(({ value }) => HELD.test(value.trim()))
          .map(({ value, place }) => ({
            place,
            message: `What was fetched from a store of secrets (${value}) is kept for later runs.`,
          })),
      ),
    );
  },
});

const HELD =
  /(?:^|\/)(?:\.?secrets?|\.vault-token|\.?vault-secrets?|\.doppler|\.infisical|\.fetched-secrets|\.?tokens?|\.op|\.akeyless)\/?(?:\*{1,2})?$/i;
