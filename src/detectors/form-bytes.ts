/** What a byte can be in a form. */
export const NAME = 1;
export const SPACE = 2;
export const QUOTE = 4;
export const DIGIT = 8;
export const LETTER = 16;
/** Of the value of a note: `acme api key …`. */
export const NOTED = 32;
/** In front of the name that begins a line. */
export const LEAD = 64;
/** The first byte of what separates a name from its value, or of the type `string` in between. */
export const SEPARATOR = 128;
/** Of a value inside a longer text: `&token=…`. */
export const INNER = 256;
/** Between a name in quotes or brackets and what follows. */
export const CLOSE = 512;
/** In front of a string's quote. */
export const PREFIX = 1024;
/** Of a character of another script. */
export const HIGH = 2048;

const SPACES = "\t\n\v\f\r ";
const DIGITS = "0123456789";
const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const WORD = `${LETTERS}${DIGITS}_`;
const NO_INNER = `${SPACES}&;"'\`<>()[]{}\\,`;

/** Characters of each kind; as texts, since patterns would be compiled at every start. */
const CHARACTERS: readonly (readonly [kind: number, characters: string])[] = [
  [NAME, `${WORD}$.@-`],
  [SPACE, SPACES],
  [QUOTE, "\"'`"],
  [DIGIT, DIGITS],
  [LETTER, LETTERS],
  [NOTED, `${WORD}+/=.-`],
  [LEAD, `${SPACES}-#/;*`],
  [SEPARATOR, "=:?.+|!<s"],
  [CLOSE, "\"'`\\]"],
  [PREFIX, "bBrRuUfF@$LN"],
];

/** By byte: all that it can be. */
export const KINDS: Uint16Array = new Uint16Array(256).fill(INNER, 0, 0x80).fill(HIGH, 0x80);
const setKinds = (characters: string, kinds: (before: number) => number): void => {
  for (let at = 0; at < characters.length; at++) {
    const byte = characters.charCodeAt(at);
    KINDS[byte] = kinds(KINDS[byte] as number);
  }
};
setKinds(NO_INNER, (before) => before & ~INNER);
for (const [kind, characters] of CHARACTERS) setKinds(characters, (before) => before | kind);
