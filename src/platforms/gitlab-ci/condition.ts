import {
  allOf,
  anyOf,
  outcomeOf,
  type Reading,
  readBracketed,
  startReading,
  takeOperand,
  takes,
} from "../condition/read-condition.ts";
import { matchesPattern } from "../pattern/matches-pattern.ts";

/** What is known of a variable when a pipeline is made: its text, only that it is set, or that it is not; nothing where undefined. */
export type Known = { readonly text: string } | "set" | "unset" | undefined;

type Operand =
  | { readonly kind: "value"; readonly known: Known }
  | { readonly kind: "regex"; readonly source: string; readonly flags: string }
  | { readonly kind: "truth"; readonly truth: boolean | undefined };

const TOKEN =
  /\s*(?:(?<variable>\$\{?(?<name>\w+)\}?)|"(?<double>[^"\n]*)"|'(?<single>[^'\n]*)'|\/(?<regex>(?:[^/\\\n]|\\.)+)\/(?<flags>[a-z]*)|(?<word>null\b)|(?<operator>==|!=|=~|!~|&&|\|\||[()]))/y;

type KnownOf = (name: string) => Known;

/** Whether a condition of `rules: if` holds; undefined where that depends on what is not known, or where it is malformed. */
export function evaluate(text: string, knownOf: KnownOf): boolean | undefined {
  const reading = startReading(text, TOKEN);
  return reading === undefined ? undefined : outcomeOf(reading, readOr(reading, knownOf));
}

const readOr = (reading: Reading, knownOf: KnownOf): boolean | undefined =>
  anyOf(reading, "||", () => allOf(reading, "&&", () => readComparison(reading, knownOf)));

const COMPARISONS = ["==", "!=", "=~", "!~"] as const;

function readComparison(reading: Reading, knownOf: KnownOf): boolean | undefined {
  const left = readOperand(reading, knownOf);
  const operator = COMPARISONS.find((one) => takes(reading, one));
  if (operator === undefined) return truthOf(left);
  const right = readOperand(reading, knownOf);
  const outcome = operator.endsWith("~") ? matches(left, right) : equals(left, right);
  return operator.startsWith("!") && outcome !== undefined ? !outcome : outcome;
}

function readOperand(reading: Reading, knownOf: KnownOf): Operand {
  if (takes(reading, "(")) return { kind: "truth", truth: readBracketed(reading, () => readOr(reading, knownOf)) };
  const token = takeOperand(reading);
  if (token === undefined) return { kind: "truth", truth: undefined };
  const { name, double, single, regex, flags = "" } = token;
  if (name !== undefined) return { kind: "value", known: knownOf(name) };
  if (regex !== undefined) return { kind: "regex", source: regex, flags };
  const text = double ?? single;
  return { kind: "value", known: text === undefined ? "unset" : { text } };
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
