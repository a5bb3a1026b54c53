import type { PipelineFlows } from "../../core/pipeline.ts";
import type { ForkSecrets } from "../flow/fork-secrets.ts";
import { isManual } from "./job-facts.ts";
import type { GitlabCiModel, Job, Rule } from "./model.ts";

/** Stored secrets in jobs that run for merge requests, job by job. */
export function forkSecrets(model: GitlabCiModel, { references }: PipelineFlows): ForkSecrets[] {
  const { workflow } = model;
  if (isGuarded(workflow.rules)) return [];
  const exposed = references.filter(
    ({ builtIn, triggers }) => builtIn !== true && triggers.some(({ untrusted }) => untrusted),
  );
  const byName = new Map(model.jobs.map((job) => [job.name.value, job]));
  return [...Map.groupBy(exposed, ({ job }) => job)].flatMap(([name, secrets]): ForkSecrets[] => {
    if (name === undefined) {
      const asked = [workflow.rules, ...model.jobs.map(conditionsOf)].some(asksForRequests);
      return asked ? [{ secrets, limited: false }] : [];
    }
    const job = byName.get(name);
    if (job === undefined || isGuarded(conditionsOf(job))) return [];
    // A rule may hold for them by chance: on the name of a branch, say. Only what asks for them counts.
    if (!asksForRequests(conditionsOf(job)) && !asksForRequests(workflow.rules)) return [];
    return [{ job: name, secrets, limited: isManual(job) }];
  });
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
