import { asMapping, scalarOf, valueOf } from "../document/access.ts";
import { pickScalars } from "../document/pick-scalars.ts";
import type { DocumentNode, Entry } from "../document/tree.ts";
import type { Condition, Schedule, Workflow, WorkflowJob } from "./model.ts";
import { parseFilters, scalarsWithin } from "./parse-parts.ts";
import { parseArguments, parseSteps } from "./parse-steps.ts";

export function parseWorkflows(node: DocumentNode | undefined): Workflow[] {
  if (node?.kind !== "map") return [];
  // `version` stands among the workflows in version 2.
  return node.entries.filter(({ value }) => value.kind === "map").map(parseWorkflow);
}

function parseWorkflow({ key, value }: Entry): Workflow {
  const jobs = valueOf(value, "jobs");
  const items = jobs?.kind === "sequence" ? jobs.items : [];
  return {
    name: key,
    conditions: parseConditions(value),
    schedules: parseSchedules(valueOf(value, "triggers")),
    jobs: items.flatMap(parseWorkflowJob),
  };
}

function parseConditions(node: DocumentNode): Condition[] {
  return ["when", "unless"].flatMap((key) => {
    const condition = valueOf(node, key);
    return condition === undefined ? [] : [{ negated: key === "unless", node: condition }];
  });
}

function parseSchedules(node: DocumentNode | undefined): Schedule[] {
  const items = node?.kind === "sequence" ? node.items : [];
  return items.flatMap((item) => {
    const schedule = asMapping(valueOf(item, "schedule"));
    if (schedule === undefined) return [];
    return [{ ...pickScalars(schedule, { cron: "cron" }), filters: parseFilters(valueOf(schedule, "filters")) }];
  });
}

/** Keys of a job in a workflow that are no parameters of the job. */
const OWN_KEYS = new Set([
  "name",
  "type",
  "requires",
  "context",
  "filters",
  "matrix",
  "pre-steps",
  "post-steps",
  "serial-group",
  "override-with",
  "branches",
]);

function parseWorkflowJob(node: DocumentNode): WorkflowJob[] {
  if (node.kind === "scalar") {
    const nothing = { requires: [], contexts: [], filters: {}, arguments: [], matrix: [], preSteps: [], postSteps: [] };
    return [{ job: node, place: node.place, ...nothing }];
  }
  const entry = node.kind === "map" ? node.entries[0] : undefined;
  if (entry === undefined) return [];
  const { key, value } = entry;
  return [
    {
      job: key,
      place: node.place,
      ...pickScalars(value, { name: "name", type: "type" }),
      requires: parseRequires(valueOf(value, "requires")),
      contexts: scalarsWithin(valueOf(value, "context")),
      filters: parseFilters(valueOf(value, "filters") ?? valueOf(value, "branches")),
      arguments: parseArguments(value, OWN_KEYS),
      matrix: parseArguments(valueOf(valueOf(value, "matrix"), "parameters")),
      preSteps: parseSteps(valueOf(value, "pre-steps")),
      postSteps: parseSteps(valueOf(value, "post-steps")),
    },
  ];
}

/** Names, and maps from a name to the outcomes that will do. */
function parseRequires(node: DocumentNode | undefined): WorkflowJob["requires"] {
  const items = node?.kind === "sequence" ? node.items : node === undefined ? [] : [node];
  return items.flatMap((item) => (item.kind === "map" ? item.entries.map(({ key }) => key) : scalarsWithin(item)));
}

/** Whether a file says that it is a set-up configuration. */
export function setupOf(root: DocumentNode): { readonly setup?: Workflow["name"] } {
  const setup = scalarOf(root, "setup");
  return setup?.value === "true" ? { setup } : {};
}
