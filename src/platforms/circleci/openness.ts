import type { Trigger } from "../../core/pipeline.ts";
import { remembered } from "../flow/remembered.ts";
import { evaluate, matches } from "./condition.ts";
import { evaluateText, type KnownValue } from "./condition-text.ts";
import type { CircleciModel, Filters, Pattern, Workflow, WorkflowJob } from "./model.ts";

/**
 * What files say of who starts a job. Pull requests from forks run only where a setting of the project lets them, and get
 * secrets only where another one does; then they run whatever no filter leaves out, on a branch that is called `pull/NUMBER`.
 */
export interface Openness {
  readonly triggers: readonly Trigger[];
  /** Whether a pull request from a fork would run it. */
  readonly forks: boolean;
  /** Whether somebody of the project has to approve before it runs. */
  readonly approved: boolean;
  /** Whether a push to any branch at all starts it. */
  readonly anyBranch: boolean;
}

const FORK_BRANCH = "pull/1";

/** A name that no file would give to a branch of its own accord. */
const ANY_BRANCH = "somebodys-own-try-of-a-change";

const FORK: Trigger = { event: "pull_request", untrusted: true };

/** How a job of a workflow is started. */
export function opennessOf(model: CircleciModel, workflow: Workflow, job: WorkflowJob): Openness {
  const before = requiredBy(workflow, job);
  const approved = before.some(({ type }) => type?.value === "approval");
  if (workflow.schedules.length > 0) {
    return { triggers: [{ event: "schedule", untrusted: false }], forks: false, approved, anyBranch: false };
  }
  const startedOn = (branch: string): boolean => {
    const known = knownOn(model, branch);
    const holds = workflow.conditions.every(({ negated, node }) => {
      const truth = evaluate(node, known);
      return truth === undefined || truth !== negated;
    });
    return holds && [job, ...before].every(({ filters }) => passes(filters, branch, known));
  };
  const forks = startedOn(FORK_BRANCH);
  const tagged = job.filters.tags !== undefined;
  const events = [...(tagged ? ["tag"] : []), ...(runsOnBranches(job.filters) ? ["push"] : []), "api"];
  const own = events.map((event): Trigger => ({ event, untrusted: false }));
  return { triggers: forks ? [...own, FORK] : own, forks, approved, anyBranch: startedOn(ANY_BRANCH) };
}

/** Values that a push to a branch has. Parameters have their defaults, unless another configuration sets them. */
function knownOn({ path, parameters }: CircleciModel, branch: string): KnownValue {
  const isFirst = /(?:^|\/)\.circleci\/config\.ya?ml$/i.test(path);
  const values = new Map<string, string>([
    ["pipeline.git.branch", branch],
    ["pipeline.git.branch.is_default", "false"],
    ["pipeline.git.tag", ""],
    ["pipeline.trigger_source", "webhook"],
    ["pipeline.schedule.name", ""],
    ["pipeline.schedule.id", ""],
  ]);
  for (const { name, default: preset } of isFirst ? parameters : []) {
    if (preset !== undefined) values.set(`pipeline.parameters.${name.value}`, preset.value);
  }
  return (name) => values.get(name);
}

/** All jobs that have to have run before, through those that they require. */
function requiredBy(workflow: Workflow, job: WorkflowJob): WorkflowJob[] {
  const byName = jobsByName(workflow);
  const found = new Set<WorkflowJob>();
  const waiting = [job];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const { value } of next.requires) {
      const required = byName.get(value);
      if (required === undefined || required === job || found.has(required)) continue;
      found.add(required);
      waiting.push(required);
    }
  }
  return [...found];
}

const jobsByName = remembered(
  ({ jobs }: Workflow) => new Map(jobs.map((job) => [(job.name ?? job.job).value, job] as const)),
);

function passes({ branches, expression }: Filters, branch: string, known: KnownValue): boolean {
  if (expression !== undefined) return evaluateText(expression.value, known) !== false;
  return passesPattern(branches, branch);
}

/** Whether a branch passes `only` and `ignore`. What is filled in names a branch of the project. */
function passesPattern(pattern: Pattern | undefined, branch: string): boolean {
  const { only, ignore } = pattern ?? {};
  const isOne = ({ value }: { readonly value: string }): boolean => isMatch(value, branch);
  return (only === undefined || only.some(isOne)) && !(ignore?.some(isOne) ?? false);
}

function isMatch(pattern: string, branch: string): boolean {
  const source = /^\/(.*)\/$/s.exec(pattern)?.[1];
  return source === undefined ? pattern === branch : matches(source, branch) === true;
}

/** Whether any branch at all may pass: who ignores every one leaves tags alone. */
function runsOnBranches({ branches }: Filters): boolean {
  return !(branches?.ignore?.some(({ value }) => /^\/\^?\.[*+]\$?\/$/.test(value)) ?? false);
}
