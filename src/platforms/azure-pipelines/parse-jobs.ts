import { isNull, scalarOf, scalarsOf, valueOf } from "../document/access.ts";
import type { DocumentNode, Mapping } from "../document/tree.ts";
import type { Container, Environment, Job, Stage, TemplateCall, Variable, Variables } from "./model.ts";
import {
  entriesOf,
  guardsOf,
  itemsOf,
  NO_VARIABLES,
  parseCall,
  parseContainer,
  parsePool,
  parseVariables,
  pick,
} from "./parse-parts.ts";
import { listsOfWork, parseSteps } from "./parse-steps.ts";

/** The stages of a file: those of its list, or one without a name for jobs or steps at the top level. */
export function parseStages(root: Mapping): Stage[] {
  const bare = [...parseJobs(valueOf(root, "jobs")), ...parseJobs(valueOf(root, "phases")), ...bareSteps(root)];
  const calls = callsIn(valueOf(root, "jobs"));
  const outside =
    bare.length + calls.length === 0
      ? []
      : [{ place: root.place, guards: [], variables: NO_VARIABLES, jobs: bare, calls }];
  const given = valueOf(root, "extends");
  return [...parseStageList(valueOf(root, "stages")), ...outside, ...(given === undefined ? [] : givenStages(given))];
}

const callsIn = (node: DocumentNode | undefined): TemplateCall[] =>
  itemsOf(node).flatMap((item) => parseCall(item) ?? []);

function parseStageList(node: DocumentNode | undefined): Stage[] {
  return itemsOf(node).flatMap((item) => {
    const call = parseCall(item);
    if (call === undefined) return item.kind === "map" ? [parseStage(item)] : [];
    return [
      { place: item.place, guards: guardsOf(item), variables: NO_VARIABLES, jobs: [], calls: [call] },
      ...givenStages(item),
    ];
  });
}

/** Stages, jobs and steps that a template is given. */
function givenStages(call: DocumentNode): Stage[] {
  const parameters = valueOf(call, "parameters");
  const jobs = givenJobs(call);
  const bare =
    jobs.length === 0 ? [] : [{ place: call.place, guards: guardsOf(call), variables: NO_VARIABLES, jobs, calls: [] }];
  return [...listsOfWork(parameters, "stage").flatMap(parseStageList), ...bare];
}

function givenJobs(call: DocumentNode): Job[] {
  const parameters = valueOf(call, "parameters");
  const steps = listsOfWork(parameters, "step").flatMap(parseSteps);
  const inherited = { ...parsePool(valueOf(parameters, "pool")) };
  const bare: Job[] = steps.length === 0 ? [] : [{ ...emptyJob(call), ...inherited, steps: renumbered(steps) }];
  return [...listsOfWork(parameters, "job").flatMap(parseJobs), ...bare];
}

const renumbered = (steps: Job["steps"]): Job["steps"] => steps.map((step, index) => ({ ...step, number: index + 1 }));

function emptyJob(node: DocumentNode): Job {
  return {
    place: node.place,
    kind: "steps",
    guards: guardsOf(node),
    dependsOn: [],
    services: [],
    variables: NO_VARIABLES,
    steps: [],
  };
}

function parseStage(node: Mapping): Stage {
  const name = scalarOf(node, "stage");
  const jobs = [...parseJobs(valueOf(node, "jobs")), ...parseJobs(valueOf(node, "phases")), ...bareSteps(node)];
  return {
    ...(name !== undefined && !isNull(name) && { name }),
    place: node.place,
    ...pick(node, "displayName", "condition"),
    guards: guardsOf(node),
    variables: parseVariables(valueOf(node, "variables")),
    ...parsePool(valueOf(node, "pool")),
    jobs,
    calls: callsIn(valueOf(node, "jobs")),
  };
}

/** Steps that stand outside of jobs are a job by themselves. */
function bareSteps(node: Mapping): Job[] {
  const steps = parseSteps(valueOf(node, "steps"));
  if (steps.length === 0) return [];
  return [{ ...emptyJob(node), ...parsePlaceOfWork(node), steps }];
}

function parseJobs(node: DocumentNode | undefined): Job[] {
  return itemsOf(node).flatMap((item) => {
    if (item.kind !== "map") return [];
    return parseCall(item) === undefined ? [parseJob(item)] : givenJobs(item);
  });
}

/** Where a job runs: its containers. */
function parsePlaceOfWork(node: Mapping): Pick<Job, "container" | "services"> {
  const container = parseContainer(valueOf(node, "container"));
  const services = entriesOf(valueOf(node, "services")).flatMap(({ key, value }): Container[] => {
    const service = parseContainer(value, key);
    return service === undefined ? [] : [service];
  });
  return { ...(container !== undefined && { container }), services };
}

function parseJob(node: Mapping): Job {
  const isDeployment = valueOf(node, "deployment") !== undefined;
  const name = scalarOf(node, isDeployment ? "deployment" : valueOf(node, "job") === undefined ? "phase" : "job");
  const pool = valueOf(node, "pool") ?? valueOf(node, "queue");
  return {
    ...(name !== undefined && !isNull(name) && { name }),
    place: node.place,
    kind: isDeployment ? "deployment" : "job",
    ...pick(node, "displayName", "condition", "continueOnError"),
    guards: guardsOf(node),
    dependsOn: scalarsOf(valueOf(node, "dependsOn")),
    ...parsePool(pool),
    ...parsePlaceOfWork(node),
    variables: withMatrix(parseVariables(valueOf(node, "variables")), valueOf(valueOf(node, "strategy"), "matrix")),
    ...parseEnvironment(valueOf(node, "environment")),
    steps: renumbered([...parseSteps(valueOf(node, "steps")), ...hookSteps(valueOf(node, "strategy"))]),
  };
}

/** Variables that each leg of a matrix sets. */
function withMatrix(variables: Variables, matrix: DocumentNode | undefined): Variables {
  const legs = entriesOf(matrix).flatMap(({ value }) => entriesOf(value));
  const set = legs.flatMap(({ key, value }): Variable[] => (value.kind === "scalar" ? [{ name: key, value }] : []));
  return { ...variables, entries: [...variables.entries, ...set] };
}

function parseEnvironment(node: DocumentNode | undefined): { readonly environment?: Environment } {
  if (node?.kind === "scalar") return isNull(node) ? {} : { environment: { name: node } };
  const name = scalarOf(node, "name");
  return name === undefined ? {} : { environment: { name, ...pick(node, "resourceName", "resourceType") } };
}

/** Steps of a deployment's hooks: `strategy.runOnce.deploy.steps`, `strategy.canary.on.failure.steps`, … */
function hookSteps(strategy: DocumentNode | undefined): Job["steps"] {
  return ["runOnce", "rolling", "canary"].flatMap((kind) => stepsBelow(valueOf(strategy, kind)));
}

function stepsBelow(node: DocumentNode | undefined): Job["steps"] {
  return entriesOf(node).flatMap(({ key, value }) => (key.value === "steps" ? parseSteps(value) : stepsBelow(value)));
}
