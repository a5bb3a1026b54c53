import type { ToolUse } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";

/** A tool that is told to go on where a secret is missing. */
export const vaultExportFailureIgnored = definePolicy({
  meta: {
    id: "failopen/vault-export-failure-ignored",
    title: "Missing secrets are passed over",
    why: "The tool leaves out what it does not find, and the job goes on with a variable that is empty or not set at all: it deploys without its key, signs in as nobody, or takes a default. After a secret has been renamed or its access taken away, nobody notices.",
    fix: "Take the setting away, so that the job stops. Where a secret may rightly be missing, fetch it in a step of its own and test for it in the steps that can do without.",
    severity: "medium",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://github.com/hashicorp/vault-action#reference"],
    practices: ["P22"],
    cwe: [636, 391],
  },
  platforms: ["github-actions", "jenkins"],
  check({ flows }) {
    return onePerPlace(flows.tools.flatMap(matchesOf));
  },
});

/** Settings by which a tool passes over what it cannot get. */
const SETTINGS: readonly { readonly tool: RegExp; readonly input: RegExp; readonly value: RegExp }[] = [
  { tool: /^hashicorp\/vault-action$/i, input: /^ignoreNotFound$/i, value: /^true$/i },
  { tool: /^dkershner6\/aws-ssm-getparameters-action$/i, input: /^failOnMissing$/i, value: /^false$/i },
  { tool: /^withVault$/, input: /^failIfNotFound$/, value: /^false$/ },
  { tool: /^keeper-security\/ksm-action$/i, input: /^fail-on-error$/i, value: /^false$/i },
];

function matchesOf({ name, inputs }: ToolUse): PolicyMatch[] {
  const found = SETTINGS.filter(({ tool }) => tool.test(name));
  return (inputs ?? [])
    .filter((input) => found.some((one) => one.input.test(input.name) && one.value.test(input.value.trim())))
    .map((input) => ({
      place: input.place,
      message: `Secrets that ${name} does not find are passed over (${input.name}).`,
    }));
}
