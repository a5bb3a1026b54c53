import type { Trigger } from "../../core/pipeline.ts";
import { remembered } from "../flow/remembered.ts";
import { evaluate, type Known } from "./condition.ts";
import type { GitlabCiModel, Job, Parent, RefFilter, Rule } from "./model.ts";
import { filesFor } from "./ways.ts";

/** Sources that start a pipeline where nothing limits them, in GitLab's word: `CI_PIPELINE_SOURCE`. */
const USUAL = ["push", "merge_request_event", "schedule", "web", "api", "trigger"] as const;

/** Sources that are only counted where the file names them. */
const FURTHER = ["external_pull_request_event", "parent_pipeline", "pipeline", "chat", "ondemand_dast_scan"] as const;

const MERGE_REQUEST = "merge_request_event";

/** The source of a pipeline that a job of another one of the same project starts. */
const PARENT = "parent_pipeline";

/**
 * A merge request's content comes from its author. From a fork its pipeline runs in the fork, without the secrets of this
 * project, until a member starts one here; that is why it counts as untrusted. External pull requests from forks start none.
 */
const UNTRUSTED: ReadonlySet<string> = new Set([MERGE_REQUEST]);

/** What can start the pipeline and each of its jobs. */
export interface Triggers {
  readonly pipeline: readonly Trigger[];
  of(job: Job): readonly Trigger[];
}

export const readTriggers = remembered((model: GitlabCiModel): Triggers => {
  const { rules } = model.workflow;
  const unset = leftToWorkflow(model);
  const possible = sourcesOfPipeline(model).filter((source) =>
    rules === undefined || rules.length === 0 ? true : mayRun(rules, plainly(source, unset)),
  );
  const hasWorkflow = rules !== undefined && rules.length > 0;
  const present = new Map(
    possible.map((source) => [source, filesFor(model, (ofInclude) => mayRun(ofInclude, source))] as const),
  );
  const kinds = new Map(
    possible.map((source) => [source, kindsOfPipeline(rules ?? [], source, plainly(source, unset))] as const),
  );
  const startsIn = (job: Job, source: Source): boolean =>
    kinds.get(source)?.some((set) => startsJob(job, { ...source, set }, hasWorkflow)) === true;
  const sourcesOf = remembered((job: Job): readonly Source[] =>
    possible.filter((source) => startsIn(job, source) && present.get(source)?.(job.name.place) !== false),
  );
  const running = model.jobs.filter(({ hidden }) => !hidden);
  const started = new Set(running.flatMap(sourcesOf));
  return {
    pipeline: triggersOf(possible.filter((source) => running.length === 0 || started.has(source))),
    of: (job) => triggersOf(sourcesOf(job)),
  };
});

/** What happens, in GitLab's word, and whether a job of another pipeline then starts this one. */
interface Source {
  readonly event: string;
  readonly isChild: boolean;
  /** What `workflow: rules` set in it. */
  readonly set?: Settings;
}

type Settings = ReadonlyMap<string, Known>;

/** Nobody gives variables of the same names to what these start: they would go before those of `workflow: rules`. */
const PLAIN_EVENTS: ReadonlySet<string> = new Set(["push", MERGE_REQUEST, "external_pull_request_event"]);

/** Kinds of pipelines of one source that are told apart. */
const MOST_KINDS = 100;

/** Variables that nothing but `workflow: rules` sets. */
function leftToWorkflow({ workflow, variables }: GitlabCiModel): Settings {
  const known = new Set(variables.map(({ name }) => name.value));
  const set = (workflow.rules ?? []).flatMap((rule) => rule.variables).filter(({ name }) => !known.has(name.value));
  return new Map(set.map(({ name }) => [name.value, "unset"]));
}

const isPlain = ({ event }: Source): boolean => PLAIN_EVENTS.has(event);

/** A source as the rules of the workflow see it, before one of them has set anything. */
const plainly = (source: Source, unset: Settings): Source =>
  isPlain(source) ? { ...source, set: new Map([...unset, ...(source.set ?? [])]) } : source;

/** What the rules of a workflow may set for a source: the first one that holds has the say, and one that may hold may have it. */
function kindsOfPipeline(
  rules: readonly Rule[],
  { set: given = new Map() }: Source,
  source: Source,
): readonly Settings[] {
  if (!isPlain(source) || rules.every(({ variables }) => variables.length === 0)) {
    return [given];
  }
  const kinds = new Map<string, Settings>();
  for (const { if: condition, when, narrowed, variables } of rules) {
    const holds = condition === undefined ? true : evaluate(condition.value, (name) => knownOf(name, source));
    if (holds === false) continue;
    const written = variables.flatMap(({ name, value }): [string, Known][] =>
      value === undefined || value.value.includes("$") ? [] : [[name.value, { text: value.value }]],
    );
    if (when?.value !== "never") kinds.set(JSON.stringify(written), new Map([...written, ...given]));
    if (holds === true && !narrowed) break;
  }
  return kinds.size > MOST_KINDS || kinds.size === 0 ? [given] : [...kinds.values()];
}

