import type { LexedHole, LexedText, SyntaxFault, Token } from "./tokens.ts";

/** What one reading of a file shares. */
export interface Lexing {
  readonly source: string;
  readonly faults: SyntaxFault[];
  /** Characters that may be read in vain, after `${` that nothing closes: without it, time would grow with the square. */
  budget: number;
}

/** Reads the tokens up to the `}` that closes what is open at `from`; undefined where none does. */
export type LexHole = (
  lexing: Lexing,
  from: number,
  depth: number,
) => { readonly tokens: readonly Token[]; readonly end: number } | undefined;

export type Quote = "'" | '"' | "'''" | '"""' | "/" | "$/";

const CLOSING: Readonly<Record<Quote, string>> = {
  "'": "'",
  '"': '"',
  "'''": "'''",
  '"""': '"""',
  "/": "/",
  "$/": "/$",
};

const ESCAPED: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  s: " ",
  "\\": "\\",
  "'": "'",
  '"': '"',
  $: "$",
};

/** Texts in texts that are followed: `"${a("${b}")}"`. */
const MAX_DEPTH = 20;

const PATH = /\$[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/y;

/** Reads a text whose opening quote ends at `from`. Gives it with the offset behind its closing quote. */
export function lexText(
  lexing: Lexing,
  quote: Quote,
  from: number,
  depth: number,
  lexHole: LexHole,
): { readonly text: LexedText; readonly end: number } {
  const { source } = lexing;
  const closing = CLOSING[quote];
  const fills = quote !== "'" && quote !== "'''";
  const isLine = quote === "'" || quote === '"';
  const pieces: string[] = [];
  const runs: number[] = [0, from];
  const holes: LexedHole[] = [];
  let length = 0;
  let at = from;
  /** Characters that the file has no more of than the value has. */
  let plain = from;
  const take = (until: number): void => {
    pieces.push(source.slice(plain, until));
    length += until - plain;
  };
  const put = (value: string, width: number): void => {
    take(at);
    if (runs.at(-2) !== length) runs.push(length, at);
    else runs[runs.length - 1] = at;
    pieces.push(value);
    length += value.length;
    at += width;
    plain = at;
    runs.push(length, at);
  };
  let closed = false;
  while (at < source.length) {
    const character = source.charAt(at);
    if (character === closing[0] && source.startsWith(closing, at)) {
      closed = true;
      break;
    }
    if (isLine && (character === "\n" || character === "\r")) break;
    const escape = escapeAt(source, at, quote);
    if (escape !== undefined) put(escape.value, escape.width);
    else if (character === "\r" && source[at + 1] === "\n") put("\n", 2);
    else if (character === "$" && fills) {
      const hole = holeAt(lexing, at, depth, lexHole);
      const start = length + at - plain;
      if (hole !== undefined) holes.push({ start, end: start + hole.end - at, tokens: hole.tokens });
      at = hole?.end ?? at + 1;
    } else at++;
  }
  take(at);
  if (!closed) lexing.faults.push({ start: from, end: at, message: "has a text that nothing closes" });
  const text: LexedText = { value: pieces.join(""), runs, isDouble: fills, holes, start: from, end: at };
  return { text, end: closed ? at + closing.length : at };
}

/** What an escape stands for, and how long it is; undefined where there is none. */
function escapeAt(
  source: string,
  at: number,
  quote: Quote,
): { readonly value: string; readonly width: number } | undefined {
  const [character, next] = [source.charAt(at), source.charAt(at + 1)];
  if (quote === "$/")
    return character === "$" && (next === "$" || next === "/") ? { value: next, width: 2 } : undefined;
  if (character !== "\\") return undefined;
  if (quote === "/") return next === "/" ? { value: "/", width: 2 } : undefined;
  if (next === "\n") return { value: "", width: 2 };
  if (next === "\r" && source[at + 2] === "\n") return { value: "", width: 3 };
  const known = ESCAPED[next];
  if (known !== undefined) return { value: known, width: 2 };
  const code = /^u+([0-9a-fA-F]{4})/.exec(source.slice(at + 1, at + 12));
  if (code !== null)
    return { value: String.fromCharCode(Number.parseInt(code[1] ?? "", 16)), width: code[0].length + 1 };
  return next === "" ? undefined : { value: `\\${next}`, width: 2 };
}

function holeAt(
  lexing: Lexing,
  at: number,
  depth: number,
  lexHole: LexHole,
): { readonly tokens: readonly Token[]; readonly end: number } | undefined {
  const { source } = lexing;
  if (source[at + 1] !== "{") {
    PATH.lastIndex = at;
    const [path] = PATH.exec(source) ?? [];
    return path === undefined ? undefined : { tokens: tokensOfPath(path, at), end: at + path.length };
  }
  if (depth >= MAX_DEPTH || lexing.budget < 0) return undefined;
  const faults = lexing.faults.length;
  const hole = lexHole(lexing, at + 2, depth + 1);
  if (hole === undefined) lexing.faults.length = faults;
  return hole;
}

/** `$env.TOKEN` as the tokens of `env.TOKEN`. */
function tokensOfPath(path: string, at: number): Token[] {
  const tokens: Token[] = [];
  for (const { index, 0: written } of path.matchAll(/[A-Za-z_]\w*|\./g)) {
    const kind = written === "." ? "symbol" : "name";
    tokens.push({ kind, written, spaced: false, start: at + index, end: at + index + written.length });
  }
  return tokens;
}
