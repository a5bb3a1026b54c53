/** Stands for the comments that hide findings where a literal's owner is asked for: no rule has that index. */
export const MARKER_OWNER = 0xffff;

/** Stands for encoded text in the same way. */
export const ENCODED_OWNER = 0xfffe;
