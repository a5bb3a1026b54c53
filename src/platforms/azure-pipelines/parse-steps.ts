import { valueOf } from "../document/access.ts";
import type { DocumentNode, Mapping } from "../document/tree.ts";
import { STEP_KINDS, type Step } from "./model.ts";
import { entriesOf, guardsOf, isWork, itemsOf, parseBindings, parseCall, pick } from "./parse-parts.ts";

/** Keys of a step that are no settings of its kind. */
const COMMON = new Set(["name", "displayName", "condition", "continueOnError", "enabled", "env", "inputs", "target"]);

/** The steps of a list; those that a template of steps is given stand behind the call. */
export function parseSteps(node: DocumentNode | undefined): Step[] {
  return mapsOfSteps(node).flatMap((item, index) => parseStep(item, index + 1));
}

function mapsOfSteps(node: DocumentNode | undefined): Mapping[] {
  return itemsOf(node).flatMap((item) => {
    if (item.kind !== "map") return [];
    return valueOf(item, "template") === undefined ? [item] : [item, ...givenSteps(item)];
  });
}

/** Lists of steps among the parameters of a template, at any depth. */
function givenSteps(call: DocumentNode): Mapping[] {
  return listsOfWork(valueOf(call, "parameters"), "step").flatMap(mapsOfSteps);
}

/** Lists of one kind of work below a node. */
export function listsOfWork(node: DocumentNode | undefined, kind: "step" | "job" | "stage"): DocumentNode[] {
  if (node === undefined || node.kind === "scalar") return [];
  if (node.kind === "map") return node.entries.flatMap(({ value }) => listsOfWork(value, kind));
  if (!node.items.some(isWork)) return node.items.flatMap((item) => listsOfWork(item, kind));
  return kindOfWork(node.items) === kind ? [node] : [];
}

function kindOfWork(items: readonly DocumentNode[]): "step" | "job" | "stage" {
  const keys = new Set(items.flatMap(entriesOf).map(({ key }) => key.value));
  if (keys.has("stage")) return "stage";
  return ["job", "deployment", "phase"].some((key) => keys.has(key)) ? "job" : "step";
}

function parseStep(node: Mapping, number: number): Step[] {
  const kind = STEP_KINDS.find((one) => valueOf(node, one) !== undefined);
  const value = kind === undefined ? undefined : valueOf(node, kind);
  if (kind === undefined || value?.kind !== "scalar") return [];
  const own = node.entries.filter(({ key }) => key.value !== kind && !COMMON.has(key.value));
  const call = parseCall(node);
  return [
    {
      kind,
      value,
      place: node.place,
      number,
      ...pick(node, "name", "displayName", "condition", "continueOnError", "enabled", "target", "workingDirectory"),
      guards: guardsOf(node),
      inputs: kind === "task" ? parseBindings(valueOf(node, "inputs")) : parseBindings({ ...node, entries: own }),
      env: parseBindings(valueOf(node, "env")),
      ...(call !== undefined && { call }),
    },
  ];
}
