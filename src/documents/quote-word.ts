const PLAIN_WORD = /^[A-Za-z][A-Za-z_-]{0,29}$/;

/** A key as a message may repeat it, in backticks after a space; nothing where it is no plain word and may be a value. */
export function quoteWord(key: string): string {
  return PLAIN_WORD.test(key) ? ` \`${key}\`` : "";
}
