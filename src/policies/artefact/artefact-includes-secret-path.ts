import type { PipelineFlows, Transfer } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";
import { holdsCredentials, leavesOut, SECRET_PATHS, takesEverything } from "../sensitive-paths.ts";
import { byStake, givenAt, stakeOf } from "../stake.ts";

/** Artefacts that take along files with credentials. */
export const artefactIncludesSecretPath = definePolicy({
  meta: {
    id: "artefact/artefact-includes-secret-path",
    title: "Artefact takes credentials along",
    why: "Whoever may see the run can download its artefacts, for a public project that is everybody, and they are kept for weeks. High: a file or folder in which programs keep credentials is among the paths, or a secret is written to one of its files. Medium: the whole folder of the job is handed on with its hidden files, in a job that has secrets: `.git/config` with the checkout's token, `.npmrc`, `.env`, key files of logins. Low: the same in a job that has none as yet.",
    fix: "Name what is to be handed on: `path: dist/`. Leave the rest out (`!.env`, `exclude:`), keep `include-hidden-files` off, and write credentials to a folder outside the workspace (`$RUNNER_TEMP`). Delete artefacts that hold credentials, and replace those.",
    severity: "high",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://github.com/actions/upload-artifact#uploading-hidden-files",
      "https://docs.gitlab.com/ci/jobs/job_artifacts/#artifacts-list",
      "https://unit42.paloaltonetworks.com/github-repo-artifacts-leak-tokens/",
      "https://circleci.com/docs/guides/optimize/artifacts/",
    ],
    practices: ["P13"],
    cwe: [538, 200],
    options: SECRET_PATHS,
  },
  platforms: [
    "appveyor",
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
    "travis",
    "woodpecker",
  ],
  check({ flows, options: { paths } }) {
    const artefacts = flows.transfers.filter(({ kind }) => kind === "artefact");
    return onePerPlace([...artefacts.flatMap((one) => matchesOf(one, flows, paths)), ...written(flows)]);
  },
});

function matchesOf(transfer: Transfer, flows: PipelineFlows, own: readonly string[]): PolicyMatch[] {
  const stake = stakeOf(flows, transfer.job);
  return transfer.paths.flatMap(({ value, place }): PolicyMatch[] => {
    if (holdsCredentials(value, own)) {
      return [{ place, severity: "high", message: `Credentials are kept in ${value}, which becomes an artefact.` }];
    }
    if (!transfer.takesHidden || !takesEverything(value) || leavesOut(transfer, /\.git|\.env/)) return [];
    const message = "The whole folder of the job becomes an artefact, with the hidden files in it.";
    return [{ place, severity: byStake(stake, "medium"), message, related: givenAt(stake.secrets) }];
  });
}

/** A secret that a script writes to a file which is among the artefacts. */
function written({ flows }: PipelineFlows): PolicyMatch[] {
  return flows
    .filter(({ sink }) => sink.kind === "artefact")
    .map(({ sink, reference }) => ({
      place: sink.place,
      severity: "high",
      message: `A secret is written to ${sink.name}, which becomes an artefact.`,
      related: givenAt([reference]),
    }));
}
