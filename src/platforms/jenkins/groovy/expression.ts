import { parseArgument } from "./arguments.ts";
import type { Argument, Call, Node } from "./nodes.ts";
import { ASSIGNING, BINARY, BINARY_NAMES, DOTS, PREFIXES } from "./operators.ts";
import type { Parser } from "./parser.ts";
import { nothing, parsePrimary } from "./primary.ts";
import type { Token } from "./tokens.ts";

/** Reads an expression; with `commands` a call may go without brackets. */
export function parseExpression(parser: Parser, commands: boolean): Node | undefined {
  const start = parser.at;
  const first = parseOperation(parser, commands);
  if (first === undefined) return undefined;
  const next = parser.peek();
  if (next?.kind === "symbol" && ASSIGNING.has(next.written)) {
    parser.skip(1);
    parser.skipLines();
    const value = parser.expression(true) ?? nothing(parser, start);
    const adds = next.written !== "=" && next.written !== "?=";
    return { kind: "assignment", target: first, value, isDeclaration: false, adds, place: parser.placeFrom(start) };
  }
  return parseChoice(parser, commands, start, first);
}

function parseChoice(parser: Parser, commands: boolean, start: number, first: Node): Node {
  const ahead = parser.behindLines();
  const isElvis = parser.sees("?:", ahead);
  if (!isElvis && !parser.sees("?", ahead)) return first;
  parser.skip(ahead + 1);
  parser.skipLines();
  const one = parser.expression(false);
  if (isElvis)
    return { kind: "choice", values: [first, ...(one === undefined ? [] : [one])], place: parser.placeFrom(start) };
  const before = parser.behindLines();
  if (parser.sees(":", before)) parser.skip(before + 1);
  parser.skipLines();
  const other = parser.expression(commands);
  const values = [one, other].filter((value) => value !== undefined);
  return { kind: "choice", condition: first, values, place: parser.placeFrom(start) };
}

function parseOperation(parser: Parser, commands: boolean): Node | undefined {
  const start = parser.at;
  const first = parseOperand(parser, commands);
  if (first === undefined) return undefined;
  const operands = [first];
  let isSum = true;
  let firstOperator = "";
  for (;;) {
    const operator = operatorAt(parser);
    if (operator === undefined) break;
    parser.skip(operator.ahead + 1);
    parser.skipLines();
    const operand = parseOperand(parser, false);
    if (operand === undefined) break;
    isSum &&= operator.written === "+";
    firstOperator ||= operator.written;
    operands.push(operand);
  }
  return operands.length === 1
    ? first
    : { kind: "operation", operator: firstOperator, isSum, operands, place: parser.placeFrom(start) };
}

/** Operators that may begin a line; others begin a statement there. */
const LEADING = new Set(["&&", "||", "==", "!="]);

function operatorAt(parser: Parser): { readonly written: string; readonly ahead: number } | undefined {
  const ahead = parser.behindLines();
  const token = parser.peek(ahead);
  if (token === undefined) return undefined;
  const { written } = token;
  if (token.kind === "name") return ahead === 0 && BINARY_NAMES.has(written) ? { written, ahead } : undefined;
  if (token.kind !== "symbol" || !BINARY.has(written)) return undefined;
  if (ahead > 0 && !LEADING.has(written)) return undefined;
  // `!in` and `!instanceof`.
  if (written === "!") return BINARY_NAMES.has(parser.peek(1)?.written ?? "") ? { written, ahead: 1 } : undefined;
  return { written, ahead };
}

function parseOperand(parser: Parser, commands: boolean): Node | undefined {
  let prefixed = false;
  for (let token = parser.peek(); token?.kind === "symbol" && PREFIXES.has(token.written); token = parser.peek()) {
    parser.skip(1);
    prefixed = true;
  }
  const start = parser.at;
  const primary = parsePrimary(parser);
  if (primary === undefined) return undefined;
  const found = parseRest(parser, primary, start);
  const isCallable = found.kind === "name" || found.kind === "member";
  const whole = commands && !prefixed && isCallable ? parseCommand(parser, found, start) : found;
  return prefixed
    ? { kind: "operation", operator: "", isSum: false, operands: [whole], place: parser.placeFrom(start) }
    : whole;
}

