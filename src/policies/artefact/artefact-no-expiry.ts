import { definePolicy } from "../define-policy.ts";
import { DAY, secondsInWords, shownDuration } from "../duration.ts";
import { onePerPlace } from "../one-per-place.ts";
import { givenAt, stakeOf } from "../stake.ts";

/** Artefacts of a job with secrets that nobody deletes. */
export const artefactNoExpiry = definePolicy({
  meta: {
    id: "artefact/artefact-no-expiry",
    title: "Artefacts of a job with secrets are kept without an end",
    why: "What a job with secrets leaves behind may hold more than was meant. The longer it lies, the more people come to see it: where the file says nothing, artefacts are kept for as long as the settings say.",
    fix: "Say how long they are needed.",
    on: {
      "github-actions": {
        why: "The settings say 90 days unless somebody has changed them.",
        fix: "Write `retention-days: 1` below the upload.",
      },
      "gitlab-ci": {
        why: "On gitlab.com 30 days are set, and the last artefacts of each branch are kept for ever.",
        fix: "Write `expire_in: 1 day` below `artifacts:`.",
      },
      jenkins: { fix: "Write `options { buildDiscarder(logRotator(artifactDaysToKeepStr: '7')) }`." },
    },
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
    options: {
      longest: {
        kind: "duration",
        default: "365d",
        more: "hides",
        says: "The longest time for which artefacts may be kept.",
        example: "14d",
      },
    },
  },
  platforms: ["github-actions", "gitlab-ci", "jenkins"],
  check({ flows, options: { longest } }) {
    return onePerPlace(
      flows.transfers.flatMap(({ kind, expiry, place, job }) => {
        const { secrets } = stakeOf(flows, job);
        if (kind !== "artefact" || secrets.length === 0) return [];
        const kept = expiry === undefined ? undefined : keptFor(expiry.value, flows.platform);
        if (kept !== undefined && kept <= longest) return [];
        return [
          {
            place: expiry?.place ?? place,
            message: `The artefacts of this job, which has secrets, are kept ${howLong(kept)}.`,
            related: givenAt(secrets),
          },
        ];
      }),
    );
  },
});

/** Seconds for which artefacts are kept; undefined where that is for ever, or for the settings to say. A text that is worked out counts as short. */
function keptFor(written: string, platform: string): number | undefined {
  const text = written.trim();
  if (/^(?:never|0)$/i.test(text)) return undefined;
  return secondsInWords(text, platform === "gitlab-ci" ? 1 : DAY) ?? 0;
}

const howLong = (seconds: number | undefined): string =>
  seconds === undefined ? "for as long as the settings say" : `for ${shownDuration(seconds)}`;
