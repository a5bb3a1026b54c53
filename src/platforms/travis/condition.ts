import { matchesPattern } from "../pattern/matches-pattern.ts";
/** What is known of an attribute of a build: its text, or nothing. */
export type KnownAttribute = (name: string) => string | undefined;

type Truth = boolean | undefined;

const TOKEN =
  /\s*(?:"(?<double>[^"\n]*)"|'(?<single>[^'\n]*)'|(?<operator>=~|!~|==|!=|&&|\|\||[=~!(),|&])|\/(?<regex>(?:[^/\\\n]|\\.)+)\/|(?<word>[^\s()=!~,"'&|]+))/y;

/** Longer conditions are taken for unknown: nobody writes one by hand. */
const MAX_CONDITION = 10_000;

/** Brackets within brackets that are followed: the reading recurses. */
const MAX_DEPTH = 50;

interface Token {
  readonly kind: "text" | "operator" | "regex" | "word";
  readonly text: string;
  /** Where it begins, blanks before it left out. */
  readonly start: number;
}

/** Whether a condition of `if` holds; undefined where that depends on what is not known, or where it is malformed. */
export function evaluate(text: string, known: KnownAttribute): Truth {
  const tokens = tokensOf(text);
  if (tokens === undefined) return undefined;
  const reading: Reading = { source: text, tokens, known, at: 0, depth: 0, broken: false };
  const truth = readOr(reading);
  return reading.at === tokens.length && !reading.broken ? truth : undefined;
}

interface Reading {
  readonly source: string;
  readonly tokens: readonly Token[];
  readonly known: KnownAttribute;
  at: number;
  depth: number;
  broken: boolean;
}

function tokensOf(text: string): Token[] | undefined {
  if (text.length > MAX_CONDITION) return undefined;
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const from = pattern.lastIndex;
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) return undefined;
    const { double, single, operator, regex, word = "" } = groups;
    const quoted = double ?? single;
    const start = from + text.slice(from).search(/\S/);
    if (quoted !== undefined) tokens.push({ kind: "text", text: quoted, start });
    else if (operator !== undefined) tokens.push({ kind: "operator", text: operator, start });
    else tokens.push(regex === undefined ? { kind: "word", text: word, start } : { kind: "regex", text: regex, start });
  }
  return tokens;
}

function takes(reading: Reading, ...texts: readonly string[]): boolean {
  const token = reading.tokens[reading.at];
  if (token === undefined || token.kind === "text" || token.kind === "regex") return false;
  if (!texts.includes(token.text.toUpperCase())) return false;
  reading.at++;
  return true;
}

function readOr(reading: Reading): Truth {
  let truth = readAnd(reading);
  while (takes(reading, "OR", "||")) {
    const other = readAnd(reading);
    truth = truth === true || other === true ? true : truth === false && other === false ? false : undefined;
  }
  return truth;
}

function readAnd(reading: Reading): Truth {
  let truth = readTerm(reading);
  while (takes(reading, "AND", "&&")) {
    const other = readTerm(reading);
    truth = truth === false || other === false ? false : truth === true && other === true ? true : undefined;
  }
  return truth;
}

const negated = (truth: Truth): Truth => (truth === undefined ? undefined : !truth);

function readTerm(reading: Reading): Truth {
  if (++reading.depth > MAX_DEPTH) return broken(reading);
  const truth = takes(reading, "NOT", "!") ? negated(readTerm(reading)) : readComparison(reading);
  reading.depth--;
  return truth;
}

function broken(reading: Reading): undefined {
  reading.broken = true;
  reading.at = reading.tokens.length;
  return undefined;
}

function readComparison(reading: Reading): Truth {
  if (takes(reading, "(")) {
    const truth = readOr(reading);
    return takes(reading, ")") ? truth : broken(reading);
  }
  const left = readValue(reading);
  if (takes(reading, "=", "==")) return equal(left, readValue(reading));
  if (takes(reading, "!=")) return negated(equal(left, readValue(reading)));
  if (takes(reading, "=~", "~")) return matches(left, reading);
  if (takes(reading, "!~")) return negated(matches(left, reading));
  if (takes(reading, "IS")) return readState(reading, left);
  const isNot = takes(reading, "NOT");
  if (takes(reading, "IN")) return isNot ? negated(readList(reading, left)) : readList(reading, left);
  if (isNot) return broken(reading);
  return left === undefined ? undefined : left !== "" && left !== "false";
}

/** A text, an attribute of the build, or a call such as `env(NAME)`, of which nothing is known. */
function readValue(reading: Reading): string | undefined {
  const token = reading.tokens[reading.at];
  if (token === undefined || token.kind === "operator") return broken(reading);
  reading.at++;
  if (token.kind !== "word") return token.text;
  if (takes(reading, "(")) {
    while (reading.at < reading.tokens.length && !takes(reading, ")")) reading.at++;
    return undefined;
  }
  return ATTRIBUTES.has(token.text) ? reading.known(token.text) : token.text;
}

const ATTRIBUTES: ReadonlySet<string> = new Set(
  "type repo head_repo base_repo head_branch branch tag commit_message os dist group language sudo arch sender fork".split(
    " ",
  ),
);

const equal = (left: string | undefined, right: string | undefined): Truth =>
  left === undefined || right === undefined ? undefined : left === right;

function matches(left: string | undefined, reading: Reading): Truth {
  const source = readExpression(reading);
  return left === undefined || source === undefined ? undefined : matchesPattern(source, left);
}

/** An expression between slashes, or up to the next blank or the bracket that closes the condition around it. */
function readExpression(reading: Reading): string | undefined {
  const token = reading.tokens[reading.at];
  if (token === undefined) return broken(reading);
  reading.at++;
  if (token.kind === "regex" || token.kind === "text") return token.text;
  let written = /^\S+/.exec(reading.source.slice(token.start))?.[0] ?? "";
  while (written.endsWith(")") && written.split(")").length > written.split("(").length) written = written.slice(0, -1);
  const end = token.start + written.length;
  while ((reading.tokens[reading.at]?.start ?? end) < end) reading.at++;
  return written;
}

function readState(reading: Reading, value: string | undefined): Truth {
  const isNot = takes(reading, "NOT");
  const isPresent = takes(reading, "PRESENT");
  if (!isPresent && !takes(reading, "BLANK")) return broken(reading);
  if (value === undefined) return undefined;
  return (value !== "") === (isPresent !== isNot);
}

function readList(reading: Reading, left: string | undefined): Truth {
  if (!takes(reading, "(")) return broken(reading);
  let found: Truth = false;
  do {
    const one = equal(left, readValue(reading));
    if (one === true || (one === undefined && found === false)) found = one;
  } while (takes(reading, ","));
  return takes(reading, ")") ? found : broken(reading);
}
