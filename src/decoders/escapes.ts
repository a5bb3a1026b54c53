import type { Encoding } from "./decoded.ts";
import { NAMED_CHARACTERS } from "./named-characters.ts";

/** A way to write characters so that others than they stand there. */
export interface Escapes {
  readonly encoding: Encoding;
  /** Matches one escape, of any character, where it stands. */
  readonly escape: RegExp;
  /** The bytes that an escape stands for; nothing where it is none. */
  read(escape: string): Buffer | undefined;
  /** Bytes in which such a text ends on either side. */
  readonly ends: RegExp;
}

const ofCode = (code: number): Buffer | undefined =>
  code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? undefined : Buffer.from(String.fromCodePoint(code));

const SIGNS: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

/** An escape of a string of programs: `\x41`, `\u0041`, `\u{41}`, `\101`, `\n`, `\"`. */
function readStringEscape(escape: string): Buffer | undefined {
  const sign = escape[1] as string;
  const digits = escape.slice(2).replaceAll(/[\{\}]/gv, "");
  if (sign === "u" || sign === "U") return ofCode(Number.parseInt(digits, 16));
  if (sign === "x") return Buffer.from([Number.parseInt(digits, 16)]);
  if (/[0-3]/.test(sign)) return Buffer.from([Number.parseInt(escape.slice(1), 8)]);
  return Buffer.from(SIGNS[sign] ?? sign);
}

const STRING_ENDS = /["'`\r\n]/;
const inString = (encoding: Encoding): Escapes => ({
  encoding,
  escape: /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|u\{[\da-fA-F]{1,6}\}|U[\da-fA-F]{8}|[0-3][0-7]{2}|[nrt"'\\\/])/y,
  read: readStringEscape,
  ends: STRING_ENDS,
});

export const UNICODE = inString("unicode escapes");
export const HEX_ESCAPES = inString("hex escapes");
export const OCTAL = inString("octal escapes");

export const PERCENT: Escapes = {
  encoding: "percent-encoding",
  escape: /%[\da-f]{2}/iy,
  read: (escape) => Buffer.from(escape.slice(1), "hex"),
  ends: /[\s"'`<>\|\\\^\{\}]/v,
};

export const REFERENCES: Escapes = {
  encoding: "character references",
  escape: /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});/iy,
  read(escape) {
    const name = escape.slice(1, -1);
    if (!name.startsWith("#")) {
      const named = NAMED_CHARACTERS.get(name);
      return named === undefined ? undefined : Buffer.from(named);
    }
    const isHex = /^#x/i.test(name);
    return ofCode(Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10));
  },
  ends: /["'`<>\r\n]/,
};
