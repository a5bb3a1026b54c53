import { definePolicy } from "../define-policy.ts";
import { flowSubject, stepsOf } from "../flow-steps.ts";
import { onePerPlace } from "../one-per-place.ts";

/** A secret in a dotenv report, which GitLab stores and hands to later jobs. */
export const dotenvSecretReport = definePolicy({
  meta: {
    id: "artefact/dotenv-secret-report",
    title: "Secret in a dotenv report",
    why: "A dotenv report is an artefact: GitLab keeps the file, whoever may see the pipeline can download it, and the variables in it go to all later jobs, without being masked. A secret that is written there leaves all protection that its variable has: masking, protected branches, environments.",
    fix: "Read the secret in each job that needs it, from its variable, from `secrets:` or with a token of the job's own (`id_tokens:`). Keep only what is no secret in the report, such as a version or a URL. Delete the artefacts of the pipelines that ran, and replace the secret.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://docs.gitlab.com/ci/yaml/artifacts_reports/#artifactsreportsdotenv"],
    practices: ["P13"],
    cwe: [200, 538],
  },
  platforms: ["gitlab-ci"],
  check({ flows }) {
    const written = flows.flows.filter(({ sink }) => sink.kind === "output");
    return onePerPlace(
      written.map((flow) => ({
        place: flow.sink.place,
        message: `${flowSubject(flow)} is written to ${flow.sink.name}, a dotenv report, which is kept as an artefact and handed to later jobs.`,
        related: stepsOf(flow),
      })),
    );
  },
});
