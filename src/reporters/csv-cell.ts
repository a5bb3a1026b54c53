import { printable } from "./printable.ts";

/** Spreadsheets take such a text for a formula and run it, in full-width characters, too. */
const FORMULA = /^[\s'"]*[=+\-@\uff1d\uff0b\uff0d\uff20]/;

/** Where a spreadsheet separates by semicolons, what follows one begins a cell. */
const AFTER_SEMICOLON = /(;[\s'"]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

/**
 * A text as a cell of RFC 4180: always in quotes, on one line, and with an apostrophe in front of what a spreadsheet would take
 * for a formula, which makes it show the text instead.
 */
export function csvCell(text: string): string {
  const shown = printable(text);
  const safe = (FORMULA.test(shown) ? `'${shown}` : shown).replace(AFTER_SEMICOLON, "$1'");
  return `"${safe.replaceAll('"', '""')}"`;
}
