/** A condition's token: what its pattern's groups hold, an `operator` among them. */
export type Token = Readonly<Record<string, string | undefined>>;

/** What is known of a condition: undefined where it depends on what is not known. */
export type Truth = boolean | undefined;

/** The reading of a condition: reader functions move on in it. */
export interface Reading {
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
  broken: boolean;
}

/** Longer conditions are taken for unknown: nobody writes one by hand. */
const MAX_CONDITION = 10_000;

/** Begins to read a condition by its language's sticky pattern of tokens; undefined where it has anything else in it. */
export function startReading(text: string, token: RegExp): Reading | undefined {
  if (text.length > MAX_CONDITION) return undefined;
  const tokens: Token[] = [];
  const pattern = new RegExp(token);
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) return undefined;
    tokens.push(groups);
  }
  return { tokens, at: 0, depth: 0, broken: false };
}

/** What a reading came to; undefined where the condition is malformed or goes on. */
export const outcomeOf = ({ tokens, at, broken }: Reading, truth: Truth): Truth =>
  broken || at < tokens.length ? undefined : truth;

/** Moves behind an operator, where the next token is that one. */
export function takes(reading: Reading, operator: string): boolean {
  if (reading.tokens[reading.at]?.["operator"] !== operator) return false;
  reading.at++;
  return true;
}

/** The next token where it is no operator; anything else breaks the reading. */
export function takeOperand(reading: Reading): Token | undefined {
  const token = reading.tokens[reading.at];
  if (token === undefined || token["operator"] !== undefined) {
    reading.broken = true;
    return undefined;
  }
  reading.at++;
  return token;
}

/** Conditions joined by an operator of which one has to hold. */
export function anyOf(reading: Reading, operator: string, readOne: () => Truth): Truth {
  let truth = readOne();
  while (takes(reading, operator)) {
    const other = readOne();
    truth = truth === true || other === true ? true : truth === false && other === false ? false : undefined;
  }
  return truth;
}

/** Conditions joined by an operator all of which have to hold. */
export function allOf(reading: Reading, operator: string, readOne: () => Truth): Truth {
  let truth = readOne();
  while (takes(reading, operator)) {
    const other = readOne();
    truth = truth === false || other === false ? false : truth === true && other === true ? true : undefined;
  }
  return truth;
}

/** Brackets within brackets that are followed: the reading recurses. */
const MAX_DEPTH = 100;

/** What stands in brackets, behind the first of them. */
export function readBracketed(reading: Reading, readInner: () => Truth): Truth {
  if (++reading.depth > MAX_DEPTH) reading.broken = true;
  const truth = reading.broken ? undefined : readInner();
  reading.depth--;
  if (!takes(reading, ")")) reading.broken = true;
  return truth;
}
