import { CONFIDENCES, isAtLeast } from "../../core/levels.ts";
import type { PlacedText } from "../../core/pipeline.ts";
import type { PolicyContext, PolicyMatch } from "../../core/stages.ts";
import { setVariablesIn } from "../../platforms/azure-pipelines/set-variable.ts";
import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";

/** A secret that is written out in the very command that is to hide it. */
export const plaintextSetvariable = definePolicy({
  meta: {
    id: "plaintext/plaintext-setvariable",
    title: "Secret written out in a command that masks it",
    why: "A command that masks the value that it holds itself hides it in the log, and shows it to everybody who may read the file, with its whole history. The command was made for values that are only known as the job runs.",
    fix: "Store the value as a secret and read it from there: it is masked from the beginning. Replace the value where it was issued.",
    on: {
      "github-actions": {
        why: 'Here the command is `echo "::add-mask::…"`.',
        fix: "Make it a secret of the repository or the environment.",
      },
      "azure-pipelines": {
        why: "Here the command is `##vso[task.setvariable variable=…;issecret=true]…`.",
        fix: "Make it a secret variable, or put it into a variable group.",
      },
    },
    severity: "high",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/writing-workflows/choosing-what-your-workflow-does/workflow-commands-for-github-actions#masking-a-value-in-a-log",
      "https://learn.microsoft.com/en-us/azure/devops/pipelines/process/set-secret-variables",
    ],
    practices: ["P1", "P13"],
    cwe: [798, 540],
  },
  platforms: ["azure-pipelines", "github-actions"],
  check({ flows, judge }) {
    const find = flows.platform === "azure-pipelines" ? valuesOfVariables : maskedValues;
    return onePerPlace(
      flows.scripts.flatMap(({ text }) => find(text.value).flatMap((range) => literalIn(text, range, judge))),
    );
  },
});

interface ValueRange {
  readonly start: number;
  readonly end: number;
}

/** What stands behind the command, where nothing in it is worked out. */
const COMMAND = /::add-mask::(?<value>[^\s"'`$%]{4,500})(?=["'\s]|$)/gm;

function maskedValues(text: string): ValueRange[] {
  return Array.from(text.matchAll(COMMAND), ({ index, groups, 0: { length } }) => {
    const end = index + length;
    return { start: end - (groups?.["value"] ?? "").length, end };
  });
}

/** Values that are given to secret variables, those left out in which anything is worked out. */
const valuesOfVariables = (text: string): ValueRange[] =>
  setVariablesIn(text)
    .filter(({ isSecret, value: { start, end } }) => isSecret && /^[^\s$%`{}]{4,500}$/.test(text.slice(start, end)))
    .map(({ value }) => value);

function literalIn(
  text: PlacedText,
  { start, end }: ValueRange,
  judge: PolicyContext<unknown>["judge"],
): PolicyMatch[] {
  // Whoever masks it says that it is a secret.
  const judgement = judge("secret", text.value.slice(start, end));
  if (judgement.confidence === undefined || !isAtLeast(CONFIDENCES, judgement.confidence, "low")) return [];
  const place = text.placeOf(start, end);
  return [
    { place, secret: place, judgement, message: "A value that the log must not show is written out in the file." },
  ];
}
