import {
  Binary,
  ContextAccess,
  type Expr,
  FunctionCall,
  Grouping,
  IndexAccess,
  Literal,
  Logical,
  Star,
  Unary,
} from "@actions/expressions/ast";
import { TokenType } from "@actions/expressions/lexer";
import { readConditionTree } from "./expression.ts";

type Primitive = null | boolean | number | string;

/**
 * What is known of a value before the workflow runs. `oneOf` is one of several; `outsider` is a name that only somebody
 * outside the project can have, so that it equals nothing which the project writes down.
 */
export type Known =
  | { readonly kind: "known"; readonly value: Primitive | readonly Primitive[] }
  | { readonly kind: "oneOf"; readonly values: readonly Primitive[] }
  | { readonly kind: "outsider" }
  | { readonly kind: "unknown" };

/** What is known of a context's path in lower case, such as `github.event.pull_request.head.repo.fork`. */
export type Facts = (path: string) => Known | undefined;

export const known = (value: Primitive | readonly Primitive[]): Known => ({ kind: "known", value });

const UNKNOWN: Known = { kind: "unknown" };

/** Whether an `if` may let its job or step run, as far as the facts tell: false only where it certainly does not. */
export function mayHold(condition: string, facts: Facts): boolean {
  const tree = readConditionTree(condition);
  return tree === undefined || truthOf(evaluate(tree, facts)) !== false;
}

function truthOf(value: Known): boolean | undefined {
  if (value.kind === "unknown") return undefined;
  if (value.kind === "outsider") return true;
  if (value.kind === "known") return Array.isArray(value.value) || Boolean(value.value);
  const truths = new Set(value.values.map(Boolean));
  return truths.size === 1 ? [...truths][0] : undefined;
}

function evaluate(node: Expr, facts: Facts): Known {
  if (node instanceof Grouping) return evaluate(node.group, facts);
  if (node instanceof Literal) return known(primitiveOf(node));
  if (node instanceof Unary) {
    const truth = truthOf(evaluate(node.expr, facts));
    return truth === undefined ? UNKNOWN : known(!truth);
  }
  if (node instanceof Logical) return evaluateLogical(node, facts);
  if (node instanceof Binary) return evaluateBinary(node, facts);
  if (node instanceof FunctionCall) return evaluateCall(node, facts);
  const path = pathOf(node);
  return (path === undefined ? undefined : facts(path.toLowerCase())) ?? UNKNOWN;
}

function primitiveOf({ literal }: Literal): Primitive {
  return "value" in literal && isPrimitive(literal.value) ? literal.value : null;
}

/** `a && b && c`: the first that is false, else the last; a single false one decides, also behind unknown ones. */
function evaluateLogical({ operator, args }: Logical, facts: Facts): Known {
  const decides = operator.type !== TokenType.AND;
  let unsure = false;
  let last: Known = UNKNOWN;
  for (const arg of args) {
    last = evaluate(arg, facts);
    const truth = truthOf(last);
    if (truth === decides) return unsure ? known(decides) : last;
    unsure ||= truth === undefined;
  }
  return unsure ? UNKNOWN : last;
}

function evaluateBinary({ left, operator, right }: Binary, facts: Facts): Known {
  const equal = areEqual(evaluate(left, facts), evaluate(right, facts));
  if (equal === undefined) return UNKNOWN;
  if (operator.type === TokenType.EQUAL_EQUAL) return known(equal);
  return operator.type === TokenType.BANG_EQUAL ? known(!equal) : UNKNOWN;
}

function areEqual(left: Known, right: Known): boolean | undefined {
  if (left.kind === "outsider" || right.kind === "outsider") return left.kind === right.kind ? undefined : false;
  const [lefts, rights] = [possible(left), possible(right)];
  if (lefts === undefined || rights === undefined) return undefined;
  const outcomes = new Set(lefts.flatMap((one) => rights.map((other) => sameValue(one, other))));
  return outcomes.size === 1 ? [...outcomes][0] : undefined;
}

