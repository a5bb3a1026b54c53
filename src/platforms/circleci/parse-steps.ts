import { asScalar, isNull, scalarOf, valueOf } from "../document/access.ts";
import { pickScalars } from "../document/pick-scalars.ts";
import type { DocumentNode, Scalar } from "../document/tree.ts";
import type { Argument, Parameter, RunStep, Step } from "./model.ts";
import { parseEnvironment, scalarsWithin } from "./parse-parts.ts";

/** Steps that CircleCI itself brings, but for those that run a script or choose steps. */
const BUILT_IN = new Set([
  "checkout",
  "setup_remote_docker",
  "save_cache",
  "restore_cache",
  "store_artifacts",
  "store_test_results",
  "persist_to_workspace",
  "attach_workspace",
  "add_ssh_keys",
]);

/** Steps of a list; what is no step is left out. */
export function parseSteps(node: DocumentNode | undefined): Step[] {
  const inserted = asScalar(node);
  if (inserted !== undefined) {
    return inserted.value.includes("<<") ? [{ kind: "steps", place: inserted.place, source: inserted }] : [];
  }
  return node?.kind === "sequence" ? node.items.flatMap(parseStep) : [];
}

function parseStep(node: DocumentNode): Step[] {
  // An alias of a whole list among the steps: CircleCI takes its steps one by one.
  if (node.kind === "sequence") return node.items.flatMap(parseStep);
  if (node.kind === "scalar") return isNull(node) ? [] : [namedStep(node, undefined)];
  const [entry] = node.entries;
  if (entry === undefined) return [];
  const { key, value } = entry;
  switch (key.value) {
    case "run":
      return parseRun(node, value);
    case "deploy":
      // The step of that name is the same; without a script it is a command of the file.
      return value.kind === "map" && scalarOf(value, "command") === undefined
        ? [namedStep(key, value)]
        : parseRun(node, value);
    case "when":
    case "unless":
      return [{ kind: "conditional", place: node.place, steps: parseSteps(valueOf(value, "steps")) }];
    case "steps":
      return parseSteps(value);
    default:
      return [namedStep(key, value)];
  }
}

function namedStep(name: Scalar, value: DocumentNode | undefined): Step {
  const place =
    value === undefined
      ? name.place
      : {
          unit: name.place.unit,
          span: { start: name.place.span.start, end: Math.max(name.place.span.end, value.place.span.end) },
        };
  if (!BUILT_IN.has(name.value)) return { kind: "call", place, name, arguments: parseArguments(value) };
  const entries = value?.kind === "map" ? value.entries : [];
  const settings = entries.map((entry) => ({ name: entry.key, values: scalarsWithin(entry.value) }));
  return { kind: "built-in", place, name, settings };
}

function parseRun(step: DocumentNode, value: DocumentNode): RunStep[] {
  if (value.kind === "scalar") {
    return isNull(value) ? [] : [{ kind: "run", place: step.place, command: value, environment: [] }];
  }
  const command = scalarOf(value, "command");
  if (command === undefined) return [];
  return [
    {
      kind: "run",
      place: step.place,
      command,
      ...pickScalars(value, { name: "name", shell: "shell", background: "background", when: "when" }),
      environment: parseEnvironment(valueOf(value, "environment")),
    },
  ];
}

/** What parameters are given, by the entries of a map; `without` are keys that mean something else there. */
export function parseArguments(node: DocumentNode | undefined, without: ReadonlySet<string> = new Set()): Argument[] {
  const entries = node?.kind === "map" ? node.entries.filter(({ key }) => !without.has(key.value)) : [];
  return entries.map(({ key, value }) => {
    const isSteps = value.kind === "sequence" && value.items.some(isStep);
    return isSteps
      ? { name: key, values: [], steps: parseSteps(value) }
      : { name: key, values: scalarsWithin(value), steps: [] };
  });
}

/** Whether an item of a list can only be a step, since the type of an orb's parameter is not known here. */
function isStep(node: DocumentNode): boolean {
  if (node.kind === "scalar") return BUILT_IN.has(node.value);
  const key = node.kind === "map" ? node.entries[0]?.key.value : undefined;
  return key !== undefined && (BUILT_IN.has(key) || ["run", "when", "unless", "steps"].includes(key));
}

export function parseParameters(node: DocumentNode | undefined): Parameter[] {
  if (node?.kind !== "map") return [];
  return node.entries.map(({ key, value }) => {
    const preset = valueOf(value, "default");
    return {
      name: key,
      ...pickScalars(value, { type: "type", default: "default", description: "description" }),
      steps: preset?.kind === "sequence" ? parseSteps(preset) : [],
    };
  });
}
