import type { PipelineFlows } from "../../core/pipeline.ts";
import type { Siblings } from "../../core/stages.ts";
import { localUse } from "../../platforms/github-actions/local-uses.ts";
import type { GithubActionsModel, Job, Step, Workflow } from "../../platforms/github-actions/model.ts";
import { readUses } from "../../platforms/github-actions/uses.ts";
import { commandsIn } from "../../policies/located.ts";
import { isHarmlessAction, needsToWrite } from "../../policies/permission-needs.ts";
import type { Refusal } from "../contract.ts";
import { type Needs, needsOfAction } from "./action-needs.ts";
import { needsOfCommand } from "./command-needs.ts";
import type { Reasons } from "./permission-lines.ts";

interface Around {
  readonly workflow: Workflow;
  readonly flows: PipelineFlows;
  readonly siblings: Siblings<GithubActionsModel>;
}

/** Actions that use actions that use actions: deeper than that nobody looks. */
const MOST_LEVELS = 5;

/** The least that a job's token has to be allowed; a refusal where something in the job may do anything with it. */
export function needsOfJob(job: Job, around: Around): Needs | Refusal {
  if (job.uses !== undefined) return needsOfCalled(job.uses.value, around);
  const isForAll = givesAll(job, around.workflow);
  const parts = [
    ...job.steps.map((step) => needsOfStep(step, { ...around, isForAll }, 0)),
    ...needsOfScripts(job, around, isForAll),
  ];
  const refusal = parts.find(isUnknown);
  return refusal ?? doubted(job, joined(parts as Needs[]), around);
}

/** What a job writes for, by scope, as far as a known action tells. */
export function reasonsOf(job: Job): Reasons {
  const reasons = new Map<string, string>();
  for (const step of job.steps) {
    const { kind, name } = readUses(step.uses?.value ?? "");
    const needs = kind === "repository" ? needsOfAction(name, step, false) : undefined;
    for (const [scope, level] of Object.entries(needs ?? {}))
      if (level === "write" && !reasons.has(scope)) reasons.set(scope, name);
  }
  return reasons;
}

/** Whether it is a refusal: no scope is called `refused`. */
export const isUnknown = (needs: Needs | Refusal): needs is Refusal => "refused" in needs;

const isLevel = (text: string): boolean => text === "read" || text === "write";

function joined(all: readonly Needs[]): Needs {
  const scopes = new Map<string, "read" | "write">();
  for (const needs of all)
    for (const [scope, level] of Object.entries(needs)) if (scopes.get(scope) !== "write") scopes.set(scope, level);
  return Object.fromEntries([...scopes].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What the policies take for a sign of writing has to be among what is known to write. */
function doubted(job: Job, needs: Needs, { flows }: Around): Needs | Refusal {
  for (const scope of ["contents", "packages"]) {
    if (needs[scope] !== "write" && needsToWrite(job, scope, flows) === "yes")
      return {
        refused: `a step of the job ${job.id.value} may well write ${scope} with the token`,
      };
  }
  return needs;
}

interface AroundStep extends Around {
  /** Whether the environment of the job or of the workflow holds the token. */
  readonly isForAll: boolean;
}

function needsOfStep(step: Step, around: AroundStep, level: number): Needs | Refusal {
  if (step.uses === undefined) return {};
  const { kind, name } = readUses(step.uses.value);
  if (kind === "local") return needsOfLocal(step.uses.value, around, level);
  if (kind === "image") return givesToken(step) ? unknownAction(name) : {};
  const known = needsOfAction(name, step, around.isForAll || handsToken(step));
  if (known !== undefined) return known;
  return isHarmlessAction(name) ? {} : unknownAction(name);
}

const unknownAction = (name: string): Refusal => ({
  refused: `what ${name} does with the job's token is not known`,
});

function needsOfLocal(uses: string, around: AroundStep, level: number): Needs | Refusal {
  const model = localUse(around.workflow.path, uses, true, around.siblings)?.model;
  if (model?.kind !== "action" || model.steps.length === 0 || level > MOST_LEVELS) return unknownAction(uses);
  // What its scripts do with the token they do not say here.
  if (model.steps.some((step) => step.run !== undefined && TOKEN.test(textOf(step)))) return unknownAction(uses);
  const parts = model.steps.map((step) => needsOfStep(step, around, level + 1));
  return parts.find(isUnknown) ?? joined(parts as Needs[]);
}

/** What a workflow of the repository may do has to be allowed to whoever calls it. */
function needsOfCalled(uses: string, around: Around): Needs | Refusal {
  const model = localUse(around.workflow.path, uses, false, around.siblings)?.model;
  if (model?.kind !== "workflow") return { refused: `what ${uses} does with the job's token is not known` };
  const all = model.jobs.map(({ permissions }) => permissions ?? model.permissions);
  if (all.some((one) => one === undefined || one.isEmpty || one.all !== undefined))
    return { refused: `${uses} does not say what its own jobs' tokens may do` };
  return joined(
    all.map((one) =>
      Object.fromEntries(
        (one?.scopes ?? []).flatMap(({ name, value }) =>
          isLevel(value.value) ? [[name.value, value.value as "read"]] : [],
        ),
      ),
    ),
  );
}

const TOKEN = /secrets\.GITHUB_TOKEN|github\.token|GITHUB_TOKEN|GH_TOKEN|ACTIONS_ID_TOKEN_REQUEST/i;

const textOf = ({ run, env, with: inputs }: Step): string =>
  [
    run?.value ?? "",
    ...[...env.entries, ...inputs.entries].map(({ name, value }) => `${name.value} ${value.value}`),
  ].join("\n");

const givesToken = (step: Step): boolean => TOKEN.test(textOf(step));

/** Whether a step hands the token on, but for the input by which actions take it for themselves. */
function handsToken(step: Step): boolean {
  const entries = step.with.entries.filter(({ name }) => !/^github[-_]?token$/i.test(name.value));
  return givesToken({ ...step, with: { ...step.with, entries } });
}

const givesAll = (job: Job, workflow: Workflow): boolean =>
  [...workflow.env.entries, ...job.env.entries].some(({ name, value }) => TOKEN.test(`${name.value} ${value.value}`));

function* needsOfScripts(job: Job, { flows }: Around, isForAll: boolean): Iterable<Needs | Refusal> {
  const scripts = job.steps.filter(({ run }) => run !== undefined);
  const commands = commandsIn(flows, job.id.value);
  const needs = commands.map((command) => ({ command, needs: needsOfCommand(command) }));
  const given = isForAll ? scripts : scripts.filter(givesToken);
  if (given.length === 0) {
    // Without the token itself there is what the checkout left for git.
    yield* needs.flatMap(({ command, needs: told }) => (command.name === "git" && told !== undefined ? [told] : []));
    return;
  }
  for (const { needs: told } of needs)
    yield told ?? { refused: `what a script of the job ${job.id.value} asks of GitHub with \`gh\` cannot be told` };
  for (const step of given) {
    const text = step.run?.value ?? "";
    if (/\bgh\b|\bgit\b|ghcr\.io/.test(text) && !/curl|octokit|api\.github\.com|python|node |npm |npx /i.test(text))
      continue;
    yield { refused: `what a script of the job ${job.id.value} does with the token that it is given cannot be told` };
  }
}
