import type { Argument, Call, Closure, Node, Text } from "./groovy/nodes.ts";

/** What is called, with dots: `docker.image`, `sh`; empty where it is worked out. */
export function calleeOf({ callee }: Call): string {
  return pathOf(callee);
}

/** A name with its members, as written; empty for anything else. */
export function pathOf(node: Node): string {
  if (node.kind === "name") return node.name;
  if (node.kind !== "member") return "";
  const of = pathOf(node.of);
  return of === "" ? "" : `${of}.${node.name}`;
}

/** The value of a named argument, also where they are given as one map in brackets. */
export function named(call: Call, name: string): Node | undefined {
  return entriesOf(call).find((one) => one.name?.name === name)?.value;
}

/** Named arguments, also those in a list that is the only argument. */
export function entriesOf({ args }: Call): readonly Argument[] {
  const [only] = args;
  if (
    only?.name === undefined &&
    only?.value.kind === "list" &&
    only.value.items.some(({ name }) => name !== undefined)
  )
    return only.value.items;
  return args;
}

/** Arguments without names, closures left out. */
export const unnamed = ({ args }: Call): readonly Node[] =>
  args.filter(({ name, value }) => name === undefined && value.kind !== "closure").map(({ value }) => value);

export function closureOf({ args }: Call): Closure | undefined {
  const last = args.at(-1);
  return last?.name === undefined && last?.value.kind === "closure" ? last.value : undefined;
}

/** A named argument, or the first one without a name. */
export const told = (call: Call, name: string): Node | undefined => named(call, name) ?? unnamed(call)[0];

/** A text into which nothing is filled. */
export const plainText = (node: Node | undefined): Text | undefined =>
  node?.kind === "text" && node.holes.length === 0 ? node : undefined;

export const valueOf = (node: Node | undefined): string | undefined => plainText(node)?.scalar.value;

/** Items of a list, or the node as its only one. */
export const itemsOf = (node: Node | undefined): readonly Node[] =>
  node === undefined ? [] : node.kind === "list" ? node.items.map(({ value }) => value) : [node];

/** The nodes right below one. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case "text":
      return node.holes.map((hole) => hole.node);
    case "member":
      return [node.of];
    case "call":
      return [node.callee, ...node.args.map(({ value }) => value)];
    case "list":
      return node.items.map(({ value }) => value);
    case "closure":
    case "definition":
      return node.body;
    case "operation":
      return node.operands;
    case "choice":
      return node.condition === undefined ? node.values : [node.condition, ...node.values];
    case "assignment":
      return [node.target, node.value];
    case "construct":
      return [...node.head, ...node.body];
    default:
      return [];
  }
}

/** All calls in some nodes, at any depth, in the order of the file. */
export function callsIn(nodes: readonly Node[], within: (call: Call) => boolean = () => true): Call[] {
  const found: Call[] = [];
  const visit = (node: Node): void => {
    if (node.kind === "call") {
      found.push(node);
      if (!within(node)) return;
    }
    for (const child of childrenOf(node)) visit(child);
  };
  for (const node of nodes) visit(node);
  return found;
}
