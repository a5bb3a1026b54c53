import { type Lexing, lexText, type Quote } from "./lex-text.ts";
import type { SyntaxFault, Token } from "./tokens.ts";

const NAME = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
const NUMBER = /\d[\w]*(?:\.\d\w*)?/y;
const BLANKS = /(?:[ \t\f\u00a0\ufeff]|\\\r?\n)+/y;
const LINES = /[\r\n]+/y;
const SYMBOL =
  /\.\.<|\.\.\.|===|!==|<=>|==~|<<=|>>=|\*\*=|\?\.|\*\.|\.&|\.@|::|->|==|=~|!=|<=|>=|&&|\|\||\+\+|--|\+=|-=|\*=|\/=|%=|\?=|\?:|\.\.|\*\*|<<|[^\s]/uy;

/** Up to the `/` that closes one in its line. */
const SLASHED = /(?:[^/\\\r\n]|\\[^\r\n])*\//y;

const CLOSERS: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Names behind which a value may begin with `/`. */
const BEFORE_VALUE = new Set(["return", "in", "case", "else", "throw", "assert", "instanceof"]);

/** Reads a file of Groovy as tokens, whatever stands in it, in time that grows with its length. */
export function lex(source: string): { readonly tokens: readonly Token[]; readonly faults: readonly SyntaxFault[] } {
  const lexing: Lexing = { source, faults: [], budget: 10_000 + 2 * source.length };
  const from = source.startsWith("#!") ? endOfLine(source, 0) : 0;
  const { tokens } = read(lexing, from, 0, false);
  return { tokens, faults: lexing.faults };
}

/** Characters that a `${…}` may hold. */
const MAX_HOLE = 20_000;

interface Reading {
  readonly tokens: readonly Token[];
  /** Behind the brace that closes a hole; -1 where none does. */
  readonly end: number;
  /** How many characters were looked at. */
  readonly read: number;
}

interface Open {
  readonly token: Token;
  readonly closer: string;
}

/** Brackets that are open, by their index, with how many of each kind there are. */
class Brackets {
  readonly #open: Open[] = [];
  readonly #count = new Map<string, number>();
  readonly #faults: SyntaxFault[];

  constructor(faults: SyntaxFault[]) {
    this.#faults = faults;
  }

  open(token: Token): void {
    const closer = CLOSERS[token.written] ?? "";
    this.#open.push({ token, closer });
    this.#count.set(closer, (this.#count.get(closer) ?? 0) + 1);
  }

  get isEmpty(): boolean {
    return this.#open.length === 0;
  }

  /** Closes the nearest bracket of the kind, and those within it that nothing closed. */
  close(written: string, index: number, at: number): void {
    if ((this.#count.get(written) ?? 0) === 0) {
      this.#faults.push({ start: at, end: at + 1, message: `has a ${written} that closes nothing` });
      return;
    }
    for (let last = this.#open.pop(); last !== undefined; last = this.#open.pop()) {
      this.#count.set(last.closer, (this.#count.get(last.closer) ?? 1) - 1);
      last.token.close = index;
      if (last.closer === written) return;
      this.#unclosed(last.token);
    }
  }

  end(index: number): void {
    for (const { token } of this.#open) {
      token.close = index;
      this.#unclosed(token);
    }
  }

  #unclosed({ start, end, written }: Token): void {
    this.#faults.push({ start, end, message: `has a ${written} that nothing closes` });
  }
}

function read(lexing: Lexing, from: number, depth: number, isHole: boolean): Reading {
  const { source } = lexing;
  const tokens: Token[] = [];
  const brackets = new Brackets(lexing.faults);
  let at = from;
  let spaced = false;
  /** Up to here no `/` closes another one. */
  let unslashed = 0;
  const push = (kind: Token["kind"], end: number, more?: Pick<Token, "text">): Token => {
    const token: Token = { kind, written: source.slice(at, end), spaced, start: at, end, ...more };
    tokens.push(token);
    at = end;
    spaced = false;
    return token;
  };
  while (at < source.length) {
    if (isHole && (at - from > MAX_HOLE || lexing.budget < 0)) return { tokens, end: -1, read: at - from };
    const blanks = matchAt(BLANKS, source, at);
    const comment = source[at] === "/" ? endOfComment(source, at) : undefined;
    if (blanks > 0 || comment !== undefined) {
      at = comment ?? at + blanks;
      spaced = true;
      continue;
    }
    const lines = matchAt(LINES, source, at);
    if (lines > 0) {
      if (tokens.at(-1)?.kind === "line") at += lines;
      else push("line", at + lines);
      spaced = true;
      continue;
    }
    const quote = quoteAt(source, at, tokens.at(-1), spaced, unslashed);
    if (quote === "none") unslashed = endOfLine(source, at);
    else if (quote !== undefined) {
      const { text, end } = lexText(lexing, quote, at + quote.length, depth, lexHole);
      push("text", end, { text });
      continue;
    }
    const name = matchAt(NAME, source, at);
    if (name > 0) {
      push("name", at + name);
      continue;
    }
    const number = matchAt(NUMBER, source, at);
    if (number > 0) {
      push("number", at + number);
      continue;
    }
    const width = Math.max(1, matchAt(SYMBOL, source, at));
    const written = source.slice(at, at + width);
    if (isHole && written === "}" && brackets.isEmpty) return { tokens, end: at + 1, read: at - from };
    if (written === ")" || written === "]" || written === "}") brackets.close(written, tokens.length, at);
    const token = push("symbol", at + width);
    if (CLOSERS[written] !== undefined) brackets.open(token);
  }
  if (!isHole) brackets.end(tokens.length);
  return { tokens, end: -1, read: at - from };
}

function lexHole(lexing: Lexing, from: number, depth: number): Reading | undefined {
  const hole = read(lexing, from, depth, true);
  if (hole.end !== -1) return hole;
  lexing.budget -= hole.read;
  return undefined;
}

function matchAt(pattern: RegExp, source: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0].length ?? 0;
}

function endOfLine(source: string, at: number): number {
  const end = source.indexOf("\n", at);
  return end === -1 ? source.length : end;
}

function endOfComment(source: string, at: number): number | undefined {
  if (source[at + 1] === "/") return endOfLine(source, at);
  if (source[at + 1] !== "*") return undefined;
  const end = source.indexOf("*/", at + 2);
  return end === -1 ? source.length : end + 2;
}

/** The quote that opens a text here; `none` for a `/` that nothing in its line closes. */
function quoteAt(
  source: string,
  at: number,
  before: Token | undefined,
  spaced: boolean,
  unslashed: number,
): Quote | "none" | undefined {
  const character = source.charAt(at);
  if (character === "'" || character === '"') {
    const three = character.repeat(3);
    return source.startsWith(three, at) ? (three as Quote) : character;
  }
  if (character === "$" && source[at + 1] === "/") return beginsValue(before) ? "$/" : undefined;
  if (character !== "/" || at < unslashed) return undefined;
  const next = source[at + 1] ?? " ";
  const asArgument = before?.kind === "name" && spaced && !/[\s=]/.test(next);
  if (!asArgument && !beginsValue(before)) return undefined;
  return matchAt(SLASHED, source, at + 1) > 0 ? "/" : "none";
}

function beginsValue(before: Token | undefined): boolean {
  if (before === undefined || before.kind === "line") return true;
  if (before.kind === "name") return BEFORE_VALUE.has(before.written);
  return before.kind === "symbol" && !/^[)\]}]$/.test(before.written);
}
