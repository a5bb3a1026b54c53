import { matchesPattern } from "../pattern/matches-pattern.ts";
/** What is known of a variable when a pipeline is made: its text, only that it is set, or that it is not; nothing where undefined. */
export type Known = { readonly text: string } | "set" | "unset" | undefined;

type Operand =
  | { readonly kind: "value"; readonly known: Known }
  | { readonly kind: "regex"; readonly source: string; readonly flags: string }
  | { readonly kind: "truth"; readonly truth: boolean | undefined };

const TOKEN =
  /\s*(?:(?<variable>\$\{?(?<name>\w+)\}?)|"(?<double>[^"\n]*)"|'(?<single>[^'\n]*)'|\/(?<regex>(?:[^/\\\n]|\\.)+)\/(?<flags>[a-z]*)|(?<word>null\b)|(?<operator>==|!=|=~|!~|&&|\|\||[()]))/y;

type Token = Readonly<Record<string, string | undefined>>;

/** Longer conditions are taken for unknown: nobody writes one by hand. */
const MAX_CONDITION = 10_000;

/** Whether a condition of `rules: if` holds; undefined where that depends on what is not known, or where it is malformed. */
export function evaluate(text: string, knownOf: (name: string) => Known): boolean | undefined {
  const tokens = tokenize(text);
  if (tokens === undefined) return undefined;
  const reading: Reading = { tokens, at: 0, depth: 0, knownOf };
  const truth = readOr(reading);
  return reading.at === tokens.length && !reading.broken ? truth : undefined;
}

interface Reading {
  readonly tokens: readonly Token[];
  readonly knownOf: (name: string) => Known;
  at: number;
  depth: number;
  broken?: boolean;
}

function tokenize(text: string): Token[] | undefined {
  if (text.length > MAX_CONDITION) return undefined;
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) return undefined;
    tokens.push(groups);
  }
  return tokens;
}

function takes(reading: Reading, operator: string): boolean {
  if (reading.tokens[reading.at]?.["operator"] !== operator) return false;
  reading.at++;
  return true;
}

function readOr(reading: Reading): boolean | undefined {
  let truth = readAnd(reading);
  while (takes(reading, "||")) {
    const other = readAnd(reading);
    truth = truth === true || other === true ? true : truth === false && other === false ? false : undefined;
  }
  return truth;
}

function readAnd(reading: Reading): boolean | undefined {
  let truth = readComparison(reading);
  while (takes(reading, "&&")) {
    const other = readComparison(reading);
    truth = truth === false || other === false ? false : truth === true && other === true ? true : undefined;
  }
  return truth;
}

const COMPARISONS = ["==", "!=", "=~", "!~"] as const;

function readComparison(reading: Reading): boolean | undefined {
  const left = readOperand(reading);
  const operator = COMPARISONS.find((one) => takes(reading, one));
  if (operator === undefined) return truthOf(left);
  const right = readOperand(reading);
  const outcome = operator.endsWith("~") ? matches(left, right) : equals(left, right);
  return operator.startsWith("!") && outcome !== undefined ? !outcome : outcome;
}

const UNKNOWN: Operand = { kind: "truth", truth: undefined };

/** Brackets within brackets that are followed: the reading recurses. */
const MAX_DEPTH = 100;

function readOperand(reading: Reading): Operand {
  if (takes(reading, "(")) {
    if (++reading.depth > MAX_DEPTH) return broken(reading);
    const truth = readOr(reading);
    reading.depth--;
    return takes(reading, ")") ? { kind: "truth", truth } : broken(reading);
  }
  const token = reading.tokens[reading.at];
  if (token === undefined || token["operator"] !== undefined) return broken(reading);
  reading.at++;
  const { name, double, single, regex, flags = "" } = token;
  if (name !== undefined) return { kind: "value", known: reading.knownOf(name) };
  if (regex !== undefined) return { kind: "regex", source: regex, flags };
  const text = double ?? single;
  return { kind: "value", known: text === undefined ? "unset" : { text } };
}

function broken(reading: Reading): Operand {
  reading.broken = true;
  return UNKNOWN;
}

function truthOf(operand: Operand): boolean | undefined {
  if (operand.kind === "truth") return operand.truth;
  if (operand.kind === "regex" || operand.known === undefined) return undefined;
  return operand.known === "set" || (operand.known !== "unset" && operand.known.text !== "");
}

function equals(left: Operand, right: Operand): boolean | undefined {
  if (left.kind !== "value" || right.kind !== "value") return undefined;
  const [a, b] = [left.known, right.known];
  if (a === undefined || b === undefined) return undefined;
  if (a === "unset" || b === "unset") return a === b;
  if (a === "set" || b === "set") return [a, b].some((one) => one !== "set" && one.text === "") ? false : undefined;
  return a.text === b.text;
}

function matches(left: Operand, right: Operand): boolean | undefined {
  if (left.kind !== "value" || right.kind !== "regex" || left.known === undefined || left.known === "set")
    return undefined;
  if (left.known === "unset") return false;
  return matchesPattern(right.source, left.known.text, { ignoreCase: right.flags.includes("i") });
}
