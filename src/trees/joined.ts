import type { SyntaxNode } from "../core/syntax.ts";
import { type Grammar, SAME } from "./grammar.ts";

/** Constants that the code puts together: the node of the whole, and what stands between the quotes of each. */
export interface JoinedNode {
  readonly node: SyntaxNode;
  readonly parts: readonly { readonly start: number; readonly end: number }[];
}

/** Parts that are put together at most; what has more is no token, but a text of many lines. */
const MOST_PARTS = 40;

/** The largest sum of constants that a text is a part of; undefined where it stands alone. */
export function joinedFrom(text: SyntaxNode, grammar: Grammar, source: string): JoinedNode | undefined {
  let best: JoinedNode | undefined;
  let node = text;
  for (let { parent } = node; parent !== undefined; { parent } = node) {
    const isSum = grammar.operands(parent, source) !== undefined;
    if (!isSum && grammar.role(parent, node, source) !== SAME) break;
    const parts: { start: number; end: number }[] = [];
    if (isSum) {
      if (!gather(parent, grammar, source, parts)) break;
      best = { node: parent, parts };
    }
    node = parent;
  }
  return best;
}

/** Collects the parts of a sum; false where one of them is no constant. */
function gather(node: SyntaxNode, grammar: Grammar, source: string, parts: { start: number; end: number }[]): boolean {
  const content =
    grammar.content(node, source) ??
    grammar.constant?.(node, source) ??
    (node.type === "TemplateElement" ? elementContent(node, source) : undefined);
  if (content !== undefined) {
    parts.push(content);
    return parts.length <= MOST_PARTS;
  }
  const operands = grammar.operands(node, source) ?? onlyChild(node, grammar, source);
  return operands !== undefined && operands.every((one) => gather(one, grammar, source, parts));
}

/** Of a template's element its marks belong to the node: `}text${`. */
function elementContent(node: SyntaxNode, source: string): { start: number; end: number } {
  const written = source.slice(node.start, node.end);
  const front = /^[`}]/.test(written) ? 1 : 0;
  const back = written.endsWith("${") ? 2 : written.endsWith("`") ? 1 : 0;
  return { start: node.start + front, end: Math.max(node.start + front, node.end - back) };
}

function onlyChild(node: SyntaxNode, grammar: Grammar, source: string): readonly SyntaxNode[] | undefined {
  const [child, ...more] = node.children;
  return child !== undefined && more.length === 0 && grammar.role(node, child, source) === SAME ? [child] : undefined;
}
