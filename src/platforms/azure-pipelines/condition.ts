import { type Expression, parseExpression } from "./expression.ts";

/** What is known of a variable: its text, or nothing. */
export type Known = (name: string) => string | undefined;

type Value = string | boolean | undefined;

/** Whether a condition holds: undefined where that depends on what is not known, or where it is malformed. */
export function evaluateCondition(text: string, known: Known): boolean | undefined {
  const expression = parseExpression(text.replace(/^\s*\$(?:\{\{|\[)(.*?)(?:\}\}|\])\s*$/s, "$1"));
  const value = expression === undefined ? undefined : valueOf(expression, known);
  return typeof value === "string" ? undefined : value;
}

function valueOf(expression: Expression, known: Known): Value {
  if (expression.kind === "text") return expression.value;
  if (expression.kind === "access") return valueOfAccess(expression, known);
  const name = expression.name.toLowerCase();
  if (!Object.hasOwn(CALLS, name)) return undefined;
  return CALLS[name]?.(expression.args.map((arg) => valueOf(arg, known)));
}

function valueOfAccess({ context, keys }: Extract<Expression, { kind: "access" }>, known: Known): Value {
  if (/^true$/i.test(context)) return true;
  if (/^false$/i.test(context)) return false;
  if (!/^variables$/i.test(context)) return undefined;
  const text = known(keys.join("."));
  return text !== undefined && /^(?:true|false)$/i.test(text) ? /^t/i.test(text) : text;
}

const CALLS: Readonly<Record<string, (args: readonly Value[]) => Value>> = {
  and: (args) => (args.includes(false) ? false : args.every((arg) => arg === true) ? true : undefined),
  or: (args) => (args.includes(true) ? true : args.every((arg) => arg === false) ? false : undefined),
  not: ([arg]) => negated(arg),
  eq: ([a, b]) => compared(a, b),
  ne: ([a, b]) => negated(compared(a, b)),
  in: ([needle, ...others]) => among(needle, others),
  notin: ([needle, ...others]) => negated(among(needle, others)),
  startswith: ([text, start]) => tested(text, start, (a, b) => a.startsWith(b)),
  endswith: ([text, end]) => tested(text, end, (a, b) => a.endsWith(b)),
  contains: ([text, part]) => tested(text, part, (a, b) => a.includes(b)),
};

const negated = (value: Value): Value => (typeof value === "boolean" ? !value : undefined);

/** Azure compares texts without regard to case. */
const compared = (a: Value, b: Value): Value =>
  a === undefined || b === undefined ? undefined : String(a).toLowerCase() === String(b).toLowerCase();

function among(needle: Value, others: readonly Value[]): Value {
  const found = others.map((other) => compared(needle, other));
  if (found.includes(true)) return true;
  return found.every((one) => one === false) ? false : undefined;
}

function tested(text: Value, part: Value, test: (text: string, part: string) => boolean): Value {
  if (typeof text !== "string" || typeof part !== "string") return undefined;
  return test(text.toLowerCase(), part.toLowerCase());
}
