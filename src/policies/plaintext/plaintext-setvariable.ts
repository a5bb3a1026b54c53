import { CONFIDENCES, isAtLeast } from "../../core/levels.ts";
import type { PlacedText } from "../../core/pipeline.ts";
import type { PolicyContext, PolicyMatch } from "../../core/stages.ts";
import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";

/** A secret that is written out in the very command that is to hide it. */
export const plaintextSetvariable = definePolicy({
  meta: {
    id: "plaintext/plaintext-setvariable",
    title: "Secret written out in a command that masks it",
    why: '`echo "::add-mask::…"` with the value itself hides it in the log, and shows it to everybody who may read the file, with its whole history. The command was made for values that are only known as the job runs.',
    fix: "Store the value as a secret of the repository or the environment and read it from there: it is masked from the beginning. Replace the value where it was issued.",
    severity: "high",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/writing-workflows/choosing-what-your-workflow-does/workflow-commands-for-github-actions#masking-a-value-in-a-log",
    ],
    practices: ["P1", "P13"],
    cwe: [798, 540],
  },
  platforms: ["github-actions"],
  examples: {
    flag: [
      {
        text: `
          on: push
          jobs:
            deploy:
              runs-on: ubuntu-latest
              steps:
                - run: |
                    echo "::add-mask::«kV7pQ2xR9mT4»"
                    echo ::add-mask::«kV7pQ2xR9mT4wZ8b»
        `,
      },
    ],
    ok: [
      {
        text: `
          on: push
          jobs:
            deploy:
              runs-on: ubuntu-latest
              steps:
                - run: |
                    echo "::add-mask::$TOKEN"
                    echo "::add-mask::$(./get-token)"
                    echo "::add-mask::\${{ steps.login.outputs.token }}"
                  env:
                    TOKEN: \${{ secrets.TOKEN }}
        `,
      },
    ],
  },
  check({ flows, judge }) {
    return onePerPlace(flows.scripts.flatMap(({ text }) => maskedLiterals(text, judge)));
  },
});

/** What stands behind the command, where nothing in it is worked out. */
const COMMAND = /::add-mask::(?<value>[^\s"'`$%]{4,500})(?=["'\s]|$)/gm;

function maskedLiterals(text: PlacedText, judge: PolicyContext<unknown>["judge"]): PolicyMatch[] {
  return [...text.value.matchAll(COMMAND)].flatMap(({ index, groups, 0: { length } }): PolicyMatch[] => {
    const value = groups?.["value"] ?? "";
    // Whoever masks it says that it is a secret.
    const judgement = judge("secret", value);
    if (judgement.confidence === undefined || !isAtLeast(CONFIDENCES, judgement.confidence, "low")) return [];
    const place = text.placeOf(index + length - value.length, index + length);
    return [
      { place, secret: place, judgement, message: "A value that the log must not show is written out in the file." },
    ];
  });
}
