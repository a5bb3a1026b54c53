import { definePolicy } from "../define-policy.ts";
import { fetchedScripts, isUploader } from "../fetched-scripts.ts";
import { onePerPlace } from "../one-per-place.ts";
import { byStake, givenAt, stakeClause, stakeOf } from "../stake.ts";

/** An uploader of reports that is fetched and run as it comes. */
export const codecovStyleUploader = definePolicy({
  meta: {
    id: "unpinned/codecov-style-uploader",
    title: "Uploader of reports run straight from the net",
    why: "In 2021 somebody changed the script of a service for coverage reports, and for two months each pipeline that ran it sent its whole environment to him. The script is fetched anew at each run, is made to be given a token, and runs where all secrets of the job are. Medium: a secret is in the job, or its token can write. Low: nothing is at stake there as yet.",
    fix: "Use the service's action, fixed to a commit, or its program from a package manager. Where it has to be downloaded, take one version, check its signature or a checksum that lies in your repository, and run it in a job that has its own token and nothing else.",
    severity: "medium",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://about.codecov.io/security-update/",
      "https://docs.codecov.com/docs/codecov-uploader#integrity-checking-the-uploader",
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
    return onePerPlace(
      fetchedScripts(flows.scripts)
        .filter(({ text }) => isUploader(text))
        .map(({ place, job }) => {
          const stake = stakeOf(flows, job);
          return {
            place,
            severity: byStake(stake, "medium"),
            message: `An uploader of reports is fetched and run as it comes, and ${stakeClause(stake)}.`,
            related: givenAt(stake.secrets),
          };
        }),
    );
  },
});
