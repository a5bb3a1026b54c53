import { placedText } from "../document/tree.ts";
import { pathOf } from "./calls.ts";
import type { Call, Node } from "./groovy/nodes.ts";
import { type Composed, type ComposedHole, localOf, type Reach, type Walk } from "./reach.ts";

/** Methods that leave a text what it is, but for blanks. */
const KEEPING = /^(?:stripIndent|stripMargin|trim|toString|strip)$/;

/** Variables that are looked up one after the other. */
const MAX_DEPTH = 8;

/** A node as the texts that it may be, with their holes: one for each branch of a choice. Nothing where it is no text. */
export function textsOf(walk: Walk, reach: Reach, node: Node | undefined, depth = 0): Composed[] {
  if (node === undefined || depth > MAX_DEPTH) return [];
  switch (node.kind) {
    case "text":
      return [{ ...placedText(node.scalar), holes: node.holes }];
    case "operation":
      return node.isSum && node.operands.length > 1 ? sumOf(walk, reach, node.operands, depth) : [];
    case "choice":
      return node.values.flatMap((value) => textsOf(walk, reach, value, depth + 1));
    case "call":
      return ofCall(walk, reach, node, depth);
    case "name":
    case "member": {
      const bound = boundTo(walk, reach, node);
      return bound === undefined ? [] : textsOf(walk, reach, bound, depth + 1);
    }
    default:
      return [];
  }
}

/** A text that a method leaves as it is, or the one that stands in for what a map lacks: `args.get('id', 'shop')`. */
function ofCall(walk: Walk, reach: Reach, { callee, args }: Call, depth: number): Composed[] {
  if (callee.kind !== "member") return [];
  if (KEEPING.test(callee.name)) return textsOf(walk, reach, callee.of, depth + 1);
  return callee.name === "get" && args.length === 2 ? textsOf(walk, reach, args[1]?.value, depth + 1) : [];
}

/** What a name was set to, in Groovy or in the environment. */
function boundTo(walk: Walk, reach: Reach, node: Node): Node | undefined {
  const path = pathOf(node);
  const local = localOf(reach, path);
  if (local !== undefined) return local.node;
  const map = node.kind === "member" ? localOf(reach, pathOf(node.of))?.node : undefined;
  if (map?.kind === "list" && node.kind === "member")
    return map.items.find(({ name }) => name?.name === node.name)?.value;
  const name = path.replace(/^env\./, "");
  const level = [...reach.levels, walk.exported].find(({ texts, held }) => texts.has(name) || held.has(name));
  return level?.texts.get(name);
}

/** Texts one behind the other; what is none stands as a hole. */
function sumOf(walk: Walk, reach: Reach, operands: readonly Node[], depth: number): Composed[] {
  const parts: { readonly from: number; readonly text: Composed }[] = [];
  const holes: ComposedHole[] = [];
  let value = "";
  let isText = false;
  for (const operand of operands) {
    // A variable in a sum is a hole, as it would be in a text.
    const known =
      operand.kind === "name" || operand.kind === "member" ? undefined : textsOf(walk, reach, operand, depth + 1)[0];
    isText ||= known !== undefined;
    const text: Composed = known ?? { value: `\${${pathOf(operand) || "…"}}`, placeOf: () => operand.place, holes: [] };
    if (known === undefined) holes.push({ start: value.length, end: value.length + text.value.length, node: operand });
    for (const { start, end, node } of text.holes)
      holes.push({ start: value.length + start, end: value.length + end, node });
    parts.push({ from: value.length, text });
    value += text.value;
  }
  const [first] = parts;
  if (!isText || first === undefined) return [];
  const placeOf: Composed["placeOf"] = (start, end) => {
    const { from, text } = parts.findLast((part) => part.from <= start) ?? first;
    return text.placeOf(start - from, Math.min(end - from, text.value.length));
  };
  return [{ value, placeOf, holes }];
}

/** The text that a node is, with all that is filled into it known; undefined where it is worked out. */
export function resolved(walk: Walk, reach: Reach, node: Node | undefined, depth = 0): string | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const found = textsOf(walk, reach, node);
  const [text] = found;
  if (text === undefined || found.length > 1) return undefined;
  let value = "";
  let from = 0;
  for (const hole of text.holes) {
    const inner = resolved(walk, reach, hole.node, depth + 1);
    if (inner === undefined) return undefined;
    value += text.value.slice(from, hole.start) + inner;
    from = hole.end;
  }
  return value + text.value.slice(from);
}
