/**
 * Rules that no engine without backtracking can run: their patterns look ahead further than one character, or in each round of a
 * repetition.
 */
export const LOOKS_FAR: ReadonlySet<string> = new Set(["private-key/pgp", "sql/identified-by-password"]);
