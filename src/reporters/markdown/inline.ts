import { codeParts } from "../code-parts.ts";
import { printable } from "../printable.ts";

/**
 * Words that no dialect of Markdown gives a meaning: letters with digits after them, such words joined by hyphens or
 * apostrophes, short numbers, days. A mention, a link, a reference, an emoji or markup has something else in it.
 */
const PLAIN =
  /^(?:\p{L}[\p{L}\p{M}\p{Nd}]*(?:['’\-]\p{L}[\p{L}\p{M}\p{Nd}]*)*|\p{Nd}{1,6}(?:,\p{Nd}{3})*(?:\.\p{Nd}{1,2})?|\d{4}-\d\d-\d\d|e\.g|i\.e)?$/u;

/** What becomes a link all the same: what GitHub and GitLab take for a commit, and the front of an address. */
const LINKED = /^(?:[\da-f]{7,}|www.*)$/iu;

/** A word in the punctuation of its sentence. */
const WORD = /^(?<before>["“‘(]*)(?<word>.*?)(?<after>["”’),.;:!?…–—-]*)$/su;

/** Sets a text apart as code: nothing in it is markup, and nobody is mentioned by it. A bar would end the cell of a table. */
export function codeSpan(text: string): string {
  const shown = printable(text).replaceAll("|", "\\x7c");
  const runs = shown.match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(0, ...runs.map(({ length }) => length)) + 1);
  const pad = runs.length > 0 || /^ | $/.test(shown) ? " " : "";
  return shown === "" ? "" : fence + pad + shown + pad + fence;
}

function wordOf(text: string): string {
  const { before = "", word = "", after = "" } = WORD.exec(text)?.groups ?? {};
  return PLAIN.test(word) && !LINKED.test(word) ? text : before + codeSpan(word) + after;
}

/** Two spans of code that touch would be one: their fences would. */
function joined(pieces: readonly string[]): string {
  let text = "";
  for (const piece of pieces) text += text.endsWith("`") && piece.startsWith("`") ? ` ${piece}` : piece;
  return text;
}

/**
 * A text of one line in Markdown, for a paragraph or the cell of a table. What stands between backticks is code, and so becomes
 * every word that is not plainly a word, since it may come from a file that was searched.
 */
export function inline(sentence: string): string {
  const wordsOf = (text: string): string[] =>
    text.split(/(\s+)/).map((word) => (/^\s+$/.test(word) ? " " : wordOf(word)));
  const pieces = codeParts(sentence).flatMap(({ text, isCode }) => (isCode ? [codeSpan(text)] : wordsOf(text)));
  // At the front of a line these begin a list.
  return joined(pieces)
    .trim()
    .replace(/^(\d*)([-.)])/, "$1\\$2");
}