/** All values that something may have; undefined where they cannot be listed. */
function possible(value: Known): readonly Primitive[] | undefined {
  if (value.kind === "oneOf") return value.values;
  return value.kind === "known" && !isList(value.value) ? [value.value] : undefined;
}

const isList = (value: Primitive | readonly Primitive[]): value is readonly Primitive[] => Array.isArray(value);

/** GitHub's equality: text without regard to case, and numbers where the types differ. */
function sameValue(left: Primitive, right: Primitive): boolean {
  if (typeof left === "string" && typeof right === "string") return left.toLowerCase() === right.toLowerCase();
  return typeof left === typeof right ? left === right : Number(left) === Number(right);
}

function evaluateCall({ functionName, args }: FunctionCall, facts: Facts): Known {
  const values = args.map((arg) => evaluate(arg, facts));
  const [first = UNKNOWN, second = UNKNOWN] = values;
  switch (functionName.lexeme.toLowerCase()) {
    case "always":
    case "success":
      return known(true);
    case "contains":
      return contains(first, second);
    case "startswith":
      return comparesEnds(first, second, (text, part) => text.startsWith(part));
    case "endswith":
      return comparesEnds(first, second, (text, part) => text.endsWith(part));
    case "fromjson":
      return parseJson(first);
    default:
      return UNKNOWN;
  }
}

/** Of two values that are known; text without regard to case. */
function comparesEnds(whole: Known, part: Known, holds: (text: string, part: string) => boolean): Known {
  const [wholes, parts] = [possible(whole), possible(part)];
  if (wholes === undefined || parts === undefined) return UNKNOWN;
  const textOf = (value: Primitive): string => String(value ?? "").toLowerCase();
  const outcomes = new Set(wholes.flatMap((one) => parts.map((other) => holds(textOf(one), textOf(other)))));
  const [outcome] = outcomes;
  return outcomes.size === 1 && outcome !== undefined ? known(outcome) : UNKNOWN;
}

/** An outsider's name stands in no list of the project, whatever that list holds. */
function contains(holder: Known, item: Known): Known {
  if (holder.kind === "outsider") return UNKNOWN;
  if (item.kind === "outsider") return known(false);
  const items = possible(item);
  if (holder.kind !== "known" || items === undefined) return UNKNOWN;
  const { value } = holder;
  const outcomes = new Set(items.map((one) => (isList(value) ? holds(value, one) : includesText(value, one))));
  const [outcome] = outcomes;
  return outcomes.size === 1 && outcome !== undefined ? known(outcome) : UNKNOWN;
}

const holds = (list: readonly Primitive[], item: Primitive): boolean => list.some((one) => sameValue(one, item));

const includesText = (text: Primitive, part: Primitive): boolean =>
  String(text ?? "")
    .toLowerCase()
    .includes(String(part ?? "").toLowerCase());

function parseJson(value: Known): Known {
  if (value.kind !== "known" || typeof value.value !== "string") return UNKNOWN;
  try {
    const parsed: unknown = JSON.parse(value.value);
    if (isPrimitive(parsed)) return known(parsed);
    return Array.isArray(parsed) && parsed.every(isPrimitive) ? known(parsed) : UNKNOWN;
  } catch {
    return UNKNOWN;
  }
}

const isPrimitive = (value: unknown): value is Primitive =>
  value === null || ["boolean", "number", "string"].includes(typeof value);

/** The path of an access, with `*` for a star; undefined where a key is computed. */
export function pathOf(node: Expr): string | undefined {
  if (node instanceof ContextAccess) return node.name.lexeme;
  if (!(node instanceof IndexAccess)) return undefined;
  const holder = pathOf(node.expr);
  const { index } = node;
  if (holder === undefined) return undefined;
  if (index instanceof Star) return `${holder}.*`;
  return index instanceof Literal ? `${holder}.${String(primitiveOf(index))}` : undefined;
}