/** Members, calls and closures behind a value. */
function parseRest(parser: Parser, primary: Node, start: number): Node {
  let found = primary;
  for (;;) {
    const ahead = parser.behindLines();
    const token = parser.peek(ahead);
    if (token?.kind !== "symbol") return found;
    const isMember = DOTS.has(token.written) && (ahead === 0 || token.written === "." || token.written === "?.");
    let next: Node | undefined;
    if (isMember) {
      parser.skip(ahead + 1);
      next = parseMember(parser, found, start);
    } else if (ahead === 0 && token.written === "(" && found.kind !== "text" && found.kind !== "constant") {
      const args = parser.within(() => parser.arguments()) ?? [];
      next = { kind: "call", callee: found, args, place: parser.placeFrom(start) };
    } else if (ahead === 0 && token.written === "[" && !(token.spaced && found.kind === "name")) {
      next = parseIndex(parser, found, start);
    } else if (token.written === "{" && takesClosure(found, ahead > 0)) {
      parser.skip(ahead);
      next = withClosure(parser, found, start);
    } else if (ahead === 0 && (token.written === "++" || token.written === "--")) {
      parser.skip(1);
      continue;
    }
    if (next === undefined) return found;
    found = next;
  }
}

/** A closure on a line of its own belongs to a call only where it can be no statement: `stage('Build')` and a brace below. */
function takesClosure(node: Node, isBelow: boolean): boolean {
  if (node.kind === "call") return true;
  if (node.kind === "member") return !isBelow;
  return node.kind === "name" && (!isBelow || /^[a-z]/.test(node.name));
}

function withClosure(parser: Parser, callee: Node, start: number): Call {
  const closure: Argument = { value: parser.closure() };
  if (callee.kind !== "call") return { kind: "call", callee, args: [closure], place: parser.placeFrom(start) };
  return { ...callee, args: [...callee.args, closure], place: parser.placeFrom(start) };
}

function parseMember(parser: Parser, of: Node, start: number): Node | undefined {
  parser.skipLines();
  const token = parser.peek();
  if (token?.kind !== "name" && token?.kind !== "text") return undefined;
  parser.skip(1);
  return { kind: "member", of, name: token.text?.value ?? token.written, place: parser.placeFrom(start) };
}

/** `env['NAME']` is the same as `env.NAME`. */
function parseIndex(parser: Parser, of: Node, start: number): Node {
  const index = parser.within(() => parser.expression(false));
  const place = parser.placeFrom(start);
  if (index?.kind === "text" && index.holes.length === 0)
    return { kind: "member", of, name: index.scalar.value, place };
  return { kind: "operation", operator: "", isSum: false, operands: index === undefined ? [of] : [of, index], place };
}

/** `name value, key: value`: a call without brackets. */
function parseCommand(parser: Parser, callee: Node, start: number): Node {
  if (!beginsArgument(parser.peek(), parser.peek(1))) return callee;
  const args: Argument[] = [];
  for (;;) {
    const argument = parseArgument(parser, true);
    if (argument === undefined) break;
    args.push(argument);
    if (!parser.takes(",")) break;
    parser.skipLines();
  }
  const call: Call = { kind: "call", callee, args, place: parser.placeFrom(start) };
  return parser.sees("{") ? withClosure(parser, call, start) : call;
}

function beginsArgument(token: Token | undefined, next: Token | undefined): boolean {
  if (token === undefined || !token.spaced) return false;
  if (token.kind === "text" || token.kind === "number") return true;
  if (token.kind === "name") return !BINARY_NAMES.has(token.written);
  return (
    token.written === "[" ||
    (token.written === "!" && next?.spaced === false && next.kind === "name" && !BINARY_NAMES.has(next.written))
  );
}
