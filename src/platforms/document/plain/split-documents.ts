/** A document's text, and where it begins in that of the file. */
export interface DocumentText {
  readonly start: number;
  readonly text: string;
}

/** The mark between two documents on a line of its own, which ends even a block scalar. */
const MARK = /^---[ ]*$/gm;

/** The texts of a file's documents, without the marks between them, and without comments above the first mark. */
export function splitDocuments(text: string): DocumentText[] {
  // Nearly all files have one.
  if (!text.includes("\n---")) return [{ start: 0, text }];
  const documents: DocumentText[] = [];
  let start = 0;
  for (const { index, 0: mark } of text.matchAll(MARK)) {
    // Where nothing but comments stands above the first mark, no document does.
    if (start > 0 || !SAYS_NOTHING.test(text.slice(0, index)))
      documents.push({ start, text: text.slice(start, index) });
    start = Math.min(text.length, index + mark.length + 1);
  }
  documents.push({ start, text: text.slice(start) });
  return documents;
}

const SAYS_NOTHING = /^(?:[ ]*(?:#[^\n]*)?\n)*$/;
