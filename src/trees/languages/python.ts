import type { SyntaxNode } from "../../core/syntax.ts";
import {
  among,
  between,
  type Call,
  called,
  type Grammar,
  type IdlePlace,
  isAt,
  PIECE,
  type Role,
  SAME,
  written,
} from "../grammar.ts";

const idle = (place: IdlePlace): Role => ({ kind: "idle", place });

const isKeyword = ({ type }: SyntaxNode): boolean => type === "keyword_argument";

function call(node: SyntaxNode, source: string): Call | undefined {
  const args = node.type === "call" ? node.field("arguments") : undefined;
  if (args === undefined || args.type !== "argument_list") return undefined;
  const positional = args.children.filter((one) => !isKeyword(one) && one.type !== "comment");
  return { node, callee: called(node.field("function"), source), args: positional };
}

function ofList(parent: SyntaxNode, child: SyntaxNode): Role {
  return { kind: "element", index: among(parent.children, child) };
}

/** `a, b = "…", "…"` has a list on either side. */
function ofAssignment(parent: SyntaxNode, child: SyntaxNode, source: string): Role | undefined {
  if (!isAt(parent.field("right"), child)) return isAt(parent.field("type"), child) ? idle("type") : undefined;
  return { kind: "named", name: written(parent.field("left"), source), how: "assigned" };
}

function ofExpressions(parent: SyntaxNode, child: SyntaxNode, source: string): Role | undefined {
  const above = parent.parent;
  if (above?.type !== "assignment" || !isAt(above.field("right"), parent)) return ofList(parent, child);
  const target = above.field("left")?.children[among(parent.children, child)];
  return target === undefined ? undefined : { kind: "named", name: written(target, source), how: "assigned" };
}

function ofComparison(parent: SyntaxNode, child: SyntaxNode, source: string): Role | undefined {
  const [left, right, ...more] = parent.children;
  if (left === undefined || right === undefined || more.length > 0) return undefined;
  const isRight = isAt(right, child);
  const operator = between(left, right, source);
  if (operator !== "==" && operator !== "!=") return undefined;
  return { kind: "compared", with: written(isRight ? left : right, source) };
}

type OfParent = (parent: SyntaxNode, child: SyntaxNode, source: string) => Role | undefined;

const ofParameter: OfParent = (parent, child, source) =>
  isAt(parent.field("value"), child)
    ? { kind: "named", name: written(parent.field("name"), source), how: "parameter" }
    : idle("type");

const ROLES: Readonly<Record<string, OfParent>> = {
  parenthesized_expression: () => SAME,
  await: () => SAME,
  conditional_expression: (parent, child) => (isAt(parent.children[1], child) ? undefined : SAME),
  assignment: ofAssignment,
  augmented_assignment: ofAssignment,
  named_expression: (parent, _, source) => ({
    kind: "named",
    name: written(parent.field("name"), source),
    how: "assigned",
  }),
  expression_list: ofExpressions,
  tuple: ofExpressions,
  list: ofList,
  set: ofList,
  keyword_argument: (parent, _, source) => ({
    kind: "named",
    name: written(parent.field("name"), source),
    how: "keyword",
  }),
  default_parameter: ofParameter,
  typed_default_parameter: ofParameter,
  pair: (parent, child, source) =>
    isAt(parent.field("key"), child)
      ? idle("key")
      : { kind: "named", name: written(parent.field("key"), source), how: "pair" },
  argument_list(parent, child, source) {
    const found = parent.parent === undefined ? undefined : call(parent.parent, source);
    const index = found === undefined ? -1 : among(found.args, child);
    return found === undefined || index === -1 ? undefined : { kind: "argument", call: found, index };
  },
  boolean_operator(parent, child, source) {
    const [left, right] = [parent.field("left"), parent.field("right")];
    if (left === undefined || right === undefined) return undefined;
    const isOr = between(left, right, source) === "or";
    if (!isAt(right, child)) return isOr ? SAME : undefined;
    return isOr ? { kind: "fallback", of: written(left, source) } : SAME;
  },
  comparison_operator: ofComparison,
  binary_operator: () => PIECE,
  concatenated_string: () => PIECE,
  interpolation: () => PIECE,
  format_expression: () => PIECE,
  subscript: (parent, child) => (isAt(parent.children[0], child) ? undefined : idle("index")),
  attribute(parent, _, source) {
    const found = parent.parent === undefined ? undefined : call(parent.parent, source);
    if (found === undefined || !isAt(parent.parent?.field("function"), parent)) return undefined;
    return { kind: "receiver", call: found, method: written(parent.field("attribute"), source) };
  },
  expression_statement: () => idle("statement"),
  raise_statement: () => ({ kind: "thrown" }),
  type: () => idle("type"),
  case_pattern: () => idle("key"),
};

export const python: Grammar = {
  texts: new Set(["string", "string_content", "string_start", "string_end", "escape_sequence"]),
  names: new Set(["identifier", "attribute", "type"]),
  content(node) {
    if (node.type !== "string") return undefined;
    const first = node.children[0];
    const last = node.children.at(-1);
    if (first?.type !== "string_start" || last?.type !== "string_end") return undefined;
    if (node.children.some(({ type }) => type === "interpolation")) return undefined;
    return { start: first.end, end: last.start };
  },
  operands(node, source) {
    if (node.type === "concatenated_string") return node.children.filter(({ type }) => type !== "comment");
    if (node.type === "parenthesized_expression") return undefined;
    const [left, right] = [node.field("left"), node.field("right")];
    if (node.type !== "binary_operator" || left === undefined || right === undefined) return undefined;
    return between(left, right, source) === "+" ? [left, right] : undefined;
  },
  call,
  role: (parent, child, source) => ROLES[parent.type]?.(parent, child, source),
};
