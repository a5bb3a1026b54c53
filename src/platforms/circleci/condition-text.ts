import { matchesPattern } from "../pattern/matches-pattern.ts";
/** The value of what CircleCI fills in, such as `pipeline.git.branch`; undefined where it is not known. */
export type KnownValue = (name: string) => string | undefined;

const TOKEN =
  /\s*(?:"(?<double>[^"\n]*)"|'(?<single>[^'\n]*)'|\/(?<regex>(?:[^/\\\n]|\\.)+)\/|(?<operator>==|!=|=~|[()]|(?:and|or|not|starts-with)(?![\w.-]))|(?<word>[\w.-]+))/y;

/** Longer expressions are taken for unknown: nobody writes one by hand. */
const MAX_TEXT = 10_000;

type Token = Readonly<Record<string, string | undefined>>;

interface Reading {
  readonly tokens: readonly Token[];
  readonly known: KnownValue;
  at: number;
  depth: number;
  broken: boolean;
}

/** A value, or a truth; either may be unknown. */
interface Operand {
  readonly text?: string | undefined;
  readonly truth?: boolean | undefined;
}

/** Whether an expression such as `pipeline.git.branch == "main" and not pipeline.git.tag` holds; undefined where it is not known. */
export function evaluateText(text: string, known: KnownValue): boolean | undefined {
  const tokens = text.length > MAX_TEXT ? undefined : tokenize(text);
  if (tokens === undefined) return undefined;
  const reading: Reading = { tokens, known, at: 0, depth: 0, broken: false };
  const truth = readOr(reading);
  return reading.broken || reading.at < tokens.length ? undefined : truth;
}

function tokenize(text: string): Token[] | undefined {
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
  while (takes(reading, "or")) {
    const other = readAnd(reading);
    truth = truth === true || other === true ? true : truth === false && other === false ? false : undefined;
  }
  return truth;
}

function readAnd(reading: Reading): boolean | undefined {
  let truth = readNot(reading);
  while (takes(reading, "and")) {
    const other = readNot(reading);
    truth = truth === false || other === false ? false : truth === true && other === true ? true : undefined;
  }
  return truth;
}

function readNot(reading: Reading): boolean | undefined {
  let negated = false;
  while (takes(reading, "not")) negated = !negated;
  const truth = readComparison(reading);
  return truth === undefined ? undefined : truth !== negated;
}

const COMPARISONS = ["==", "!=", "=~", "starts-with"] as const;

function readComparison(reading: Reading): boolean | undefined {
  const left = readOperand(reading);
  const operator = COMPARISONS.find((one) => takes(reading, one));
  if (operator === undefined) return truthOf(left);
  const right = readOperand(reading);
  if (left.text === undefined || right.text === undefined) return undefined;
  if (operator === "starts-with") return left.text.startsWith(right.text);
  if (operator === "=~") return test(right.text, left.text);
  return (left.text === right.text) === (operator === "==");
}

function test(pattern: string, text: string): boolean | undefined {
  return pattern.length > 200 ? undefined : matchesPattern(pattern, text);
}

/** Brackets within brackets that are followed: the reading recurses. */
const MAX_DEPTH = 100;

function readOperand(reading: Reading): Operand {
  if (takes(reading, "(")) {
    if (++reading.depth > MAX_DEPTH) reading.broken = true;
    const truth = reading.broken ? undefined : readOr(reading);
    reading.depth--;
    if (!takes(reading, ")")) reading.broken = true;
    return { truth };
  }
  const token = reading.tokens[reading.at];
  if (token === undefined || token["operator"] !== undefined) {
    reading.broken = true;
    return {};
  }
  reading.at++;
  const { double, single, regex, word = "" } = token;
  const written = double ?? single ?? regex;
  if (written !== undefined) return { text: written };
  return { text: word.startsWith("pipeline.") ? reading.known(word) : word };
}

function truthOf({ text, truth }: Operand): boolean | undefined {
  return text === undefined ? truth : !/^(?:|false|0|null)$/.test(text);
}