function sourcesOfPipeline(model: GitlabCiModel): readonly Source[] {
  const { by, only } = model.started ?? { by: [], only: false };
  const named = sourcesNamed(model);
  const own = only ? [] : [...USUAL, ...FURTHER.filter((event) => named.has(event))];
  return [...own.map((event) => ({ event, isChild: false })), ...sourcesAbove(by)];
}

/** Sources of a child that are told apart by what it is given. */
const MOST_GIVEN = 100;

/** What starts a child: what starts the jobs that do, with what each hands over. */
function sourcesAbove(by: readonly Parent[]): readonly Source[] {
  const all = by.flatMap((parent) => {
    const set = handedBy(parent);
    return parent.triggers.map(({ event }): Source => ({ event, isChild: true, set }));
  });
  const keyOf = ({ event, set = new Map() }: Source): string => `${event} ${JSON.stringify([...set])}`;
  const distinct = [...new Map(all.map((source) => [keyOf(source), source])).values()];
  if (distinct.length <= MOST_GIVEN) return distinct;
  return [...new Set(all.map(({ event }) => event))].map((event) => ({ event, isChild: true }));
}

/** The variables that a job hands over whose values are written out, one each. */
function handedBy({ forwardsOwn, levels }: Parent): Settings {
  const handed = new Map<string, Known>();
  for (const level of forwardsOwn ? levels : []) {
    const found = Map.groupBy(level, ({ name }) => name.value);
    for (const [name, variables] of found) {
      const [text, ...others] = new Set(variables.map(({ value }) => value?.value));
      if (handed.has(name)) continue;
      handed.set(name, others.length === 0 && text !== undefined && !text.includes("$") ? { text } : undefined);
    }
  }
  return handed;
}

const triggersOf = (sources: readonly Source[]): Trigger[] =>
  [...new Set(sources.map(({ event }) => event))].map(triggerOf);

/** What is so on a branch that is no special one: neither the default one nor protected. */
const ON_A_BRANCH: ReadonlyMap<string, Known> = new Map<string, Known>([
  ["CI_PIPELINE_SOURCE", { text: "push" }],
  ["CI_COMMIT_BRANCH", { text: "any-branch" }],
  ["CI_COMMIT_REF_NAME", { text: "any-branch" }],
  ["CI_COMMIT_REF_SLUG", { text: "any-branch" }],
  ["CI_DEFAULT_BRANCH", { text: "default-branch" }],
  ["CI_COMMIT_REF_PROTECTED", { text: "false" }],
  ["CI_COMMIT_TAG", "unset"],
]);

/** Whether a push to any branch certainly starts a job. */
export function runsOnAnyBranch(model: GitlabCiModel, job: Job): boolean {
  const { started } = model;
  if (started?.only !== true && isOnAnyBranch(model, job, false)) return true;
  return (started?.by ?? []).some(({ anyBranch }) => anyBranch) && isOnAnyBranch(model, job, true);
}

function isOnAnyBranch(model: GitlabCiModel, { name, rules, only, except }: Job, isChild: boolean): boolean {
  const certainlyRun = (some: readonly Rule[] | undefined): boolean => mustRun(some, isChild);
  if (!certainlyRun(model.workflow.rules) || !certainlyRun(rules)) return false;
  if (filesFor(model, certainlyRun)?.(name.place) === false) return false;
  if (rules !== undefined && rules.length > 0) return true;
  const limits = [...(only?.variables ?? []), ...(except?.refs ?? []), ...(except?.variables ?? [])];
  return limits.length === 0 && (only?.refs ?? []).every(({ value }) => value === "branches" || value === "pushes");
}

function mustRun(rules: readonly Rule[] | undefined, isChild: boolean): boolean {
  if (rules === undefined || rules.length === 0) return true;
  for (const { if: condition, when, narrowed } of rules) {
    const holds = condition === undefined ? true : evaluate(condition.value, (name) => knownOnBranch(name, isChild));
    if (holds === undefined || (holds && narrowed)) return false;
    if (holds) return when?.value !== "never";
  }
  return false;
}

