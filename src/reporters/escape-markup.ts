import { printable } from "./printable.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** XML cannot hold these two, not even as references. */
const NEVER = /[\ufffe\uffff]/g;

/**
 * A text of one line for an element or a quoted attribute of XML or HTML. Control and deceptive characters, of which XML cannot
 * hold most, are written out as `\x1b` or `\u{202e}`.
 */
export function escapeMarkup(text: string): string {
  return printable(text)
    .replace(NEVER, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`)
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
