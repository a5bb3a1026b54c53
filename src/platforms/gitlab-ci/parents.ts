import type { Given } from "./fill-inputs.ts";
import { handedBy } from "./fill-inputs.ts";
import { requestsIn } from "./fork-secrets.ts";
import type { Inclusions } from "./inclusions.ts";
import { isManual } from "./job-facts.ts";
import type { Beginning } from "./join-files.ts";
import type { GitlabCiModel, Job, Parent, Variable } from "./model.ts";
import { readTriggers, runsOnAnyBranch } from "./triggers.ts";

/** A job of a pipeline that starts another file's. */
export interface Start {
  readonly pipeline: GitlabCiModel;
  readonly job: Job;
  /** The files that it names, with what it gives to each. */
  readonly beginnings: readonly Beginning[];
}

/** What a pipeline's jobs start of the same repository, one for each job that runs. */
export function startsIn(pipeline: GitlabCiModel, inclusions: Inclusions): Start[] {
  return pipeline.jobs.flatMap((job): Start[] => {
    const { trigger, hidden } = job;
    if (trigger === undefined || hidden) return [];
    const beginnings = trigger.includes.flatMap((include) => {
      const from = pipeline.joined?.files.get(include.name.place.unit) ?? pipeline.path;
      const given: Given = new Map([...handedBy(trigger.handed), ...handedBy(include.handed)]);
      return inclusions.resolve(from, [include]).flatMap(({ files }) => files.map((model) => ({ model, given })));
    });
    return beginnings.length === 0 ? [] : [{ pipeline, job, beginnings }];
  });
}

/** Jobs above a parent whose values it may hand on. */
const MAX_ABOVE = 20;

/** What a job hands over to the pipeline that it starts. */
export function parentOf({ pipeline, job }: Start): Parent {
  const { trigger } = job;
  const isSaid = (value: string | undefined, usual: boolean): boolean =>
    value === undefined ? usual : /^(?:true|yes|on)$/i.test(value);
  return {
    place: job.name.place,
    triggers: readTriggers(pipeline).of(job),
    approved: isManual(job),
    anyBranch: runsOnAnyBranch(pipeline, job),
    requests: requestsIn(pipeline, job),
    levels: levelsOf(pipeline, job),
    forwardsOwn: isSaid(trigger?.forwardYamlVariables?.value, true),
    forwardsGiven: isSaid(trigger?.forwardPipelineVariables?.value, false),
    files: pipeline.joined?.files ?? new Map([[pipeline.unit, pipeline.path]]),
    above: (pipeline.started?.by ?? []).slice(0, MAX_ABOVE),
  };
}

/** The variables that a job has, from the inside out, each with the values that it may have. */
function levelsOf({ variables, workflow }: GitlabCiModel, job: Job): readonly (readonly Variable[])[] {
  const ofRules = (rules: Job["rules"]): readonly Variable[] => (rules ?? []).flatMap((rule) => rule.variables);
  const ofMatrix = job.matrix.map(({ name, value }): Variable => ({ name, value, options: [] }));
  const globals = [...variables, ...ofRules(workflow.rules)];
  const { inheritsVariables } = job;
  if (inheritsVariables === true) return [[...job.variables, ...ofRules(job.rules), ...ofMatrix], globals];
  const names = new Set(inheritsVariables === false ? [] : inheritsVariables.map(({ value }) => value));
  const inherited = globals.filter(({ name }) => names.has(name.value));
  return [[...job.variables, ...ofRules(job.rules), ...ofMatrix], inherited];
}
