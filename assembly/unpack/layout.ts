// Where things lie in the memory of the unpacker. What is behind `FREE` belongs to whoever calls it.

/** Lengths of codes as a block states them: up to 320 bytes. */
export const LENGTHS: i32 = 0x400;
/** Symbols in the order of their codes, two bytes each. */
export const SORTED: i32 = 0x600;
/** Number of codes of each length, and the next code of each: four bytes each. */
export const COUNTS: i32 = 0xa00;
export const CODES: i32 = 0xa80;
/** Tables of literals and lengths, and of distances, as `build` makes them. */
export const LITERALS: i32 = 0x1000;
export const DISTANCES: i32 = 0x9000;
/** The same for blocks with the codes that the format fixes, made once. */
export const FIXED_LITERALS: i32 = 0x11000;
export const FIXED_DISTANCES: i32 = 0x13000;
/** Bases and extra bits of lengths and distances: four bytes each, in the form of an entry. */
export const LENGTH_ENTRIES: i32 = 0x14000;
export const DISTANCE_ENTRIES: i32 = 0x14100;

/** Bytes from here on are the caller's. */
export const FREE: i32 = 0x15000;
/** Bytes behind input and output that the unpacker may read or write over. */
export const SLACK: i32 = 320;
