/** What opens a comment in the common languages and formats, with what closes it on the same line, if anything. */
const COMMENTS: readonly (readonly [open: string, close?: string])[] = [
  ["<!--", "-->"],
  ["<%--", "--%>"],
  ["{{!--", "--}}"],
  ["/*", "*/"],
  ["(*", "*)"],
  ["{-", "-}"],
  ["{#", "#}"],
  ["<#", "#>"],
  ["#"],
  ["//"],
  ["--"],
  [";"],
  ["%"],
  ["*"],
  ["!"],
  ["::"],
  [".."],
];
const CLOSERS = COMMENTS.flatMap(([, close]) => close ?? []);
const WORD_OPENER = /(?:^|\s)@?(?:rem|dnl)\s*$/i;
/** Text of Markdown and its like, where `#` begins a heading. */
const PROSE = /\.(?:md|mdx|markdown|rst|adoc|txt)$/i;

/** How a word stands in its line: right after what opens a comment, somewhere behind it, or in no comment at all. */
export type CommentPosition = "opened" | "behind" | "none";

/** Whether a string is still open, so that what looks like a comment may be text about one. */
function isQuoted(before: string): boolean {
  const plain = before.replace(/\\./g, "");
  return ['"', "`"].some((quote) => plain.split(quote).length % 2 === 0);
}

/** Where a word stands, by the part of its line before it and the path of the file. */
export function commentPosition(before: string, path: string): CommentPosition {
  // A quote or a letter right in front: the word is being written about.
  if (before !== "" && /[\p{L}\p{N}_"'`\\]$/u.test(before)) return "none";
  const lead = before.trimEnd();
  const opener = COMMENTS.find(([open]) => lead.endsWith(open))?.[0];
  if (opener !== undefined || WORD_OPENER.test(before)) {
    return isQuoted(before) || (PROSE.test(path) && opener !== "<!--") ? "behind" : "opened";
  }
  return COMMENTS.some(([open]) => before.includes(open)) ? "behind" : "none";
}

/** True where nothing but comment signs stands in front of the word. */
export function isAloneAfter(before: string): boolean {
  return /^[^\p{L}\p{N}"'`]*$/u.test(before.replace(WORD_OPENER, ""));
}

/** Length of what belongs to a comment, of the text behind its marker: up to what closes the comment, blanks left out. */
export function commentLength(before: string, after: string): { readonly length: number; readonly closed: boolean } {
  const closers = COMMENTS.flatMap(([open, close]) => (close !== undefined && before.includes(open) ? [close] : []));
  const ends = closers.map((close) => after.indexOf(close)).filter((at) => at !== -1);
  const end = Math.min(after.length, ...ends);
  const text = after.slice(0, end).trimEnd();
  const closer = CLOSERS.find((close) => text.endsWith(close)) ?? "";
  const rest = after.slice(end);
  const beyond = CLOSERS.reduce((left, close) => (left.startsWith(close) ? left.slice(close.length) : left), rest);
  return { length: text.slice(0, text.length - closer.length).trimEnd().length, closed: beyond.trim() !== "" };
}
