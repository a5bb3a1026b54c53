const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

/** Columns that a text without control characters takes in a terminal. */
export function columnsOf(text: string): number {
  return PRINTABLE_ASCII.test(text) ? text.length : wideColumns(text);
}

/** The same of any text. Its patterns are made here, since few reports need them and each takes a tenth of a millisecond. */
function wideColumns(text: string): number {
  // Blocks that terminals draw two columns wide: Unicode's East Asian width W and F, joined into whole blocks, and what is
  // an emoji by default.
  const wide =
    /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18aff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u;
  // Marks that are drawn onto the character before them.
  const combining = /^[\p{Mn}\p{Me}\u200c\u200d]/u;
  let columns = 0;
  for (const character of text) {
    if (!combining.test(character)) columns += wide.test(character) ? 2 : 1;
  }
  return columns;
}

/** The longest end of a text that takes no more than `columns`. */
export function endWithin(text: string, columns: number): string {
  const characters = Array.from(text);
  let room = columns;
  let start = characters.length;
  while (start > 0) {
    room -= columnsOf(characters[start - 1] ?? "");
    if (room < 0) break;
    start--;
  }
  return characters.slice(start).join("");
}

/** Text broken at spaces into lines of at most `width` columns; a longer word, such as a link, stays whole. */
export function wrapWords(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    if (line !== "" && columnsOf(line) + 1 + columnsOf(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  if (line !== "") lines.push(line);
  return lines;
}
