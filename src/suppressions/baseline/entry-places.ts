/** Where an item of a baseline stands: 1-based line and column, and the column behind the last character of its line. */
export interface EntryPlace {
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
}

/** Braces and brackets around an item: those of the file and of the list. */
const DEPTH = 2;

/** Where each item of a baseline's list stands in its text, which is JSON. */
export function entryPlaces(text: string): readonly EntryPlace[] {
  const places: EntryPlace[] = [];
  const lines = new Lines(text);
  let depth = 0;
  let isItemDue = false;
  // Texts go as a whole, so that what they hold is no bracket.
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],]|[^\s{}[\],"]+/g)) {
    if (depth === DEPTH && isItemDue && token !== "]") {
      places.push(lines.placeAt(index));
      isItemDue = false;
    }
    if (token === "{" || token === "[") depth++;
    else if (token === "}" || token === "]") depth--;
    if (depth === DEPTH && (token === "[" || token === ",")) isItemDue = true;
  }
  return places;
}

/** Counts lines from one offset to the next, so that none is counted twice. */
class Lines {
  #line = 1;
  #start = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  placeAt(offset: number): EntryPlace {
    for (let end = this.#text.indexOf("\n", this.#start); end !== -1 && end < offset; ) {
      this.#line++;
      this.#start = end + 1;
      end = this.#text.indexOf("\n", this.#start);
    }
    const end = this.#text.indexOf("\n", offset);
    const shown = this.#text.slice(offset, end === -1 ? this.#text.length : end).replace(/,?\r?$/, "");
    const column = offset - this.#start + 1;
    return { line: this.#line, column, endColumn: column + shown.length };
  }
}
