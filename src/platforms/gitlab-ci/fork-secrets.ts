import type { PipelineFlows } from "../../core/pipeline.ts";
import type { ForkSecrets } from "../flow/fork-secrets.ts";
import { isManual } from "./job-facts.ts";
import type { GitlabCiModel, Job, Parent, Rule } from "./model.ts";

/** Stored secrets in jobs that run for merge requests, job by job. */
export function forkSecrets(model: GitlabCiModel, { references }: PipelineFlows): ForkSecrets[] {
  const { workflow, started } = model;
  const parents = started?.by.filter(({ triggers }) => triggers.some(({ untrusted }) => untrusted)) ?? [];
  const isChild = started?.only === true;
  if (isGuarded(workflow.rules) || (isChild && parents.every(({ requests }) => requests === "guarded"))) return [];
  // The condition of the job that starts it is one on whatever it runs.
  const askedAbove = parents.some(({ requests }) => requests === "asked");
  const approvedAbove = isChild && parents.length > 0 && parents.every(({ approved }) => approved);
  const exposed = references.filter(
    ({ builtIn, triggers }) => builtIn !== true && triggers.some(({ untrusted }) => untrusted),
  );
  const byName = new Map(model.jobs.map((job) => [job.name.value, job]));
  return [...Map.groupBy(exposed, ({ job }) => job)].flatMap(([name, secrets]): ForkSecrets[] => {
    if (name === undefined) {
      const asked = askedAbove || [workflow.rules, ...model.jobs.map(conditionsOf)].some(asksForRequests);
      return asked ? [{ secrets, limited: false }] : [];
    }
    const job = byName.get(name);
    if (job === undefined || isGuarded(conditionsOf(job))) return [];
    // A rule may hold for them by chance: on the name of a branch, say. Only what asks for them counts.
    if (!askedAbove && !asksForRequests(conditionsOf(job)) && !asksForRequests(workflow.rules)) return [];
    return [{ job: name, secrets, limited: approvedAbove || isManual(job) }];
  });
}

/** Whether a job's rules, or those of its pipeline, ask for merge requests, and whether they tell forks from the project. */
export function requestsIn({ workflow, started }: GitlabCiModel, job: Job): Parent["requests"] {
  const all = [workflow.rules, conditionsOf(job)];
  const above = started?.by ?? [];
  if (all.some(isGuarded) || (above.length > 0 && above.every(({ requests }) => requests === "guarded")))
    return "guarded";
  return all.some(asksForRequests) || above.some(({ requests }) => requests === "asked") ? "asked" : "unasked";
}

/** Conditions that tell a fork from the project itself. */
const TELLS_FORK = /\bCI_MERGE_REQUEST_SOURCE_PROJECT_(?:ID|PATH|URL)\b/;

type Conditions = readonly Pick<Rule, "if">[] | undefined;

const isGuarded = (rules: Conditions): boolean => rules?.some((rule) => TELLS_FORK.test(rule.if?.value ?? "")) === true;

const asksForRequests = (rules: Conditions): boolean =>
  rules?.some((rule) => /merge_request/i.test(rule.if?.value ?? "")) === true;

/** The conditions of a job's rules, or of the older filters with their keywords. */
function conditionsOf({ rules, only, except }: Job): Conditions {
  const filters = [only, except].flatMap((filter) => [...(filter?.refs ?? []), ...(filter?.variables ?? [])]);
  return [...(rules ?? []), ...filters.map((condition) => ({ if: condition }))];
}
