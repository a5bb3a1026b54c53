import type { PipelineFlows, PipelineScript, Reference } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { remembered } from "../../platforms/flow/remembered.ts";
import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";
import { isJobToken, secretName } from "../secret-like.ts";

/** A secret that is bound for many steps or jobs, of which one reads it. */
export const secretEnvTooWide = definePolicy({
  meta: {
    id: "scope/secret-env-too-wide",
    title: "Secret in the environment of more than needs it",
    why: "A variable of the workflow or the job is in the environment of every step below it: of the installer that runs scripts of dependencies, of every third party's action, of each test. One step reads it here. Medium: it is bound for all jobs. Low: for one job.",
    fix: "Move the line to the step that reads it.",
    on: {
      "github-actions": { fix: "Write `env: { TOKEN: ${{ secrets.TOKEN }} }` below that step." },
      "gitlab-ci": { fix: "Steps have no variables of their own: write it under `variables:` of the one job." },
      "azure-pipelines": { fix: "Write `env: { TOKEN: $(Token) }` below that step." },
      jenkins: { fix: "Put `withCredentials` around that step, or `environment { … }` into its stage." },
    },
    severity: "medium",
    confidence: "medium",
    preset: "strict",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/security-hardening-for-github-actions#using-secrets",
      "https://docs.gitlab.com/ci/variables/#define-a-cicd-variable-in-the-gitlab-ciyml-file",
      "https://circleci.com/docs/guides/security/set-environment-variable/",
    ],
    practices: ["P5", "P8"],
    cwe: [668, 526],
    allows: { what: "secrets", example: "SENTRY_*" },
    options: {
      readers: {
        kind: "count",
        default: 1,
        least: 1,
        most: 100,
        more: "finds",
        says: "A secret in the environment of all steps or jobs is reported where so many of them read it, or fewer.",
        example: 2,
      },
    },
  },
  platforms: [
    "azure-pipelines",
    "buildkite",
    "circleci",
    "cloud-build",
    "drone",
    "github-actions",
    "gitlab-ci",
    "jenkins",
    "tekton",
    "travis",
    "woodpecker",
  ],
  check({ flows, options: { readers } }) {
    const wide = flows.references.filter((one) => one.step === undefined && one.via === "env" && !isJobToken(one));
    return onePerPlace(wide.flatMap((one) => matchOf(one, flows, readers)));
  },
});

/** Which scripts and tools hold a word, in lower case, and the steps of each job and of all. */
const mentions = remembered(({ scripts, tools, jobs }: PipelineFlows) => {
  const wholes = new Map(jobs.map(({ name, partOf }) => [name, partOf]));
  const units = new Map<string | undefined, Set<string>>([[undefined, new Set()]]);
  for (const one of [...scripts, ...tools]) {
    const whole = one.job === undefined ? undefined : wholes.get(one.job);
    const unit = unitOf(whole === undefined ? one : { job: whole });
    units.get(undefined)?.add(unit);
    if (one.job === undefined) continue;
    const known = units.get(one.job);
    if (known === undefined) units.set(one.job, new Set([unit]));
    else known.add(unit);
  }
  return {
    units,
    scripts: byWord(scripts, ({ text }) => [text.value]),
    tools: byWord(tools, ({ inputs }) => (inputs ?? []).map(({ value }) => value)),
  };
});

function byWord<Item>(items: readonly Item[], textsOf: (item: Item) => readonly string[]): ReadonlyMap<string, Item[]> {
  const found = new Map<string, Item[]>();
  for (const item of items) {
    const words = new Set(textsOf(item).flatMap((text) => text.toLowerCase().match(/\w+/g) ?? []));
    for (const word of words) {
      const known = found.get(word);
      if (known === undefined) found.set(word, [item]);
      else known.push(item);
    }
  }
  return found;
}

/** Variables that programs read by themselves, without any script naming them. */
const READ_UNASKED =
  /^(?:AWS|AZURE|ARM|GOOGLE|GCP|CLOUDSDK|GH|GITHUB|GITLAB|CI|NPM|NODE|YARN|PNPM|TF|VAULT|DOCKER|CARGO|TWINE|UV|POETRY|PIP|MAVEN|GRADLE|ORG_GRADLE|SONAR|SENTRY|CODECOV|SNYK|DATABASE|PG|MYSQL|REDIS|KUBE|HELM|SSH|GPG|PULUMI|CLOUDFLARE|DIGITALOCEAN|HCLOUD|OP|DOPPLER|INFISICAL|TURBO|NX|CYPRESS|PERCY|SAUCE|BROWSERSTACK|VERCEL|NETLIFY|HEROKU|FLY|EXPO|FIREBASE|NUGET|GEM|RAILS|DJANGO|SECRET_KEY|SLACK|DD|DATADOG|HF|OPENAI|ANTHROPIC|COSIGN|ANSIBLE|STRIPE|NEXT|VITE|REACT)(?:_|$)/i;

function matchOf({ place, job, boundTo = "", secret }: Reference, flows: PipelineFlows, most: number): PolicyMatch[] {
  if (boundTo === "" || READ_UNASKED.test(boundTo)) return [];
  const reads = new RegExp(String.raw`(?:\$[({]?|\$env:|%|\benv\.|["'])${boundTo}(?!\w)`, "i");
  const { units, scripts, tools } = mentions(flows);
  if ((units.get(job)?.size ?? 0) <= most) return [];
  const isNear = (one: { readonly job?: string }): boolean => job === undefined || one.job === job;
  const [named = ""] = boundTo.toLowerCase().match(/\w+/) ?? [];
  const readers = (scripts.get(named) ?? []).filter((one) => isNear(one) && reads.test(one.text.value));
  const isTold = (tools.get(named) ?? []).some(
    (one) => isNear(one) && (one.inputs ?? []).some(({ value }) => reads.test(value)),
  );
  const [reader] = readers;
  const count = new Set(readers.map(unitOf)).size;
  if (reader === undefined || count > most || isTold) return [];
  const several = job === undefined && flows.jobs.filter(({ partOf }) => partOf === undefined).length > 1;
  return [
    {
      place,
      subject: secret,
      severity: several ? "medium" : "low",
      message: `The environment of ${several ? "every job" : "every step"} holds ${secretName(secret)} as ${boundTo}, and ${count === 1 ? `${called(reader)} alone reads it` : `only ${count} of them read it`}.`,
      related: [{ place: reader.text.placeOf(0, 1), message: "It is read here." }],
    },
  ];
}

const unitOf = ({ job, step }: { readonly job?: string; readonly step?: string }): string =>
  JSON.stringify([job, step]);

const called = ({ job, step }: PipelineScript): string =>
  step === undefined ? `the job ${job ?? ""}`.trim() : "one step";
