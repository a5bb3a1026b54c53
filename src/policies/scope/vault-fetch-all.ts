import type { Severity } from "../../core/levels.ts";
import type { Command, ToolUse } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";

/** Everything that a store holds is fetched, and not what the job needs. */
export const vaultFetchAll = definePolicy({
  meta: {
    id: "scope/vault-fetch-all",
    title: "Whole store of secrets fetched",
    why: "What is fetched as a whole is in the job's environment or on its disk as a whole: also what another job needs, and what is stored there next month. Nobody can tell from the file which secrets the job uses, and the store's log says the same of every run. High: a pattern takes all there is, or all below a path. Medium: a whole project or path by its name.",
    fix: "Name what is needed: `vault kv get -field=npm secret/ci`, `doppler secrets get NPM_TOKEN --plain`, `aws ssm get-parameter --name /ci/npm`. Give the pipeline's role the right to read just these.",
    on: {
      "github-actions": { fix: "For `hashicorp/vault-action` that is `secrets: secret/data/ci npm | NPM_TOKEN`." },
      "azure-pipelines": {
        fix: "For `AzureKeyVault` that is `secretsFilter: npm-token,signing-key`; it takes all where it is told none.",
      },
    },
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://github.com/hashicorp/vault-action#key-syntax",
      "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html",
      "https://learn.microsoft.com/en-us/azure/devops/pipelines/tasks/reference/azure-key-vault-v2",
      "https://docs.doppler.com/docs/cli#fetching-secrets",
    ],
    practices: ["P8"],
    cwe: [250, 668],
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
    return onePerPlace([...flows.tools.flatMap(matchesOfTool), ...flows.commands.flatMap(matchOfCommand)]);
  },
});

/** How a tool is told to fetch everything. */
const TOOLS: readonly {
  readonly name: RegExp;
  readonly input: RegExp;
  readonly all: RegExp;
  /** Whether it fetches everything where it is told nothing. */
  readonly byDefault?: boolean;
}[] = [
  { name: /^azurekeyvault$/i, input: /^secretsfilter$/i, all: /^\s*\*\s*$/, byDefault: true },
  { name: /^hashicorp\/vault-action$/i, input: /^secrets$/i, all: /(?:^|[;\n])\s*\S+\s+\*(?:\s|\||;|$)/ },
  { name: /^aws-actions\/aws-secretsmanager-get-secrets$/i, input: /^secret-ids$/i, all: /\*/ },
  { name: /^azure\/get-keyvault-secrets$/i, input: /^secrets$/i, all: /^\s*\*\s*$/ },
  {
    name: /^say-server\/ssm-parameters$|aws-ssm-to-env|ssm-secrets-action/i,
    input: /^(?:path|ssm-path)$/i,
    all: /\*|\/$/,
  },
];

function matchesOfTool({ name, inputs, place: ofTool }: ToolUse): PolicyMatch[] {
  const tool = TOOLS.find((one) => one.name.test(name));
  if (tool === undefined || inputs === undefined) return [];
  const message = `Everything that is stored there is fetched by ${name}.`;
  const told = inputs.filter((input) => tool.input.test(input.name));
  if (told.length === 0 && tool.byDefault === true) return [{ place: ofTool, message }];
  return told.filter(({ value }) => tool.all.test(value)).map(({ place }) => ({ place, message }));
}

const COMMANDS: readonly { readonly line: RegExp; readonly severity: Severity }[] = [
  { line: /^aws (?:\S+ )*?ssm get-parameters-by-path\b/, severity: "high" },
  { line: /^aws (?:\S+ )*?secretsmanager batch-get-secret-value\b.*--filters/, severity: "high" },
  {
    line: /^(?:kubectl|oc) (?:\S+ )*?get secrets? (?:-A |--all-namespaces |-n \S+ )*(?:-o|--output)[ =]?(?:json|yaml)/,
    severity: "high",
  },
  { line: /^doppler (?:\S+ )*?secrets download\b/, severity: "medium" },
  { line: /^infisical (?:\S+ )*?export\b/, severity: "medium" },
  { line: /^chamber (?:export|env)\b/, severity: "medium" },
  { line: /^(?:vault|bao) (?:\S+ )*?kv export\b/, severity: "medium" },
];

function matchOfCommand({ name, words, placeOfWord }: Command): PolicyMatch[] {
  const line = [name, ...words].join(" ").slice(0, 500);
  const found = COMMANDS.find((one) => one.line.test(line));
  if (found === undefined) return [];
  const what = [name, ...words.filter((word) => !word.startsWith("-"))].slice(0, 3).join(" ");
  const place = spanning(placeOfWord(0), placeOfWord(words.length - 1));
  return [{ place, severity: found.severity, message: `Everything that is stored there is fetched by \`${what}\`.` }];
}

const spanning = (first: Place, last: Place): Place => ({
  unit: first.unit,
  span: { start: first.span.start, end: Math.max(first.span.end, last.span.end) },
});
