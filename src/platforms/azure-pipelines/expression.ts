import type { TextRange } from "../script/script.ts";

/** A part of an expression: `variables.x`, `'text'`, `eq(…)`. Ranges are in the whole text. */
export type Expression = TextRange &
  (
    | { readonly kind: "access"; readonly context: string; readonly keys: readonly string[] }
    | { readonly kind: "text"; readonly value: string }
    | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] }
  );

const TOKEN = /\s*(?:(?<text>'(?:[^']|'')*')|(?<word>[A-Za-z_][\w-]*)|(?<number>-?\d[\w.]*)|(?<sign>[.()[\],*]))/y;

interface Token extends TextRange {
  readonly text?: string;
  readonly word?: string;
  readonly number?: string;
  readonly sign?: string;
}

/** Longer expressions are not read: nobody writes one by hand. */
const MAX_EXPRESSION = 10_000;

/** Calls within calls that are followed: the reading recurses. */
const MAX_DEPTH = 50;

/** Reads an expression, such as `and(succeeded(), eq(variables['a'], 'b'))`, that stands at `offset`; undefined where it is malformed. */
export function parseExpression(text: string, offset = 0): Expression | undefined {
  const tokens = text.length > MAX_EXPRESSION ? undefined : tokenize(text, offset);
  if (tokens === undefined || tokens.length === 0) return undefined;
  const reading: Reading = { tokens, at: 0, depth: 0 };
  const expression = read(reading);
  return reading.at === tokens.length ? expression : undefined;
}

interface Reading {
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
}

function tokenize(text: string, offset: number): Token[] | undefined {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const match = pattern.exec(text);
    if (match === null) return undefined;
    const last = offset + pattern.lastIndex;
    const width = match[0].trimStart().length;
    tokens.push({ ...match.groups, start: last - width, end: last });
  }
  return tokens;
}

function takes(reading: Reading, sign: string): boolean {
  if (reading.tokens[reading.at]?.sign !== sign) return false;
  reading.at++;
  return true;
}

function read(reading: Reading): Expression | undefined {
  const token = reading.tokens[reading.at];
  if (token === undefined || ++reading.depth > MAX_DEPTH) return undefined;
  reading.at++;
  const { start, end, text, word, number } = token;
  const result = readFrom();
  reading.depth--;
  return result;

  function readFrom(): Expression | undefined {
    if (text !== undefined) return { kind: "text", value: text.slice(1, -1).replaceAll("''", "'"), start, end };
    if (number !== undefined) return { kind: "text", value: number, start, end };
    if (word === undefined) return undefined;
    if (takes(reading, "(")) return readCall(reading, word, start);
    return readAccess(reading, word, start, end);
  }
}

function readCall(reading: Reading, name: string, start: number): Expression | undefined {
  const args: Expression[] = [];
  while (!takes(reading, ")")) {
    if (args.length > 0 && !takes(reading, ",")) return undefined;
    const arg = read(reading);
    if (arg === undefined) return undefined;
    args.push(arg);
  }
  return { kind: "call", name, args, start, end: reading.tokens[reading.at - 1]?.end ?? start };
}

function readAccess(reading: Reading, context: string, start: number, first: number): Expression | undefined {
  const keys: string[] = [];
  let end = first;
  for (;;) {
    if (takes(reading, ".")) {
      const key = reading.tokens[reading.at++];
      const name = key?.word ?? key?.number ?? key?.sign;
      if (key === undefined || name === undefined) return undefined;
      // A number takes the dots behind it along: `variables.1.2` is not written by anybody.
      keys.push(name);
      end = key.end;
    } else if (takes(reading, "[")) {
      const key = read(reading);
      const close = reading.tokens[reading.at];
      if (key === undefined || !takes(reading, "]")) return undefined;
      // A key that is worked out could be any.
      keys.push(key.kind === "text" ? key.value : "*");
      end = close?.end ?? end;
    } else return { kind: "access", context, keys, start, end };
  }
}

/** Functions whose result holds what they are given. */
const PASSING = /^(?:format|coalesce|join|lower|upper|replace|trim|split|convertToJson|iif)$/i;

/** The accesses whose values are part of an expression's own value; comparisons give away nothing. */
export function* accessesIn(expression: Expression): Iterable<Extract<Expression, { kind: "access" }>> {
  if (expression.kind === "access") yield expression;
  if (expression.kind !== "call" || !PASSING.test(expression.name)) return;
  const args = /^iif$/i.test(expression.name) ? expression.args.slice(1) : expression.args;
  for (const arg of args) yield* accessesIn(arg);
}

/** A text that stands in for values that may be missing: `coalesce(variables.x, 'text')`. */
export interface ExpressionFallback extends TextRange {
  readonly value: string;
  readonly of: Extract<Expression, { kind: "access" }>;
}

export function* fallbacksIn(expression: Expression): Iterable<ExpressionFallback> {
  if (expression.kind !== "call") return;
  const last = expression.args.at(-1);
  if (/^coalesce$/i.test(expression.name) && last?.kind === "text" && last.value !== "") {
    // The range is that of the text without its quotes.
    const range = { start: last.start + 1, end: last.end - 1 };
    for (const arg of expression.args) if (arg.kind === "access") yield { ...range, value: last.value, of: arg };
  }
  for (const arg of expression.args) yield* fallbacksIn(arg);
}
