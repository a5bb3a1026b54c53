import { collectNothing } from "../flow/collected.ts";
import { through } from "../flow/scope.ts";
import { setVariable } from "./bind.ts";
import { leave, levelOf } from "./blocks.ts";
import { calleeOf, closureOf } from "./calls.ts";
import { readAgent } from "./containers.ts";
import { goingOnOf, tolerated } from "./going-on.ts";
import type { Assignment, Call, Construct, Node } from "./groovy/nodes.ts";
import { guardOf } from "./guards.ts";
import type { JenkinsModel } from "./model.ts";
import { emptyLevel, type Local, localOf, type Reach, type Walk } from "./reach.ts";
import { readStep } from "./read-step.ts";
import { readSections } from "./sections.ts";
import { triggersOfStage } from "./triggers.ts";
import { carriedBy } from "./values.ts";

export function createWalk(model: JenkinsModel): Walk {
  const walk: Walk = {
    model,
    collected: collectNothing(),
    made: new Map(),
    exported: emptyLevel(),
    results: new Map(),
    seen: new Set(),
    left: new Set(),
    steps: new Map(),
    calls: new Map(),
    functions: new Map([
      ...(model.library?.functions ?? []).map((one) => [one.name, one.definition] as const),
      ...model.functions.map((one) => [one.name.name, one] as const),
    ]),
    parameters: new Map(model.parameters.map((one) => [one.name.value, one])),
    stages: new Map([...model.stages, ...(model.library?.stages ?? [])].map((one) => [one.call, one])),
    read: (nodes, reach) => readAll(walk, nodes, reach),
  };
  return walk;
}

function readAll(walk: Walk, nodes: readonly Node[], reach: Reach): void {
  nodes.forEach((node, index) => {
    const unheeded = tolerated(node, nodes[index + 1], nodes[index + 2]);
    readNode(walk, node, unheeded === undefined ? reach : { ...reach, goesOn: unheeded });
  });
}

const inner = (reach: Reach): Reach => ({ ...reach, locals: [new Map(), ...reach.locals] });

function readNode(walk: Walk, node: Node, reach: Reach): void {
  switch (node.kind) {
    case "call":
      return readCall(walk, node, reach);
    case "assignment":
      return readAssignment(walk, node, reach);
    case "definition":
      return;
    case "construct":
      if (node.keyword === "class") return readClass(walk, node.body, reach);
      readAll(walk, node.head, reach);
      return readAll(walk, node.body, inner(guarded(reach, node)));
    case "closure": {
      const own = inner(reach);
      for (const name of node.parameters) own.locals[0]?.set(name, { carried: [] });
      return readAll(walk, node.body, own);
    }
    case "text":
      return node.holes.forEach((hole) => readNode(walk, hole.node, reach));
    case "member":
      return readNode(walk, node.of, reach);
    case "list":
      return node.items.forEach(({ value }) => readNode(walk, value, reach));
    case "operation":
      return node.operands.forEach((one) => readNode(walk, one, reach));
    case "choice":
      if (node.condition !== undefined) readNode(walk, node.condition, reach);
      return node.values.forEach((one) => readNode(walk, one, reach));
    default:
  }
}

/** What is asked of the branch narrows down who may have started what is within. */
function guarded(reach: Reach, { keyword, head }: Construct): Reach {
  const guard = keyword === "if" ? guardOf(head) : undefined;
  if (guard === undefined) return reach;
  const triggers = reach.site.triggers.filter(({ untrusted }) => untrusted === (guard === "request"));
  return { ...reach, site: { ...reach.site, triggers } };
}

/** Methods of a class run wherever they are called, with nothing known around them. */
function readClass(walk: Walk, body: readonly Node[], reach: Reach): void {
  for (const node of body) {
    if (node.kind === "definition") readFunction(walk, node.parameters, node.body, reach, []);
  }
}

/** Reads the body of a function, with what its parameters are given. */
export function readFunction(
  walk: Walk,
  parameters: readonly string[],
  body: readonly Node[],
  reach: Reach,
  given: readonly Local[],
): void {
  const own = new Map(parameters.map((name, index): [string, Local] => [name, given[index] ?? { carried: [] }]));
  readAll(walk, body, { ...reach, locals: [own, ...reach.locals.slice(-1)] });
}

function readAssignment(walk: Walk, { target, value, isDeclaration, adds }: Assignment, reach: Reach): void {
  readNode(walk, value, reach);
  if (target.kind === "member") {
    const { of, name } = target;
    if (of.kind === "name" && of.name === "env") setVariable(walk, reach, walk.exported, name, value);
    else readNode(walk, of, reach);
    return;
  }
  if (target.kind === "list") {
    const carried = carriedBy(walk, reach, value);
    for (const one of target.items)
      if (one.value.kind === "name") set(reach, one.value.name, { carried }, isDeclaration);
    return;
  }
  if (target.kind !== "name") return;
  const carried = through(carriedBy(walk, reach, value), target.place);
  const before = isDeclaration ? undefined : localOf(reach, target.name);
  if (adds) set(reach, target.name, { carried: [...(before?.carried ?? []), ...carried] }, isDeclaration);
  else set(reach, target.name, before === undefined ? { carried, node: value } : { carried }, isDeclaration);
}

/** A variable that nothing declares is one of the whole file. */
function set({ locals }: Reach, name: string, local: Local, isDeclaration: boolean): void {
  const level = isDeclaration ? locals[0] : (locals.find((one) => one.has(name)) ?? locals.at(-1));
  level?.set(name, local);
}

function readCall(walk: Walk, call: Call, reach: Reach): void {
  const name = calleeOf(call);
  const stage = walk.stages.get(call);
  if (stage !== undefined) {
    const site = { ...reach.site, job: stage.name, triggers: triggersOfStage(reach.site.triggers, stage) };
    return readSections(walk, { ...reach, site }, stage.body);
  }
  const body = closureOf(call);
  if (name === "pipeline" && body !== undefined) return readSections(walk, reach, body);
  // What these hold says how builds start and what they ask for; the model has it.
  if (/^(?:parameters|triggers|pipelineTriggers|properties|when|tools|libraries|environment|library|@\w+)$/.test(name))
    return;
  if (name === "agent") return readAgent(walk, reach, call);
  readStep(walk, reach, call, name);
  const own = { ...reach, ...goingOnOf(call, reach) };
  const level = levelOf(walk, own, call, name);
  // A chain of calls reads what it is called on.
  if (call.callee.kind === "member") readNode(walk, call.callee.of, own);
  for (const { value } of call.args) {
    if (value.kind !== "closure") readNode(walk, value, own);
    else if (level === undefined) readNode(walk, value, own);
    else {
      readNode(walk, value, { ...own, levels: [level, ...own.levels] });
      leave(walk, level);
    }
  }
}
