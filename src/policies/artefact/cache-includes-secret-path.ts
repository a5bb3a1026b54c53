import type { PipelineFlows, Transfer } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";
import { holdsCredentials, SECRET_PATHS, takesEverything } from "../sensitive-paths.ts";
import { givenAt } from "../stake.ts";

/** Caches that take along files with credentials. */
export const cacheIncludesSecretPath = definePolicy({
  meta: {
    id: "artefact/cache-includes-secret-path",
    title: "Cache takes credentials along",
    why: "A cache outlives its job by days, is handed to other branches, and to pull requests. A login that lies in the home folder (`~/.docker`, `~/.aws`, `~/.kube`) goes with it.",
    fix: "Cache what was downloaded and nothing else: `~/.npm`, `~/.cache/pip`, `~/.m2/repository`, `~/.cargo/registry`. Sign in anew in each job. Delete the caches that hold credentials (`gh cache delete --all`, “Clear runner caches”), and replace those.",
    on: {
      "github-actions": {
        why: "A request from a fork restores the caches of the main branch, so that its code reads what lies in them.",
      },
    },
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/writing-workflows/choosing-what-your-workflow-does/caching-dependencies-to-speed-up-workflows#restrictions-for-accessing-a-cache",
      "https://docs.gitlab.com/ci/caching/#cache-key-names",
      "https://circleci.com/docs/guides/optimize/caching/",
    ],
    practices: ["P13"],
    cwe: [524, 538],
    options: SECRET_PATHS,
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
  check({ flows, options }) {
    return onePerPlace([
      ...flows.transfers.filter(({ kind }) => kind === "cache").flatMap((one) => matchesOf(one, options.paths)),
      ...written(flows),
    ]);
  },
});

function matchesOf({ paths }: Transfer, own: readonly string[]): PolicyMatch[] {
  return paths.flatMap(({ value, place }): PolicyMatch[] => {
    if (holdsCredentials(value, own))
      return [{ place, message: `Credentials are kept in ${value}, which goes into the cache.` }];
    if (!/^(?:~|\$\{?HOME\}?|\/root)/.test(value) || !takesEverything(value)) return [];
    return [{ place, message: "The whole home folder goes into the cache, with all logins in it." }];
  });
}

/** A secret that a script writes to a file which is cached. */
function written({ flows }: PipelineFlows): PolicyMatch[] {
  return flows
    .filter(({ sink }) => sink.kind === "cache")
    .map(({ sink, reference }) => ({
      place: sink.place,
      message: `A secret is written to ${sink.name}, which goes into the cache.`,
      related: givenAt([reference]),
    }));
}
