import type { SecretMatch } from "../core/stages.ts";

/** Bytes of blanks between two texts at most. */
const MOST_BLANKS = 200;

/**
 * Whether the code goes on with another text beside the one that a match lies in: `"…" + "…"`, or `"…" "…"` without a sign. So
 * told from the bytes, that nothing has to be parsed elsewhere.
 */
export function isJoint(bytes: Uint8Array, { secret: { start, end }, quoted }: SecretMatch): boolean {
  if (!quoted || !isQuote(bytes[end]) || !isQuote(bytes[start - 1])) return false;
  return isSum(bytes, end + 1, 1) || isSum(bytes, start - 2, -1);
}

function isSum(bytes: Uint8Array, from: number, step: 1 | -1): boolean {
  let at = skipBlanks(bytes, from, step);
  const sign = bytes[at] === PLUS;
  if (sign) at = skipBlanks(bytes, at + step, step);
  const byte = bytes[at];
  if (isQuote(byte)) return sign || at !== from || step === 1;
  // Numbers are constants, too, and brackets may hold some; what is added but for these is known only when the code runs.
  if (sign && byte !== undefined && (isDigit(byte) || byte === (step === 1 ? OPENED : CLOSED))) return true;
  // Texts side by side are one in Python; in front of the second its kind may stand.
  return step === 1 && at !== from && isKind(byte) && (isQuote(bytes[at + 1]) || isKind(bytes[at + 1]));
}

function skipBlanks(bytes: Uint8Array, from: number, step: 1 | -1): number {
  let at = from;
  for (let blanks = 0; blanks < MOST_BLANKS && isBlank(bytes[at] ?? 0); blanks++) at += step;
  return at;
}

const OPENED = 0x28;
const CLOSED = 0x29;
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
const PLUS = 0x2b;
const isQuote = (byte: number | undefined): boolean => byte === 0x22 || byte === 0x27 || byte === 0x60;
/** Blanks, line ends, and the backslash that goes on with a line. */
const isBlank = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0x5c;
/** `b`, `r`, `u`, `f` in either case. */
const isKind = (byte: number | undefined): boolean =>
  byte !== undefined && "bBrRuUfF".includes(String.fromCharCode(byte));
