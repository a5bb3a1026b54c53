import { refuseNestedRepeats } from "./regex/nested-repeats.ts";
import { parseRegex } from "./regex/parse.ts";
import { printRegex } from "./regex/print.ts";
import { type Dialect, Untranslatable } from "./regex/syntax.ts";

/** Longer values than this are not told apart by a pattern's repeats. */
const BOUND = 1_000;

/** The test of a pattern that values or lines are held against, or the reason why there is none. */
export function valuePattern(pattern: string, dialect: Dialect): ((text: string) => boolean) | string {
  try {
    const { root } = parseRegex(pattern, dialect);
    refuseNestedRepeats(root);
    const { source, ignoreCase } = printRegex(root, { bound: BOUND });
    const regexp = new RegExp(source, ignoreCase ? "iv" : "v");
    return (text) => regexp.test(text);
  } catch (error) {
    if (error instanceof Untranslatable) return error.message;
    if (error instanceof SyntaxError) return "it is no pattern here";
    throw error;
  }
}
