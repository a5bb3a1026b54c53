import type { Unit } from "../../core/source.ts";
import type { DocumentProblem } from "../../core/stages.ts";
import { entryOf, isNull, scalarsOf, valueOf } from "../document/access.ts";
import { pickScalars } from "../document/pick-scalars.ts";
import type { DocumentNode, Mapping, Scalar } from "../document/tree.ts";
import type { Event, Workflow } from "./model.ts";
import { parseJob } from "./parse-job.ts";
import {
  bindingsOf,
  parseBindings,
  parseConcurrency,
  parseDefaults,
  parseInputs,
  parsePermissions,
} from "./parse-parts.ts";

/** A workflow's model; none where it has no map of jobs to look at. */
export function parseWorkflow(unit: Unit, root: Mapping): { model?: Workflow; problems: readonly DocumentProblem[] } {
  const jobs = entryOf(root, "jobs");
  if (jobs?.value.kind !== "map") {
    const { span } = jobs?.key.place ?? { span: { start: root.place.span.start, end: root.place.span.start } };
    const message = jobs === undefined ? "is a workflow without `jobs`" : "has `jobs` that are not a map";
    return { problems: [{ span, message, hint: "Write `jobs:` with a name for each job below it." }] };
  }
  const model: Workflow = {
    kind: "workflow",
    unit: unit.id,
    path: unit.path,
    ...pickScalars(root, { name: "name", runName: "run-name" }),
    on: parseEvents(valueOf(root, "on") ?? valueOf(root, "true")),
    ...parsePermissions(root, unit.bytes),
    env: parseBindings(valueOf(root, "env")),
    defaults: parseDefaults(valueOf(root, "defaults")),
    ...parseConcurrency(root),
    jobs: jobs.value.entries.flatMap(({ key, value }) =>
      value.kind === "map" ? [parseJob(key, value, unit.bytes)] : [],
    ),
  };
  return { model, problems: [] };
}

/** `on` as one word, a list of words or a map. */
function parseEvents(node: DocumentNode | undefined): Event[] {
  if (node?.kind !== "map") return scalarsOf(node).map((name) => parseEvent(name, undefined));
  return node.entries.map(({ key, value }) => parseEvent(key, value));
}

const INNER_MAPS = new Set(["inputs", "secrets", "outputs"]);

function parseEvent(name: Scalar, node: DocumentNode | undefined): Event {
  const entries = node?.kind === "map" ? node.entries : [];
  const secrets = valueOf(node, "secrets");
  const outputs = valueOf(node, "outputs");
  return {
    name,
    filters: entries
      .filter(({ key }) => !INNER_MAPS.has(key.value))
      .map(({ key, value }) => ({ name: key, values: scalarsOf(value).filter((item) => !isNull(item)) })),
    crons: node?.kind === "sequence" ? node.items.flatMap((item) => scalarsOf(valueOf(item, "cron"))) : [],
    inputs: parseInputs(valueOf(node, "inputs")),
    secrets: secrets?.kind === "map" ? secrets.entries.map(({ key, value }) => declared(key, value)) : [],
    outputs: outputs?.kind === "map" ? outputs.entries.flatMap(({ key, value }) => outputOf(key, value)) : [],
  };
}

const declared = (name: Scalar, node: DocumentNode) => ({ name, ...pickScalars(node, { required: "required" }) });

function outputOf(name: Scalar, node: DocumentNode) {
  return bindingsOf(node).flatMap((binding) =>
    binding.name.value === "value" ? [{ name, value: binding.value }] : [],
  );
}
