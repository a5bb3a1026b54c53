import type { PipelineFlows } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { definePolicy } from "../define-policy.ts";
import { fetchedScripts, isUploader } from "../fetched-scripts.ts";
import { onePerPlace } from "../one-per-place.ts";
import { byStake, givenAt, stakeClause, stakeOf } from "../stake.ts";

/** A script from the net that is run as it comes, in a job with secrets. */
export const curlPipeShellWithSecret = definePolicy({
  meta: {
    id: "unpinned/curl-pipe-shell-with-secret",
    title: "Script from the net run unread",
    why: "`curl … | bash` runs whatever the server sends today: after its domain has been sold, its storage was left open or its release was replaced, that is somebody else's code, with all that the job has. High: a secret is in the job, or its token can write. Low: no secret is named there as yet; where the token can only read besides, nothing is reported.",
    fix: 'Download a release with its version in the address, hold it against a checksum that lies in your repository (`echo "$SHA  tool" | sha256sum --check`), and run it only then. Better still, take it from a package manager with a lock file, or from an action that is fixed to a commit. Put the step into a job that has no secrets where it needs none.',
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://github.com/ossf/scorecard/blob/main/docs/checks.md#pinned-dependencies",
      "https://about.codecov.io/security-update/",
    ],
    practices: ["P5"],
    cwe: [494, 829],
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
  check({ flows }) {
    return onePerPlace(matchesIn(flows));
  },
});

function matchesIn(flows: PipelineFlows): PolicyMatch[] {
  return fetchedScripts(flows.scripts)
    .filter(({ text }) => !isUploader(text))
    .flatMap(({ place, job }) => {
      const stake = stakeOf(flows, job);
      // Where the file says that the token can do nothing, there is nothing to get.
      if (stake.secrets.length === 0 && stake.token === "reads") return [];
      const message = `A script from the net is run as it comes, and ${stakeClause(stake)}.`;
      return [{ place, severity: byStake(stake, "high"), message, related: givenAt(stake.secrets) }];
    });
}
