import type { Span } from "../core/span.ts";
import { latin1 } from "../core/text.ts";
import type { Decoded } from "./decoded.ts";
import { BASE64, DigitRows, type Digits, digitsEnd, HEX, isInValue } from "./digits.ts";
import { isArchive, isPacked, TAR_HEAD } from "./packed.ts";
import { isPlain, isText } from "./plain-text.ts";
import { nextRow } from "./rows.ts";
import { widePart, wideText } from "./wide-text.ts";

/** Digits that say what all of them are: twelve bytes. */
const HEAD: Readonly<Record<Digits["encoding"], number>> = { base64: 16, hex: 24 };
/** Fewer digits hold no secret. */
const LEAST: Readonly<Record<Digits["encoding"], number>> = { base64: 20, hex: 32 };

/** What came of a place: text or something compressed, and where to look on. */
export interface ReadDigits {
  readonly decoded?: Decoded;
  readonly end: number;
}

/**
 * Reads base 64 or hexadecimal digits, on several lines perhaps, that begin at a place and decode to text or to something compressed.
 * `isOpen` says that the content begins in the middle of something, so that digits from its first byte on may belong to others that
 * are not there.
 */
export function readDigits(bytes: Uint8Array, at: number, isOpen: boolean): ReadDigits | undefined {
  if (isOpen && at === 0) return readFromMiddle(bytes);
  if (isInValue(bytes, at)) return undefined;
  const hexAt = bytes[at] === 0x30 && ((bytes[at + 1] as number) | 0x20) === 0x78 ? at + 2 : at;
  return readAs(HEX, bytes, hexAt) ?? readAs(BASE64, bytes, at);
}

/** Digits that began before the content: which of a group the first one is, their text tells. */
function readFromMiddle(bytes: Uint8Array): ReadDigits | undefined {
  const ways = [0, 1, 2, 3].map((phase) => [BASE64, phase] as const);
  for (const [digits, phase] of [...ways, [HEX, 0] as const, [HEX, 1] as const]) {
    const read = readAs(digits, bytes, phase);
    if (read?.decoded !== undefined) return { ...read, decoded: { ...read.decoded, open: true } };
  }
  return undefined;
}

function readAs(digits: Digits, bytes: Uint8Array, at: number): ReadDigits | undefined {
  const end = digitsEnd(digits, bytes, at);
  if (end - at < LEAST[digits.encoding] || !isWhole(digits, bytes, at, end)) return undefined;
  const head = digits.decode(latin1(bytes, at, at + HEAD[digits.encoding]));
  const packed = isPacked(head);
  if (!packed && !isPlain(head) && !isWide(head)) return undefined;
  const rows = new DigitRows(digits);
  const first = { start: at, end };
  const binary = packed || head[1] === 0 || isTar(digits, bytes, first);
  const content = gather(digits, bytes, first, rows, binary ? Infinity : 0);
  const { span } = rows;
  if (content === undefined) return { end };
  const place = (part: Span): Span => rows.place(part);
  const decoded = { encoding: digits.encoding, span, atEnd: span.end === bytes.length, open: false };
  if (packed || isArchive(content)) return { end: span.end, decoded: { ...decoded, bytes: content, place } };
  const wide = wideText(content);
  if (wide !== undefined)
    return { end: span.end, decoded: { ...decoded, bytes: wide, place: (part) => place(widePart(part)) } };
  return { end: span.end, ...(isText(content) ? { decoded: { ...decoded, bytes: content, place } } : {}) };
}

/** A hash or a number is hexadecimal, too, and a word of letters alone is no base 64. */
function isWhole({ encoding }: Digits, bytes: Uint8Array, from: number, end: number): boolean {
  if (encoding === "hex") return (end - from) % 2 === 0 && (end === bytes.length || !isInValue(bytes, end + 1));
  for (let at = from; at < end; at++) if (isDecimal(bytes[at] as number)) return true;
  return false;
}

const isDecimal = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

const isWide = (head: Uint8Array): boolean =>
  head.every((byte, index) => (index % 2 === 0 ? byte >= 0x20 && byte < 0x7f : byte === 0));

/** Whether digits decode to a tar archive, which begins with a name. */
const isTar = (digits: Digits, bytes: Uint8Array, first: Span): boolean =>
  isArchive(gather(digits, bytes, first, new DigitRows(digits), TAR_HEAD * digits.group.digits) ?? Buffer.alloc(0));

/**
 * Takes the row of digits and those on the lines behind it, as long as they decode to text or there are not `most` of them yet.
 * Nothing where the first one does not.
 */
function gather(digits: Digits, bytes: Uint8Array, first: Span, rows: DigitRows, most: number): Buffer | undefined {
  const parts: Buffer[] = [];
  const { group } = digits;
  let rest = "";
  let count = 0;
  for (let row: Span | undefined = first; row !== undefined; ) {
    const all: string = rest + latin1(bytes, row.start, row.end);
    const whole = all.length - (all.length % group.digits);
    const part = digits.decode(all.slice(0, whole));
    if (count >= most && (most > 0 || !isText(part))) break;
    count += row.end - row.start;
    rows.add(row);
    parts.push(part);
    rest = all.slice(whole);
    row = nextRow(digits, bytes, { end: row.end, length: row.end - row.start, first: first.end - first.start });
  }
  if (parts.length === 0) {
    rows.add(first);
    return undefined;
  }
  return Buffer.concat([...parts, digits.decode(rest)]);
}
