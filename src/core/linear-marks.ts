/** Names of the groups of no width that mark places in a match of RE2, each followed by a number: a part of a pattern may come several times. */
export const LINEAR_MARKS = { valueStart: "a", valueEnd: "b", nameStart: "c", nameEnd: "d", end: "e" } as const;
export type LinearMark = keyof typeof LINEAR_MARKS;
