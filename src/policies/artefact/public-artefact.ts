import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";
import { byStake, givenAt, stakeOf } from "../stake.ts";

/** Artefacts that the file lays open for everybody. */
export const publicArtefact = definePolicy({
  meta: {
    id: "artefact/public-artefact",
    title: "Artefacts open to everybody",
    why: "With `public: true` (or `access: all`) whoever can see the pipeline may download the artefacts, which in a public project is everybody. Reports, builds and logs of a job that works with secrets are not always free of them. Medium: a secret is in the job. Low: none is named there as yet.",
    fix: "Write `access: developer` (or `public: false`), and publish what is meant for everybody as a release or a package.",
    severity: "medium",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.gitlab.com/ci/yaml/#artifactspublic",
      "https://docs.gitlab.com/ci/yaml/#artifactsaccess",
    ],
    practices: ["P13"],
    cwe: [200, 538],
  },
  platforms: ["gitlab-ci"],
  check({ flows }) {
    return onePerPlace(
      flows.transfers.flatMap(({ kind, openTo, job }) => {
        if (kind !== "artefact" || openTo === undefined) return [];
        const stake = stakeOf(flows, job);
        return [
          {
            place: openTo,
            severity: byStake(stake, "medium"),
            message: "Everybody who can see the pipeline may download the artefacts of this job.",
            related: givenAt(stake.secrets),
          },
        ];
      }),
    );
  },
});
