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

function call(node: SyntaxNode, source: string): Call | undefined {
  if (node.type !== "call_expression") return undefined;
  const args = node.field("arguments");
  if (args === undefined) return undefined;
  return {
    node,
    callee: called(node.field("function"), source),
    args: args.children.filter(({ type }) => type !== "comment"),
  };
}

type OfParent = (parent: SyntaxNode, child: SyntaxNode, source: string) => Role | undefined;

/** Names and values stand in lists on either side: `user, password := "…", "…"`. */
const ofExpressions: OfParent = (parent, child, source) => {
  const above = parent.parent;
  const names = above?.field("left") ?? above?.field("name");
  if (above === undefined || names === undefined || isAt(names, parent)) return undefined;
  const index = among(parent.children, child);
  const listed = above.field("left")?.children ?? above.children.filter(({ type }) => type === "identifier");
  const name = listed[index];
  return name === undefined ? undefined : { kind: "named", name: written(name, source), how: "assigned" };
};

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
  literal_element: () => SAME,
  unary_expression: () => SAME,
  // `[]byte("…")`, `Secret("…")`: the type is no call.
  type_conversion_expression: () => SAME,
  expression_list: ofExpressions,
  binary_expression: ofBinary,
  literal_value: (parent, child) => ({ kind: "element", index: among(parent.children, child) }),
  keyed_element(parent, child, source) {
    const [key, value] = parent.children;
    if (key === undefined || value === undefined || isAt(key, child)) return idle("key");
    return { kind: "named", name: written(key, source), how: "pair" };
  },
  argument_list(parent, child, source) {
    const found = parent.parent === undefined ? undefined : call(parent.parent, source);
    const index = found === undefined ? -1 : among(found.args, child);
    return found === undefined || index === -1 ? undefined : { kind: "argument", call: found, index };
  },
  index_expression: () => idle("index"),
  import_spec: () => idle("import"),
  field_declaration: () => idle("tag"),
  expression_case: (parent, _, source) => ({ kind: "compared", with: written(parent.parent?.field("value"), source) }),
  expression_statement: () => idle("statement"),
};

export const go: Grammar = {
  texts: new Set(
    "interpreted_string_literal raw_string_literal interpreted_string_literal_content raw_string_literal_content escape_sequence".split(
      " ",
    ),
  ),
  names: new Set("identifier field_identifier package_identifier selector_expression type_identifier".split(" ")),
  content: (node) =>
    node.type === "interpreted_string_literal" || node.type === "raw_string_literal"
      ? { start: node.start + 1, end: node.end - 1 }
      : undefined,
  operands(node, source) {
    const [left, right] = [node.field("left"), node.field("right")];
    if (node.type !== "binary_expression" || left === undefined || right === undefined) return undefined;
    return between(left, right, source) === "+" ? [left, right] : undefined;
  },
  call,
  role(parent, child, source) {
    const found = ROLES[parent.type];
    return found === undefined ? undefined : found(parent, child, source);
  },
};
