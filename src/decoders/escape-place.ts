import { latin1 } from "../core/text.ts";
import { type Escapes, HEX_ESCAPES, OCTAL, PERCENT, REFERENCES, UNICODE } from "./escapes.ts";

/** How far a place is looked at: three escapes. */
const LOOK = 18;

/**
 * What tells that text is escaped, where one of `ESCAPES` of core/anchor.ts stands: a sign that names and values are parted by, or
 * three characters in a row that need no escape.
 */
const TELLING: readonly { readonly front: string; readonly pattern: RegExp; readonly escapes: Escapes }[] = [
  {
    front: "%",
    pattern: /^%(?:3A|3D|22|40|2F|2B|[67]\d%[2-7][\da-fA-F]%[2-7][\da-fA-F])/,
    escapes: PERCENT,
  },
  { front: "\\u", pattern: /^\\u00[2-7][\da-fA-F]/, escapes: UNICODE },
  { front: "\\x", pattern: /^\\x[67][\da-fA-F]\\x[2-7][\da-fA-F]\\x[2-7][\da-fA-F]/, escapes: HEX_ESCAPES },
  { front: "\\1", pattern: /^\\1[4-6][0-7]\\[01][0-7]{2}\\[01][0-7]{2}/, escapes: OCTAL },
  { front: ";", pattern: /^;(?:&#x?[\da-f]{2,6};|:&(?:quot|#34|#x22);)/i, escapes: REFERENCES },
];

/** How the text at a place is escaped, if it is. */
export function escapesAt(bytes: Uint8Array, at: number): Escapes | undefined {
  const text = latin1(bytes, at, Math.min(bytes.length, at + LOOK));
  return TELLING.find(({ front, pattern }) => text.startsWith(front) && pattern.test(text))?.escapes;
}