function knownOnBranch(name: string, isChild: boolean): Known {
  if (isChild && name === "CI_PIPELINE_SOURCE") return { text: PARENT };
  return ON_A_BRANCH.get(name) ?? knownOf(name, { event: "push", isChild });
}

const triggerOf = (event: string): Trigger => ({ event, untrusted: UNTRUSTED.has(event) });

function sourcesNamed({ workflow, jobs }: GitlabCiModel): ReadonlySet<string> {
  const rules = [workflow, ...jobs].flatMap((owner) => owner.rules ?? []);
  const filters = jobs.flatMap(({ only, except }) => [only, except]).flatMap((filter) => filter?.refs ?? []);
  const words = rules.flatMap((rule) => rule.if?.value.match(/\w+/g) ?? []);
  return new Set([
    ...words,
    ...filters.flatMap(({ value }) => SOURCES_OF_KEYWORD.get(value) ?? []),
    ...(words.some((word) => word.startsWith("CI_EXTERNAL_PULL_REQUEST_")) ? ["external_pull_request_event"] : []),
  ]);
}

function startsJob(job: Job, source: Source, hasWorkflow: boolean): boolean {
  if (job.rules !== undefined && job.rules.length > 0) return mayRun(job.rules, source);
  if (job.only === undefined && job.except === undefined) return hasWorkflow || !isMergeRequest(source);
  return passesOnly(job.only, source) && !isExcepted(job.except, source);
}

/** Merge request pipelines run only the jobs that ask for them. */
const isMergeRequest = ({ event }: Source): boolean => event === MERGE_REQUEST;

/** Whether rules let a job run for a source: the first one that holds decides, one that may hold may decide. */
function mayRun(rules: readonly Rule[], source: Source): boolean {
  for (const { if: condition, when, narrowed } of rules) {
    const holds = condition === undefined ? true : evaluate(condition.value, (name) => knownOf(name, source));
    if (holds === false) continue;
    if (when?.value !== "never") return true;
    if (holds === true && !narrowed) return false;
  }
  return false;
}

/** Variables of merge requests that always have a value there. */
const ALWAYS_SET =
  /^CI_MERGE_REQUEST_(?:I?ID|PROJECT_\w+|SOURCE_BRANCH_NAME|SOURCE_PROJECT_\w+|TARGET_BRANCH_NAME|REF_PATH|TITLE|EVENT_TYPE)$/;

function knownOf(name: string, source: Source): Known {
  if (name === "CI_PIPELINE_SOURCE") return { text: source.isChild ? PARENT : source.event };
  if (isMergeRequest(source)) {
    if (name === "CI_COMMIT_BRANCH" || name === "CI_COMMIT_TAG") return "unset";
    if (ALWAYS_SET.test(name)) return "set";
  } else if (name.startsWith("CI_MERGE_REQUEST_")) return "unset";
  if (name.startsWith("CI_EXTERNAL_PULL_REQUEST_") && source.event !== "external_pull_request_event") return "unset";
  if (source.set?.has(name) === true) return source.set.get(name);
  if (name === "CI_DEFAULT_BRANCH") return "set";
  return name === "CI" || name === "GITLAB_CI" ? { text: "true" } : undefined;
}

/** Keywords of `only` and `except` for one source. */
const SOURCES_OF_KEYWORD: ReadonlyMap<string, readonly string[]> = new Map([
  ["merge_requests", [MERGE_REQUEST]],
  ["external_pull_requests", ["external_pull_request_event"]],
  ["pushes", ["push"]],
  ["schedules", ["schedule"]],
  ["web", ["web"]],
  ["api", ["api"]],
  ["triggers", ["trigger"]],
  ["pipelines", ["pipeline"]],
  ["chat", ["chat"]],
]);

/** `branches`, `tags` and names of refs hold for every source but merge requests. */
function passesOnly(only: RefFilter | undefined, source: Source): boolean {
  if (only === undefined || only.refs.length === 0) return !isMergeRequest(source);
  return only.refs.some(({ value }) => names(value, source) ?? !isMergeRequest(source));
}

/** Whether a keyword is one of sources and names this one. What a job of another pipeline starts has none of its own. */
function names(keyword: string, { event, isChild }: Source): boolean | undefined {
  const sources = SOURCES_OF_KEYWORD.get(keyword);
  return sources === undefined ? undefined : !isChild && sources.includes(event);
}

function isExcepted(except: RefFilter | undefined, source: Source): boolean {
  // With further conditions beside the refs it does not hold for all of a source.
  if (except === undefined || except.variables.length > 0) return false;
  return except.refs.some(({ value }) => names(value, source) === true);
}
