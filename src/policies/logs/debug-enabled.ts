import type { Severity } from "../../core/levels.ts";
import { namesOne } from "../../core/name-pattern.ts";
import type { PipelineFlows, Reference } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";
import { isJobToken, secretName } from "../secret-like.ts";

/** A switch that makes the platform or a tool log everything it does. */
export const debugEnabled = definePolicy({
  meta: {
    id: "logs/debug-enabled",
    title: "Debug logging switched on",
    why: "Debug logs hold what tools keep to themselves otherwise: environments, request headers, values on their way. The platform hides a secret in them only where it stands exactly as it was stored. Medium: in a job that names a stored secret, or for services, whose logs are printed as they come. Low: no stored secret is named in the job.",
    fix: "Delete the switch from the file. When you look for a fault, set it for one run and not in the file. Delete the logs of the runs that were made with it, and replace the secrets that they show.",
    on: {
      "github-actions": { fix: "For one run, choose “Enable debug logging” as you re-run the job." },
      "gitlab-ci": {
        why: "High: `CI_DEBUG_TRACE`, which prints every variable of the job, those that the file does not name included.",
        fix: "For one run, type the variable in as you start the pipeline by hand.",
      },
      "azure-pipelines": { fix: "For one run, choose “Enable system diagnostics” as you run the pipeline." },
    },
    severity: "medium",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/monitoring-and-troubleshooting-workflows/troubleshooting-workflows/enabling-debug-logging",
      "https://docs.gitlab.com/ci/variables/variables_troubleshooting/#enable-debug-logging",
      "https://learn.microsoft.com/en-us/azure/devops/pipelines/troubleshooting/review-logs#configure-verbose-logs",
      "https://developer.hashicorp.com/terraform/internals/debugging",
    ],
    practices: ["P13"],
    cwe: [532, 489],
    options: {
      variables: {
        kind: "names",
        more: "finds",
        says: "Further variables that have a program of yours log more than it should, where they are `true`, `1`, `on`, `yes`, `debug` or `trace`.",
        example: ["ACME_TRACE", "*_HTTP_DEBUG"],
      },
    },
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
  check({ flows, options: { variables } }) {
    const inBindings = flows.literals
      .filter(({ via }) => via === "env")
      .flatMap(({ name, value, place, job }) => matchOf(flows, variables, { name, value, place, job }));
    return onePerPlace([...inBindings, ...inScripts(flows, variables)]);
  },
});

const ON = /^(?:true|1|yes|on)$/i;

/** What shows in the log once a variable has such a value. */
interface Switch {
  readonly name: RegExp;
  readonly on: RegExp;
  readonly shows: string;
  /** Where the platform acts on it by itself, whatever the job does. */
  readonly always?: Severity;
}

const SWITCHES: readonly Switch[] = [
  { name: /^CI_DEBUG_TRACE$/, on: ON, shows: "prints every variable of the job", always: "high" },
  { name: /^CI_DEBUG_SERVICES$/, on: ON, shows: "prints the logs of all services", always: "medium" },
  { name: /^ACTIONS_(?:STEP|RUNNER)_DEBUG$/, on: ON, shows: "asks every action to log what it does" },
  { name: /^system\.debug$/i, on: ON, shows: "makes every task of Azure log what it does" },
  { name: /^TF_LOG(?:_CORE|_PROVIDER)?$/, on: /^(?:trace|debug|json)$/i, shows: "logs the requests of Terraform" },
  {
    name: /^(?:TG_LOG_LEVEL|TERRAGRUNT_LOG_LEVEL)$/,
    on: /^(?:trace|debug)$/i,
    shows: "logs the commands of Terragrunt",
  },
  { name: /^ANSIBLE_DEBUG$/, on: ON, shows: "logs the tasks of Ansible with their arguments" },
  { name: /^HELM_DEBUG$/, on: ON, shows: "logs the values of Helm's charts" },
];

/** A variable that is set somewhere. */
interface Setting {
  readonly name: string;
  readonly value: string;
  readonly place: Place;
  readonly job: string | undefined;
}

const OWN_ON = /^(?:true|1|yes|on|debug|trace)$/i;
const OWN_SHOWS = "has a program log more than it should";

function switchOf(name: string, value: string, own: readonly string[]): Omit<Switch, "name" | "on"> | undefined {
  const known = SWITCHES.find((one) => one.name.test(name) && one.on.test(value.trim()));
  return known ?? (namesOne(own, name) && OWN_ON.test(value.trim()) ? { shows: OWN_SHOWS } : undefined);
}

function matchOf(flows: PipelineFlows, own: readonly string[], { name, value, place, job }: Setting): PolicyMatch[] {
  const found = switchOf(name, value, own);
  if (found === undefined) return [];
  const secret = flows.references.find((one) => !isJobToken(one) && isBeside(one, job));
  return [
    {
      place,
      severity: found.always ?? (secret === undefined ? "low" : "medium"),
      message: `${name.charAt(0).toUpperCase()}${name.slice(1)} is switched on, which ${found.shows}.`,
      related: secret === undefined ? [] : [{ place: secret.place, message: `Here ${secretName(secret)} is given.` }],
    },
  ];
}

const isBeside = (reference: Reference, job: string | undefined): boolean =>
  job === undefined || reference.job === undefined || reference.job === job;

const ASSIGNMENT = /(?<![\w$-])(?<name>[A-Z]{2,15}_[A-Z_]{3,30})[ \t]{0,9}=[ \t]{0,9}["']?(?<value>\w{1,9})(?![\w=])/g;

function inScripts(flows: PipelineFlows, own: readonly string[]): PolicyMatch[] {
  return flows.scripts.flatMap(({ text, job }) =>
    [...text.value.matchAll(ASSIGNMENT)].flatMap(({ index, 0: { length }, groups }) => {
      const before = text.value.slice(text.value.lastIndexOf("\n", index) + 1, index);
      // In a comment, or in a comparison: `[ "$X" = … ]` has the dollar sign, `if X = …` the word.
      if (/(?:^|\s)#/.test(before) || /\b(?:test|if|\[)\s*$/.test(before)) return [];
      const { name = "", value = "" } = groups ?? {};
      return matchOf(flows, own, { name, value, place: text.placeOf(index, index + length), job });
    }),
  );
}
