// Where the tables lie in the kernel's memory. The image (src/matcher/image.ts) is written for these places.

/** Class of each byte, as core/byte-class.ts has them. */
export const CLASSES: i32 = 0x400;
/** Roles of each byte: the bits below, two bytes each. */
export const ROLES: i32 = 0x800;
/** Nibble tables of the triggers: low and high of each of three places. */
export const TEDDY: i32 = 0x600;
/** Nibble tables of value bytes, word bytes and digits: low, high. */
export const NIBBLES: i32 = 0x680;
/** Number of offsets of run literals beyond 0, only the first of them below 32, then each with the byte, in lower case, that all literals there begin with, or 0. */
export const OFFSETS: i32 = 0x700;
/** Farthest that a literal of a name lies before its value. */
export const FARTHEST: i32 = 0x7f0;
/** 1 where the content is source code, in which a value without quotes has a digit. */
export const MODE: i32 = 0x7f4;
export const RUN_BITS: i32 = 0x1000;
export const VALUE_BITS: i32 = 0x3000;
export const ENDING_BITS: i32 = 0x5000;
export const LEAD_BITS: i32 = 0x7000;
export const RUN_HEADS: i32 = 0x9000;
export const VALUE_HEADS: i32 = 0xd000;
export const LEAD_HEADS: i32 = 0x11000;
export const WORD_HEADS: i32 = 0x15000;
export const URL_HEADS: i32 = 0x19000;

export const ENDING_HEADS: i32 = 0x20000;
/** By hash of four bytes, 17 bits. */
export const FOUR_BITS: i32 = 0x24000;
export const FOUR_HEADS: i32 = 0x28000;
export const TAIL_BITS: i32 = 0x2c000;
export const TAIL_HEADS: i32 = 0x30000;
export const RECORDS: i32 = 0x34000;
/** What was found: 16 bytes each. */
export const HITS: i32 = 0x100000;
export const MOST_HITS: i32 = 0xffff;
/** Content begins here; some zeros are kept before and behind it. */
export const INPUT: i32 = 0x200100;

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

// Flags of a record.
export const ASSIGNED: i32 = 1;
/** A provider's name that a call of its client begins with. */
export const CALLED: i32 = 2;
/** A word that may end a name without being what it is. */
export const TRAILING: i32 = 4;

// Roles of bytes.
/** May stand between a name and its value. */
export const BETWEEN: i32 = 1;
export const LETTER: i32 = 2;
/** Part of a name. */
export const NAME: i32 = 4;
export const QUOTE: i32 = 8;
export const SPACE: i32 = 16;
export const LINE_END: i32 = 32;
/** Ends an address. */
export const URL_END: i32 = 64;
/** Tells that a value is assigned. */
export const SEPARATOR: i32 = 128;
/** May stand between a separator and the quote of a value: spaces, and the name of a call. */
export const WRAPPER: i32 = 256;
