import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";
import { givenAt, stakeOf } from "../stake.ts";

/** Artefacts of a job with secrets that nobody deletes. */
export const artefactNoExpiry = definePolicy({
  meta: {
    id: "artefact/artefact-no-expiry",
    title: "Artefacts of a job with secrets are kept without an end",
    why: "What a job with secrets leaves behind may hold more than was meant. The longer it lies, the more people come to see it: where the file says nothing, artefacts are kept for as long as the settings say (90 days on GitHub, 30 on gitlab.com, and the last ones of each branch for ever).",
    fix: "Say how long they are needed: `retention-days: 1`, `expire_in: 1 day`; on Jenkins `options { buildDiscarder(logRotator(artifactDaysToKeepStr: '7')) }`.",
    severity: "low",
    confidence: "medium",
    preset: "all",
    since: "0.1.0",
    references: [
      "https://docs.gitlab.com/ci/yaml/#artifactsexpire_in",
      "https://github.com/actions/upload-artifact#retention-period",
    ],
    practices: ["P2"],
    cwe: [459],
  },
  platforms: ["github-actions", "gitlab-ci", "jenkins"],
  check({ flows }) {
    return onePerPlace(
      flows.transfers.flatMap(({ kind, expiry, place, job }) => {
        const { secrets } = stakeOf(flows, job);
        if (kind !== "artefact" || secrets.length === 0) return [];
        if (expiry !== undefined && !/^(?:never|0)$/i.test(expiry.value.trim())) return [];
        return [
          {
            place: expiry?.place ?? place,
            message: "The artefacts of this job, which has secrets, are kept for as long as the settings say.",
            related: givenAt(secrets),
          },
        ];
      }),
    );
  },
});
