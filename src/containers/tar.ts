import type { Allowance } from "./allowance.ts";
import { type Content, faultOf, TOO_MUCH } from "./content.ts";
import { memberName } from "./member-name.ts";

/** A tar archive is made of blocks: a header, then as many as the content takes. */
const BLOCK = 512;

/** Fields of a header, by POSIX.1-1988 (ustar) and GNU tar. */
const NAME = { at: 0, length: 100 };
const SIZE = { at: 124, length: 12 };
const CHECKSUM = { at: 148, length: 8 };
const TYPE = 156;
const MAGIC = { at: 257, length: 6 };
const PREFIX = { at: 345, length: 155 };

interface Field {
  readonly at: number;
  readonly length: number;
}

const REGULAR = new Set(["0", "\0", "7", "S"]);
/** A long name for the next member, as GNU tar has it. */
const LONG_NAME = "L";
/** Records for the next member, as POSIX.1-2001 has them. */
const RECORDS = "x";

/** The files of a tar archive. Links and devices hold nothing; where a header is none, the rest is lost and told. */
export function* tarMembers(bytes: Buffer, allowance: Allowance): Generator<Content, void, void> {
  let given: Buffer | undefined;
  let hasEnded = false;
  for (let at = 0; at + BLOCK <= bytes.length; ) {
    const header = bytes.subarray(at, at + BLOCK);
    // Two blocks of nothing end an archive, and tapes are filled up with more of them. Another archive may follow, as `cat` makes it.
    if (isBlank(header)) {
      hasEnded = true;
      at += BLOCK;
      continue;
    }
    const size = sizeOf(header);
    if (!isSound(header) || size === undefined) {
      if (hasEnded) return;
      yield faultOf("malformed", "has a broken header, behind which nothing can be told apart");
      return;
    }
    hasEnded = false;
    const from = at + BLOCK;
    const content = bytes.subarray(from, Math.min(bytes.length, from + size));
    const type = String.fromCharCode(header[TYPE] as number);
    if (type === LONG_NAME) given = untilNul(content);
    else if (type === RECORDS) given = pathRecord(content) ?? given;
    else {
      if (REGULAR.has(type)) {
        const name = memberName(given ?? nameOf(header));
        if (!allowance.take(content.length)) {
          yield faultOf("limit", TOO_MUCH);
          return;
        }
        if (content.length < size) yield faultOf("malformed", "is cut off", name);
        yield { type: "member", name, bytes: content };
      }
      given = undefined;
    }
    at = from + Math.ceil(size / BLOCK) * BLOCK;
  }
  if (!hasEnded && (bytes.length % BLOCK !== 0 || bytes.length === 0)) yield faultOf("malformed", "is cut off");
}

const isBlank = (block: Buffer): boolean => block.every((byte) => byte === 0);

const untilNul = (bytes: Buffer): Buffer => {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
};

const fieldOf = (header: Buffer, { at, length }: Field): Buffer => untilNul(header.subarray(at, at + length));

function nameOf(header: Buffer): Buffer {
  const name = fieldOf(header, NAME);
  // GNU tar has times where POSIX has the first part of a long name.
  const isPosix = header.toString("latin1", MAGIC.at, MAGIC.at + MAGIC.length) === "ustar\0";
  const prefix = isPosix ? fieldOf(header, PREFIX) : Buffer.alloc(0);
  return prefix.length === 0 ? name : Buffer.concat([prefix, Buffer.from("/"), name]);
}

/** Octal digits between blanks and NULs; none mean zero. */
function octal(text: string): number | undefined {
  const [, digits] = /^ *([0-7]*)[ \0]*$/.exec(text) ?? [];
  return digits === undefined ? undefined : Number.parseInt(`0${digits}`, 8);
}

/** Bytes of content: octal digits, or binary with the first bit set where these are too few. */
function sizeOf(header: Buffer): number | undefined {
  const field = header.subarray(SIZE.at, SIZE.at + SIZE.length);
  const first = field[0] as number;
  if ((first & 0x80) === 0) return octal(field.toString("latin1"));
  const size = [first & 0x7f, ...field.subarray(1)].reduce((sum, byte) => sum * 256 + byte, 0);
  return Number.isSafeInteger(size) ? size : undefined;
}

/** Whether a header's bytes add up to its checksum, for which the checksum itself counts as blanks. */
function isSound(header: Buffer): boolean {
  const { at, length } = CHECKSUM;
  const said = octal(header.toString("latin1", at, at + length));
  let sum = 0;
  for (const [index, byte] of header.entries()) sum += index >= at && index < at + length ? 32 : byte;
  return said === sum;
}

/** The path among records such as `30 path=some/long/name\n`, each with its own length in front. */
function pathRecord(records: Buffer): Buffer | undefined {
  let path: Buffer | undefined;
  for (let at = 0; at < records.length; ) {
    const blank = records.indexOf(32, at);
    const length = blank < 0 ? Number.NaN : Number(records.toString("latin1", at, blank));
    if (!Number.isInteger(length) || length <= blank - at + 1) return path;
    const record = records.subarray(blank + 1, at + length - 1);
    if (record.toString("latin1", 0, 5) === "path=") path = record.subarray(5);
    at += length;
  }
  return path;
}
