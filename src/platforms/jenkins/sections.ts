import { levelOfBindings, levelOfEnv, levelOfEnvironment } from "./bind.ts";
import { calleeOf, closureOf, unnamed } from "./calls.ts";
import type { Call, Closure, Node } from "./groovy/nodes.ts";
import { emptyLevel, type Level, type Reach, type Walk } from "./reach.ts";

const isSection = (node: Node, name: string): node is Call => node.kind === "call" && calleeOf(node) === name;

/** Reads a pipeline or a stage: its environment first, since all other sections have it. */
export function readSections(walk: Walk, outer: Reach, { body }: Closure): void {
  let reach: Reach = { ...outer, locals: [new Map(), ...outer.locals] };
  const add = (level: Level): void => {
    if (level.held.size > 0) reach = { ...reach, levels: [level, ...reach.levels] };
  };
  for (const node of body) if (isSection(node, "matrix")) add(axesOf(node));
  for (const node of body) {
    if (isSection(node, "environment")) add(levelOfEnvironment(walk, reach, closureOf(node)?.body ?? []));
  }
  for (const node of body) {
    if (!isSection(node, "options")) continue;
    for (const option of closureOf(node)?.body ?? []) {
      if (isSection(option, "withCredentials")) add(levelOfBindings(walk, reach, unnamed(option)[0]));
      if (isSection(option, "withEnv")) add(levelOfEnv(walk, reach, unnamed(option)[0]));
    }
  }
  walk.read(body, reach);
}

/** Names of a matrix's axes are variables, and no secrets. */
function axesOf(matrix: Call): Level {
  const level = emptyLevel();
  const visit = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      if (node.kind !== "call") continue;
      const [name] = unnamed(node);
      if (calleeOf(node) === "name" && name?.kind === "text") level.held.set(name.scalar.value, []);
      if (/^(?:axes|axis)$/.test(calleeOf(node))) visit(closureOf(node)?.body ?? []);
    }
  };
  visit(closureOf(matrix)?.body ?? []);
  return level;
}
