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

const isNoComment = ({ type }: SyntaxNode): boolean => !type.endsWith("comment");

function call(node: SyntaxNode, source: string): Call | undefined {
  const args = node.field("arguments");
  if (args === undefined || args.type !== "argument_list") return undefined;
  const object = node.field("object");
  const name = written(node.field("name") ?? node.field("type"), source);
  const callee = object === undefined ? name : `${called(object, source)}.${name}`;
  return { node, callee, args: args.children.filter(isNoComment) };
}

type OfParent = (parent: SyntaxNode, child: SyntaxNode, source: string) => Role | undefined;

const ofBinary: OfParent = (parent, child, source) => {
  const [left, right] = [parent.field("left"), parent.field("right")];
  if (left === undefined || right === undefined) return undefined;
  const operator = between(left, right, source);
  if (operator === "+") return PIECE;
  if (operator !== "==" && operator !== "!=") return undefined;
  return { kind: "compared", with: written(isAt(right, child) ? left : right, source) };
};

const ROLES: Readonly<Record<string, OfParent>> = {
  parenthesized_expression: () => SAME,
  cast_expression: () => SAME,
  ternary_expression: (parent, child) => (isAt(parent.field("condition"), child) ? undefined : SAME),
  variable_declarator: (parent, child, source) =>
    isAt(parent.field("value"), child)
      ? { kind: "named", name: written(parent.field("name"), source), how: "assigned" }
      : undefined,
  assignment_expression: (parent, child, source) =>
    isAt(parent.field("right"), child)
      ? { kind: "named", name: written(parent.field("left"), source), how: "assigned" }
      : undefined,
  binary_expression: ofBinary,
  array_initializer: (parent, child) => ({ kind: "element", index: among(parent.children, child) }),
  element_value_array_initializer: (parent, child) => ({ kind: "element", index: among(parent.children, child) }),
  element_value_pair: (parent, _, source) => ({
    kind: "named",
    name: written(parent.field("key"), source),
    how: "keyword",
  }),
  argument_list(parent, child, source) {
    if (parent.parent?.type === "enum_constant") return idle("member");
    const found = parent.parent === undefined ? undefined : call(parent.parent, source);
    const index = found === undefined ? -1 : among(found.args, child);
    return found === undefined || index === -1 ? undefined : { kind: "argument", call: found, index };
  },
  method_invocation(parent, child, source) {
    const found = call(parent, source);
    if (found === undefined || !isAt(parent.field("object"), child)) return undefined;
    return { kind: "receiver", call: found, method: written(parent.field("name"), source) };
  },
  throw_statement: () => ({ kind: "thrown" }),
  switch_label: () => idle("key"),
  annotation_argument_list: () => ({ kind: "element", index: 0 }),
  expression_statement: () => idle("statement"),
};

export const java: Grammar = {
  texts: new Set([
    "string_literal",
    "string_fragment",
    "multiline_string_fragment",
    "escape_sequence",
    "character_literal",
  ]),
  names: new Set("identifier field_access type_identifier scoped_identifier scoped_type_identifier".split(" ")),
  content(node, source) {
    if (node.type !== "string_literal") return undefined;
    const quotes = source.startsWith('"""', node.start) ? 3 : 1;
    return { start: node.start + quotes, end: node.end - quotes };
  },
  constant(node) {
    if (node.type === "decimal_integer_literal") return { start: node.start, end: node.end };
    return node.type === "character_literal" ? { start: node.start + 1, end: node.end - 1 } : undefined;
  },
  operands(node, source) {
    const [left, right] = [node.field("left"), node.field("right")];
    if (node.type !== "binary_expression" || left === undefined || right === undefined) return undefined;
    return between(left, right, source) === "+" ? [left, right] : undefined;
  },
  call,
  role: (parent, child, source) => ROLES[parent.type]?.(parent, child, source),
};
