/** A stretch of a sentence. */
export interface Part {
  readonly text: string;
  readonly isCode: boolean;
}

/** A sentence in parts: what stands between two backticks is code, and a backtick without its partner is a character. */
export function codeParts(sentence: string): Part[] {
  const parts = sentence.split("`");
  const last = parts.length - 1;
  return parts.map((text, index) => {
    if (index % 2 === 0) return { text, isCode: false };
    return index < last ? { text, isCode: true } : { text: `\`${text}`, isCode: false };
  });
}
