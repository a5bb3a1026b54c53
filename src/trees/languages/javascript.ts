import type { SyntaxNode } from "../../core/syntax.ts";
import { among, between, type Call, called, type Grammar, isAt, PIECE, type Role, SAME, written } from "../grammar.ts";

const idle = (place: "type" | "key" | "import" | "member" | "index" | "statement"): Role => ({ kind: "idle", place });

const isText = (node: SyntaxNode, source: string): boolean =>
  (node.type === "Literal" && /["']/.test(source[node.start] ?? "")) ||
  (node.type === "TemplateLiteral" && node.children.every(({ type }) => type === "TemplateElement"));

function call(node: SyntaxNode, source: string): Call | undefined {
  if (node.type !== "CallExpression" && node.type !== "NewExpression") return undefined;
  const callee = node.field("callee");
  const args = node.children.filter((one) => !isAt(callee, one) && !one.type.startsWith("TSType"));
  return { node, callee: called(callee, source), args };
}

/** What the sides of an operator are for it. */
function ofOperator(parent: SyntaxNode, child: SyntaxNode, source: string): Role | undefined {
  const [left, right] = [parent.field("left"), parent.field("right")];
  if (left === undefined || right === undefined) return undefined;
  const operator = between(left, right, source);
  const isRight = isAt(right, child);
  const other = written(isRight ? left : right, source);
  if (/^[!=]==?$/.test(operator)) return { kind: "compared", with: other };
  if (operator === "+") return PIECE;
  if (operator === "||" || operator === "??") return isRight ? { kind: "fallback", of: other } : SAME;
  return operator === "&&" && isRight ? SAME : undefined;
}

function ofAssignment(parent: SyntaxNode, child: SyntaxNode, source: string): Role | undefined {
  const left = parent.field("left");
  if (left === undefined || isAt(left, child)) return undefined;
  return { kind: "named", name: written(left, source), how: "assigned" };
}

function ofProperty(parent: SyntaxNode, child: SyntaxNode, source: string): Role {
  const key = parent.field("key");
  if (isAt(key, child) || key === undefined) return idle("key");
  return { kind: "named", name: written(key, source), how: "pair" };
}

function ofCall(parent: SyntaxNode, child: SyntaxNode, source: string): Role | undefined {
  const found = call(parent, source);
  if (found === undefined) return undefined;
  const index = among(found.args, child);
  return index === -1 ? undefined : { kind: "argument", call: found, index };
}

function ofMember(parent: SyntaxNode, child: SyntaxNode, source: string): Role | undefined {
  if (isAt(parent.field("property"), child)) return idle("index");
  const found = parent.parent === undefined ? undefined : call(parent.parent, source);
  if (found === undefined || !isAt(parent.parent?.field("callee"), parent)) return undefined;
  return { kind: "receiver", call: found, method: written(parent.field("property"), source) };
}

type OfParent = (parent: SyntaxNode, child: SyntaxNode, source: string) => Role | undefined;

const same: OfParent = () => SAME;

const ROLES: Readonly<Record<string, OfParent>> = {
  TSAsExpression: same,
  TSSatisfiesExpression: same,
  TSNonNullExpression: same,
  TSTypeAssertion: same,
  ChainExpression: same,
  AwaitExpression: same,
  SpreadElement: same,
  JSXExpressionContainer: same,
  ConditionalExpression: (parent, child) => (isAt(parent.field("test"), child) ? undefined : SAME),
  ArrayExpression: (parent, child) => ({ kind: "element", index: among(parent.children, child) }),
  VariableDeclarator: (parent, child, source) =>
    isAt(parent.field("init"), child)
      ? { kind: "named", name: written(parent.field("id"), source).replace(/\s*:.*$/s, ""), how: "assigned" }
      : undefined,
  AssignmentExpression: ofAssignment,
  AssignmentPattern: (parent, child, source) =>
    isAt(parent.field("right"), child)
      ? { kind: "named", name: written(parent.field("left"), source).replace(/\s*:.*$/s, ""), how: "parameter" }
      : undefined,
  LogicalExpression: ofOperator,
  BinaryExpression: ofOperator,
  Property: ofProperty,
  PropertyDefinition: ofProperty,
  AccessorProperty: ofProperty,
  CallExpression: ofCall,
  NewExpression: ofCall,
  MemberExpression: ofMember,
  JSXAttribute: (parent, _, source) => ({ kind: "attribute", name: written(parent.field("name"), source) }),
  TSLiteralType: () => idle("type"),
  TSEnumMember: () => idle("member"),
  TSPropertySignature: () => idle("key"),
  TSMethodSignature: () => idle("key"),
  MethodDefinition: () => idle("key"),
  ImportDeclaration: () => idle("import"),
  ImportExpression: () => idle("import"),
  ExportAllDeclaration: () => idle("import"),
  ExportNamedDeclaration: () => idle("import"),
  TSExternalModuleReference: () => idle("import"),
  TSImportType: () => idle("import"),
  ImportAttribute: () => idle("import"),
  TSModuleDeclaration: () => idle("import"),
  SwitchCase: (parent, child, source) =>
    isAt(parent.field("test"), child)
      ? { kind: "compared", with: written(parent.parent?.field("discriminant"), source) }
      : undefined,
  ThrowStatement: () => ({ kind: "thrown" }),
  ExpressionStatement: () => idle("statement"),
  TemplateLiteral: () => PIECE,
};

export const javascript: Grammar = {
  texts: new Set(["Literal", "TemplateLiteral", "TemplateElement", "JSXText"]),
  names: new Set(
    "Identifier PrivateIdentifier MemberExpression TSTypeReference TSQualifiedName JSXIdentifier".split(" "),
  ),
  content: (node, source) => (isText(node, source) ? { start: node.start + 1, end: node.end - 1 } : undefined),
  constant: (node, source) =>
    node.type === "Literal" && /\d/.test(source[node.start] ?? "") ? { start: node.start, end: node.end } : undefined,
  operands(node, source) {
    if (node.type === "TemplateLiteral" && !isText(node, source)) return node.children;
    if (node.type !== "BinaryExpression") return undefined;
    const [left, right] = [node.field("left"), node.field("right")];
    if (left === undefined || right === undefined || between(left, right, source) !== "+") return undefined;
    return [left, right];
  },
  call,
  role: (parent, child, source) => ROLES[parent.type]?.(parent, child, source),
};
