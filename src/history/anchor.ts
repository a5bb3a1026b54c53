/** More rules than there ever are. */
export const RULES = 1 << 14;
/** As far as this before its anchor a match may begin, or farther: then only the rule tells. */
export const FAR = (1 << 12) - 1;
const LEADS = FAR + 1;

/** Numbers that one offset takes: those of the offset `n` lie from `n * PER_OFFSET` on. */
export const PER_OFFSET = RULES * LEADS;

/**
 * An offset in bytes, a rule's index, and how many bytes before the offset a match of it begins at most, as one whole number. They are in the
 * order of their offsets. Exact for content of up to 128 MiB.
 */
export const anchorOf = (offset: number, rule: number, lead: number): number =>
  offset * PER_OFFSET + rule * LEADS + Math.min(lead, FAR);

export const offsetOf = (anchor: number): number => Math.floor(anchor / PER_OFFSET);
export const ruleOf = (anchor: number): number => Math.floor(restOf(anchor) / LEADS);
/** `FAR` where it is not known here. */
export const leadOf = (anchor: number): number => restOf(anchor) % LEADS;

/** What is not the offset. The remainder of a number of more than 32 bits takes a processor ten times as long. */
const restOf = (anchor: number): number => (anchor - offsetOf(anchor) * PER_OFFSET) | 0;
