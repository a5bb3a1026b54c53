import type { PlacedText } from "../../core/pipeline.ts";
import type { PolicyContext, PolicyMatch } from "../../core/stages.ts";
import { setVariablesIn } from "../../platforms/azure-pipelines/set-variable.ts";
import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";

/** A secret that a script writes out in order to have it masked. */
export const plaintextSetvariable = definePolicy({
  meta: {
    id: "plaintext/plaintext-setvariable",
    title: "Plaintext secret in a masking command",
    why: "The command tells the platform to hide the value in the log, and so says itself that it is a secret; yet it stands here for everybody who can read the repository, and stays in the history when the line is deleted. Azure also prints the text of a script before it runs it, before anything is masked.",
    fix: 'Make a new value first, because this one counts as leaked, and revoke the old one where it was issued. Store the new one as a secret of the platform, which masks it by itself. Keep the command for what a job works out: `echo "##vso[task.setvariable variable=token;issecret=true]$(get-token)"`, `echo "::add-mask::$TOKEN"`.',
    severity: "high",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://learn.microsoft.com/en-us/azure/devops/pipelines/process/set-secret-variables",
      "https://docs.github.com/en/actions/writing-workflows/choosing-what-your-workflow-does/workflow-commands-for-github-actions#masking-a-value-in-a-log",
    ],
    practices: ["P1", "P13"],
    cwe: [798, 312],
  },
  platforms: ["azure-pipelines", "github-actions"],
  examples: {
    flag: [
      {
        path: "azure-pipelines.yml",
        text: `
          steps:
            - bash: |
                echo "##vso[task.setvariable variable=token;issecret=true]«q8Zr1LmX0vTe4WbN»"
            - pwsh: Write-Host "##vso[task.setvariable isSecret=true;variable=DbPassword;isOutput=true]«Tr0ub4dor&3»"
        `,
      },
      {
        text: `
          on: push
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - run: |
                    echo "::add-mask::«vK7qLw2ZtRp9xY»"
        `,
      },
    ],
    ok: [
      {
        path: "azure-pipelines.yml",
        text: `
          steps:
            - bash: |
                echo "##vso[task.setvariable variable=token;issecret=true]$(get-token)"
                echo "##vso[task.setvariable variable=other;issecret=true]$TOKEN"
                echo "##vso[task.setvariable variable=configuration]Release"
            - pwsh: Write-Host "##vso[task.setvariable variable=key;issecret=true]$($result.key)"
        `,
      },
      {
        text: `
          on: push
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - run: |
                    echo "::add-mask::$TOKEN"
                    echo "::add-mask::\${{ steps.login.outputs.token }}"
        `,
      },
    ],
  },
  check({ flows, judge }) {
    const find = flows.platform === "azure-pipelines" ? setSecrets : masks;
    return onePerPlace(flows.scripts.flatMap(({ text }) => find(text).flatMap((value) => matchOf(text, value, judge))));
  },
});

interface WrittenValue {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const setSecrets = ({ value }: PlacedText): WrittenValue[] =>
  setVariablesIn(value)
    .filter(({ isSecret }) => isSecret)
    .map(({ name, value: { start, end } }) => ({ name, start, end }));

const masks = ({ value }: PlacedText): WrittenValue[] =>
  Array.from(value.matchAll(/::add-mask::(?<value>[^\s"']{1,500})/dg), ({ indices }) => {
    const [start, end] = indices?.groups?.["value"] ?? [0, 0];
    return { name: "secret", start, end };
  });

/** What a shell or the platform fills in, or what is no single word. */
const COMPUTED = /[$%`{}<>\s]/;

function matchOf(
  text: PlacedText,
  { name, start, end }: WrittenValue,
  judge: PolicyContext<unknown>["judge"],
): PolicyMatch[] {
  const value = text.value.slice(start, end);
  if (value === "" || COMPUTED.test(value)) return [];
  // Whatever the variable is called, the command says that it holds a secret.
  const judgement = judge("password", value);
  if (judgement.confidence === undefined) return [];
  const place = text.placeOf(start, end);
  const message = `A secret is written out where the script has it masked (${name}).`;
  return [{ place, secret: place, judgement, message }];
}
