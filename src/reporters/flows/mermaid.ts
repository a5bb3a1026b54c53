import type { FlowMap } from "../../core/flow-map.ts";
import { printable } from "../printable.ts";
import { type FlowEdge, type FlowNode, flowGraph } from "./graph.ts";

/** Brackets that draw a secret as a stadium, a job as a box, and what it reaches as a rounded box. */
const SHAPES = [
  ["([", "])"],
  ["[", "]"],
  ["(", ")"],
] as const;

/** The map as a Mermaid flowchart, as GitHub and GitLab draw it in Markdown. */
export function* renderFlowsMermaid(map: FlowMap): Iterable<string> {
  const { nodes, edges } = flowGraph(map);
  yield "flowchart LR\n";
  for (const node of nodes) yield `  ${drawn(node)}\n`;
  for (const edge of edges) yield `  ${arrow(edge)}\n`;
  const warned = nodes.filter(({ warning }) => warning !== undefined).map(({ id }) => `n${id}`);
  if (warned.length === 0) return;
  yield "  classDef warned stroke:#b3261e,stroke-width:2px\n";
  yield `  class ${warned.join(",")} warned\n`;
}

function drawn({ id, column, label, note, warning }: FlowNode): string {
  const [open, close] = SHAPES[column];
  const lines = [label, note, warning === undefined ? "" : `⚠ ${warning}`].filter((line) => line !== "");
  return `n${id}${open}"${lines.map(escaped).join("<br>")}"${close}`;
}

function arrow({ from, to, label, isUnmasked }: FlowEdge): string {
  const line = isUnmasked ? "-.->" : "-->";
  return `n${from} ${line}${label === "" ? "" : `|"${escaped(label)}"|`} n${to}`;
}

/** Mermaid reads quotes, markup and its own words in a text; it takes any character by its number. */
const escaped = (text: string): string =>
  printable(text).replace(/[^\p{L}\p{N} ._\-\/@:,·⚠]/gv, (character) => `#${character.codePointAt(0)};`);
