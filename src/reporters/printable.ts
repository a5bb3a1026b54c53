import { once } from "../core/once.ts";

/**
 * Characters that a terminal acts on or that hide or reorder text: controls, formats (bidirectional marks, zero-width
 * and tag characters), line and paragraph separators, lone surrogates. The two joiners stay: scripts and emoji need them.
 */
const unprintable = once(() => /[[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]--[\u200c\u200d]]/gv);

/** Most texts: told without the pattern above, which takes V8 a while to compile. */
const PLAIN = /^[ -~]*$/;

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;
}

/** Text with everything that could act on a terminal, or deceive its reader, written out as `\x1b` or `\u{202e}`. */
export function printable(text: string): string {
  return PLAIN.test(text) ? text : text.replace(unprintable(), escaped);
}
