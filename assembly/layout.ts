// Where the tables lie in the kernel's memory. The image (src/matcher/image.ts) is written for these places.

/** Class of each byte, as core/byte-class.ts has them. */
export const CLASSES: i32 = 0x400;
/** What each byte can be in text that is encoded: the bits below. */
export const CODED: i32 = 0x500;
/** Roles of each byte: the bits below, two bytes each. */
export const ROLES: i32 = 0x800;
/** Nibble tables of the triggers: low and high of each of three places. */
export const TEDDY: i32 = 0x600;
/** Nibble tables of value bytes, word bytes and digits: low, high. */
export const NIBBLES: i32 = 0x680;
/** Nibble tables of what may stand between a name and its value: low, high. */
export const BETWEEN_NIBBLES: i32 = 0x6a0;
/** How far behind their boundary literals of runs stand, beside 0: the number of such places, and each. */
export const OFFSETS: i32 = 0x700;
/** Farthest that a literal of a name lies before its value. */
export const FARTHEST: i32 = 0x7f0;
/** What kind of content it is. */
export const MODE: i32 = 0x7f4;
/** Number that stands for the places of encoded text among the literals, two bytes. */
export const ENCODED: i32 = 0x7f6;
/** Source code, in which a value without quotes has a digit. */
export const CODE: i32 = 0;
/** Content with a structure, in which a value may lie anywhere. All other is `1`. */
export const STRUCTURED: i32 = 2;
// Tables by hash: one bit for each that some literal has, and for each the first of its records, two bytes. Bits are small, since
// they are read for each place. What is asked of all places of a kind is one or two of them; others are asked of what is left.
export const LEAD_BITS: i32 = 0x1400;
/** Literals that stand some bytes behind their boundary. */
export const BEHIND_BITS: i32 = 0x1800;
/** Where names of providers begin that have no more than three bytes. */
export const SHORT_BITS: i32 = 0x1c00;
/** By hash of four bytes: literals of runs that have four and more. */
export const FOUR_BITS: i32 = 0x2000;
/** By hash of six bytes: literals of runs in either case. */
export const SIX_BITS: i32 = 0x4000;
/** By hash of four bytes: last bytes of longer words that names end in, and of names of providers. */
export const TAIL_BITS: i32 = 0x6000;
/** By hash of four bytes: where names of providers begin. */
export const VALUE_BITS: i32 = 0x8000;
/** Words of three bytes that names end in. */
export const ENDING_BITS: i32 = 0xa000;
export const TRIGGER_BITS: i32 = 0xa400;
export const FEW_HEADS: i32 = 0xb000;
export const VALUE_HEADS: i32 = 0xf000;
export const LEAD_HEADS: i32 = 0x13000;
export const WORD_HEADS: i32 = 0x17000;
export const ENDING_HEADS: i32 = 0x1b000;
export const FOUR_HEADS: i32 = 0x1f000;
export const TAIL_HEADS: i32 = 0x23000;
export const THREE_HEADS: i32 = 0x27000;
export const SIX_HEADS: i32 = 0x2b000;
export const URL_HEADS: i32 = 0x2f000;
/** By hash of four bytes, letters in either case alike: literals of runs that have four and more. */
export const START_BITS: i32 = 0x30000;
/** By hash of four bytes, letters in either case alike: literals of runs in either case that have less than six bytes. */
export const FEW_BITS: i32 = 0x32000;
/** Literals of runs that have three bytes. */
export const THREE_BITS: i32 = 0x34000;
/** As `TAIL_BITS`, by another hash. */
export const TAIL_BITS_TOO: i32 = 0x36000;
/** By hash of a trigger and up to two bytes before it: words that hold it. */
export const WORD_BITS: i32 = 0x38000;
export const RECORDS: i32 = 0x3a000;
/** What was found, a literal and its place: eight bytes each. */
export const HITS: i32 = 0x180000;
export const MOST_HITS: i32 = 0xffff;
/** Bitmaps of the blocks of a chunk, and one more, eight bytes each: of bytes of runs, and as far behind them as follows. */
export const BITMAPS: i32 = 0x200000;
export const BITMAP: i32 = 8;
/** Bytes of words. */
export const WORDS: i32 = 0x800;
export const DIGITS: i32 = 0x1000;
/** Last bytes of triggers. */
export const TRIGGERS: i32 = 0x1800;
/** Bytes that are gone through at once: so few that they and what is made of them stay in the nearest cache. */
export const CHUNK: i32 = 4096;
/** Lists of places in a chunk, four bytes each. */
export const BOUNDARIES: i32 = 0x203000;
export const FAR_BOUNDARIES: i32 = 0x20c000;
export const VALUES: i32 = 0x216000;
export const TRIGGER_ENDS: i32 = 0x220000;
/** Starts of values that may be encoded: in the place of the triggers, which have been gone through by then. */
export const CODED_VALUES: i32 = 0x220000;
/** Content begins here; some zeros are kept before and behind it. */
export const INPUT: i32 = 0x22a100;

// A record, 48 bytes.
export const RECORD: i32 = 48;
export const LENGTH: i32 = 0;
export const ANY_CASE: i32 = 1;
export const FLAGS: i32 = 2;
export const MASK: i32 = 3;
export const CHECKED: i32 = 4;
export const LEAST: i32 = 5;
/** Where the hashed three bytes begin in the literal. */
export const GRAM: i32 = 6;
export const OFFSET: i32 = 7;
export const NEXT: i32 = 8;
export const LITERAL: i32 = 10;
export const WITHIN: i32 = 12;
export const TEXT: i32 = 16;
/** Bytes of a literal at most. */
export const MOST_TEXT: i32 = RECORD - TEXT;

/** How far behind the colon an address is looked into, as core/anchor.ts has it. */
export const URL_REACH: i32 = 1280;

// Flags of a record.
export const ASSIGNED: i32 = 1;
/** A provider's name that a call of its client begins with. */
export const CALLED: i32 = 2;
/** A word that may end a name without being what it is. */
export const TRAILING: i32 = 4;
/** A word that is something only behind a provider's name. */
export const SEEKS: i32 = 8;
/** A provider's name that is looked for before such a word. */
export const SOUGHT: i32 = 16;
/** A word that names end in. */
export const ENDING: i32 = 32;

// Roles of bytes.
/** May stand between a name and its value. */
export const BETWEEN: i32 = 1;
export const LETTER: i32 = 2;
/** Part of a name. */
export const NAME: i32 = 4;
export const QUOTE: i32 = 8;
export const SPACE: i32 = 16;
export const LINE_END: i32 = 32;
/** Part of a name that a provider's stands in. */
export const NAMED: i32 = 512;
/** Ends an address. */
export const URL_END: i32 = 64;
/** Tells that a value is assigned. */
export const SEPARATOR: i32 = 128;
/** May stand between a separator and the quote of a value: spaces, and the name of a call. */
export const WRAPPER: i32 = 256;
/** Begins an escape, or follows on the end of one. */
export const ESCAPING: i32 = 1024;

// What a byte can be in encoded text. Of four characters of base 64 that three bytes of text became:
export const FIRST_OF_FOUR: i32 = 1;
export const SECOND_OF_FOUR: i32 = 2;
export const THIRD_OF_FOUR: i32 = 4;
export const FOURTH_OF_FOUR: i32 = 8;
/** Upper half of a byte of text in hexadecimal, and any half. */
export const UPPER_HALF: i32 = 16;
export const HALF: i32 = 32;
/** First characters of what is compressed, or of `0x`, and those behind them. */
export const FRONT: i32 = 64;
export const BEHIND_FRONT: i32 = 128;
