/** Bytes that one character of a pattern takes: a literal's code, or a table of 256 with 1 where a byte is taken. */
type Token = number | Uint8Array | "star";
/** Tokens between two slashes, or `**`: any number of folders. */
type Segment = readonly Token[] | "any-depth";

/** Compiled pattern of a .gitignore line; an undefined one is malformed and matches nothing, as in git. */
export type Glob = readonly Segment[] | undefined;

const ANY_BYTE = new Uint8Array(256).fill(1);

const POSIX_CLASSES: Readonly<Record<string, RegExp>> = {
  alnum: /[0-9A-Za-z]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  cntrl: /[\0-\x1f\x7f]/,
  digit: /[0-9]/,
  graph: /[!-~]/,
  lower: /[a-z]/,
  print: /[ -~]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /[ \t\n\r]/,
  upper: /[A-Z]/,
  xdigit: /[0-9A-Fa-f]/,
};

/** No class has a long name; the bound keeps a hostile line of `[:` from costing its length squared. */
const CLASS_NAME = /^\[:([^\]]{0,32}):\]/;

function addRange(table: Uint8Array, from: number, to: number): void {
  for (let byte = from; byte <= to; byte++) table[byte] = 1;
}

function addPosixClass(table: Uint8Array, name: string): boolean {
  const members = POSIX_CLASSES[name];
  if (members === undefined) return false;
  for (let byte = 0; byte < 256; byte++) if (members.test(String.fromCharCode(byte))) table[byte] = 1;
  return true;
}

/**
 * Reads a bracket expression whose `[` stands at `at`, by git's rules: a `]` right at the front is a member, `\` takes the
 * next byte as it is, a range needs both ends. Undefined where it is not closed or names an unknown class.
 */
function readBracket(pattern: string, at: number): { readonly table: Uint8Array; readonly next: number } | undefined {
  const table = new Uint8Array(256);
  let index = at + 1;
  const negated = pattern[index] === "!" || pattern[index] === "^";
  if (negated) index++;
  let previous = -1;
  for (let first = true; first || pattern[index] !== "]"; first = false, index++) {
    const isRange = pattern[index] === "-" && previous >= 0 && index + 1 < pattern.length && pattern[index + 1] !== "]";
    const named = CLASS_NAME.exec(pattern.slice(index, index + 40));
    if (named !== null) {
      if (!addPosixClass(table, named[1] ?? "")) return undefined;
      index += named[0].length - 1;
      previous = -1;
      continue;
    }
    if (isRange) index++;
    if (pattern[index] === "\\") index++;
    const byte = pattern.charCodeAt(index);
    if (Number.isNaN(byte)) return undefined;
    addRange(table, isRange ? previous : byte, byte);
    previous = isRange ? -1 : byte;
  }
  return { table: negated ? table.map((taken) => 1 - taken) : table, next: index + 1 };
}

/**
 * Compiles a pattern, a byte string like the paths that it is held against. Two stars beside other text are one star, as
 * git documents; git itself takes them for `**` where only plain text stands before them (`a**`).
 */
export function compileGlob(pattern: string): Glob {
  const segments: Segment[] = [];
  let tokens: Token[] = [];
  const close = () => {
    const isAnyDepth = tokens.length > 1 && tokens.every((token) => token === "star");
    segments.push(isAnyDepth ? "any-depth" : tokens);
    tokens = [];
  };
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at];
    if (char === "/") close();
    else if (char === "*") tokens.push("star");
    else if (char === "?") tokens.push(ANY_BYTE);
    else if (char === "[") {
      const bracket = readBracket(pattern, at);
      if (bracket === undefined) return undefined;
      tokens.push(bracket.table);
      at = bracket.next - 1;
    } else {
      if (char === "\\") at++;
      if (at >= pattern.length) return undefined;
      tokens.push(pattern.charCodeAt(at));
    }
  }
  close();
  return segments;
}

const takes = (token: number | Uint8Array, byte: number): boolean =>
  typeof token === "number" ? token === byte : token[byte] === 1;

/** Only the last star is ever tried again, which is enough and keeps the time at pattern times name. */
function matchesName(tokens: readonly Token[], name: string): boolean {
  let token = 0;
  let at = 0;
  let lastStar = -1;
  let triedFrom = 0;
  while (at < name.length) {
    const wanted = tokens[token];
    if (wanted === "star") {
      lastStar = token++;
      triedFrom = at;
    } else if (wanted !== undefined && takes(wanted, name.charCodeAt(at))) {
      token++;
      at++;
    } else if (lastStar >= 0) {
      token = lastStar + 1;
      at = ++triedFrom;
    } else return false;
  }
  while (tokens[token] === "star") token++;
  return token === tokens.length;
}

/** Whether a pattern matches a whole path, given as its names; `**` at the end needs one name at least. */
export function matchesGlob(glob: Glob, names: readonly string[]): boolean {
  if (glob === undefined) return false;
  let segment = 0;
  let at = 0;
  let lastDepth = -1;
  let triedFrom = 0;
  while (at < names.length) {
    const wanted = glob[segment];
    if (wanted === "any-depth") {
      if (segment === glob.length - 1) return true;
      lastDepth = segment++;
      triedFrom = at;
    } else if (wanted !== undefined && matchesName(wanted, names[at] ?? "")) {
      segment++;
      at++;
    } else if (lastDepth >= 0) {
      segment = lastDepth + 1;
      at = ++triedFrom;
    } else return false;
  }
  return segment === glob.length;
}
