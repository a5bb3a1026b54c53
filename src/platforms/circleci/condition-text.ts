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

/** The value of what CircleCI fills in, such as `pipeline.git.branch`; undefined where it is not known. */
export type KnownValue = (name: string) => string | undefined;

const TOKEN =
  /\s*(?:"(?<double>[^"\n]*)"|'(?<single>[^'\n]*)'|\/(?<regex>(?:[^/\\\n]|\\.)+)\/|(?<operator>==|!=|=~|[()]|(?:and|or|not|starts-with)(?![\w.-]))|(?<word>[\w.-]+))/y;

/** A value, or a truth; either may be unknown. */
interface Operand {
  readonly text?: string | undefined;
  readonly truth?: boolean | undefined;
}

/** Whether an expression such as `pipeline.git.branch == "main" and not pipeline.git.tag` holds; undefined where it is not known. */
export function evaluateText(text: string, known: KnownValue): boolean | undefined {
  const reading = startReading(text, TOKEN);
  return reading === undefined ? undefined : outcomeOf(reading, readOr(reading, known));
}

const readOr = (reading: Reading, known: KnownValue): boolean | undefined =>
  anyOf(reading, "or", () => allOf(reading, "and", () => readNot(reading, known)));

function readNot(reading: Reading, known: KnownValue): boolean | undefined {
  let negated = false;
  while (takes(reading, "not")) negated = !negated;
  const truth = readComparison(reading, known);
  return truth === undefined ? undefined : truth !== negated;
}

const COMPARISONS = ["==", "!=", "=~", "starts-with"] as const;

function readComparison(reading: Reading, known: KnownValue): boolean | undefined {
  const left = readOperand(reading, known);
  const operator = COMPARISONS.find((one) => takes(reading, one));
  if (operator === undefined) return truthOf(left);
  const right = readOperand(reading, known);
  if (left.text === undefined || right.text === undefined) return undefined;
  if (operator === "starts-with") return left.text.startsWith(right.text);
  if (operator === "=~") return test(right.text, left.text);
  return (left.text === right.text) === (operator === "==");
}

function test(pattern: string, text: string): boolean | undefined {
  return pattern.length > 200 ? undefined : matchesPattern(pattern, text);
}

function readOperand(reading: Reading, known: KnownValue): Operand {
  if (takes(reading, "(")) return { truth: readBracketed(reading, () => readOr(reading, known)) };
  const token = takeOperand(reading);
  if (token === undefined) return {};
  const { double, single, regex, word = "" } = token;
  const written = double ?? single ?? regex;
  if (written !== undefined) return { text: written };
  return { text: word.startsWith("pipeline.") ? known(word) : word };
}

function truthOf({ text, truth }: Operand): boolean | undefined {
  return text === undefined ? truth : !/^(?:|false|0|null)$/.test(text);
}
