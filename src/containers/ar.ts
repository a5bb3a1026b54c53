import type { Allowance } from "./allowance.ts";
import { type Content, faultOf, TOO_MUCH } from "./content.ts";
import { memberName } from "./member-name.ts";

/** `!<arch>` and the end of its line; then come the members, each behind a header of text. */
const MAGIC_LENGTH = 8;
const HEADER = 60;
/** Fields of a header, as ar(5) has them: all are text, filled up with blanks. */
const NAME = { at: 0, length: 16 };
const SIZE = { at: 48, length: 10 };
const END = { at: 58, text: "`\n" };

/** GNU's table of symbols and of long names: `/`, `/SYM64/`, `//`. */
const TABLE = /^\/(?:SYM64)?\/?$/;
/** A name that stands in the table of long names, in GNU's form, or in front of the content, in BSD's. */
const IN_TABLE = /^\/(\d{1,10})$/;
const IN_CONTENT = /^#1\/(\d{1,5})$/;

/** The files of an ar archive, which packages of Debian and static libraries are. */
export function* arMembers(bytes: Buffer, allowance: Allowance): Generator<Content, void, void> {
  let longNames: Buffer | undefined;
  for (let at = MAGIC_LENGTH; at < bytes.length; ) {
    const header = bytes.subarray(at, at + HEADER);
    const size = Number(textOf(header, SIZE));
    if (header.toString("latin1", END.at, END.at + 2) !== END.text || !Number.isSafeInteger(size) || size < 0) {
      yield faultOf("malformed", "has a broken header, behind which nothing can be told apart");
      return;
    }
    const from = at + HEADER;
    // Each member begins at an even place.
    at = from + size + (size % 2);
    const all = bytes.subarray(from, Math.min(bytes.length, from + size));
    const written = textOf(header, NAME);
    if (written === "//") longNames = all;
    if (TABLE.test(written)) continue;
    const front = Number(IN_CONTENT.exec(written)?.[1] ?? 0);
    const content = all.subarray(front);
    if (!allowance.take(content.length)) {
      yield faultOf("limit", TOO_MUCH);
      return;
    }
    const name = nameOf(header, written, all.subarray(0, front), longNames);
    if (all.length < size) yield faultOf("malformed", "is cut off", name);
    yield { type: "member", name, bytes: content };
  }
}

const textOf = (header: Buffer, { at, length }: { readonly at: number; readonly length: number }): string =>
  header.toString("latin1", at, at + length).trimEnd();

function nameOf(header: Buffer, written: string, front: Buffer, longNames: Buffer | undefined): string {
  const place = IN_TABLE.exec(written)?.[1];
  if (place !== undefined) {
    const rest = longNames?.subarray(Number(place)) ?? Buffer.alloc(0);
    const end = rest.indexOf("\n");
    return memberName(withoutEnd(rest.subarray(0, end < 0 ? rest.length : end)));
  }
  if (front.length > 0) return memberName(withoutEnd(front));
  return memberName(withoutEnd(header.subarray(0, Buffer.byteLength(written, "latin1"))));
}

/** GNU ends names with a slash, BSD fills them up with NULs. */
function withoutEnd(name: Buffer): Buffer {
  let end = name.length;
  while (end > 0 && (name[end - 1] === 0 || name[end - 1] === 0x2f)) end--;
  return name.subarray(0, end);
}
