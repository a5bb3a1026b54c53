import type { Reader } from "./reader.ts";
import { type Dialect, Untranslatable } from "./syntax.ts";

const CONTROLS: Readonly<Record<string, number>> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };

/** Code of the one character that stands escaped next, its backslash taken already. */
export function readEscape(reader: Reader, dialect: Dialect): number {
  const hex = reader.takeMatch(/x(?:([\dA-Fa-f]{2})|\{([\dA-Fa-f]{1,6})\})/y);
  if (hex !== undefined) return codeOf(hex[1] ?? hex[2] ?? "", 16);
  const octal = reader.takeMatch(/0[0-7]{0,2}|[1-7][0-7]{2}/y)?.[0];
  if (octal !== undefined) return codeOf(octal, 8);
  if (dialect === "python") {
    const unicode = reader.takeMatch(/u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})/y);
    if (unicode !== undefined) return codeOf(unicode[1] ?? unicode[2] ?? "", 16);
  }
  if (reader.done) throw new Untranslatable("it ends in a backslash");
  const letter = reader.peek();
  const control = CONTROLS[letter];
  if (control === undefined && /[\dA-Za-z]/.test(letter)) {
    throw new Untranslatable(/\d/.test(letter) ? "it refers back to a group" : `\`\\${letter}\` has no equal`);
  }
  const code = reader.next();
  return control ?? code;
}

function codeOf(digits: string, base: number): number {
  const code = Number.parseInt(digits, base);
  if (code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)) return code;
  throw new Untranslatable("it names a character that there is not");
}
