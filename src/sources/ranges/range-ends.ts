import { ScanError } from "../../core/errors.ts";

/** The two ends of a range by their names: what the second has and the first has not. */
export interface RangeEnds {
  readonly from: string;
  readonly to: string;
}

/** As git reads them: no name has two dots in a row. */
const FORM = /^(?<from>.*?)(?<dots>\.{2,})(?<to>.*)$/s;

const HINT = "Write `--range FROM..TO`, for example `--range v1.2..HEAD`; `--since FROM` goes up to HEAD.";

/**
 * Reads `A..B`, or `A..` for what HEAD has more. `A...B` is what B has since it left A, which are the same commits. Throws a
 * ScanError for all else.
 */
export function rangeEnds(text: string): RangeEnds {
  const refuse = (why: string): ScanError => new ScanError(`\`--range\` cannot be \`${text}\`: ${why}`, HINT);
  const { from = "", dots = "", to = "" } = FORM.exec(text)?.groups ?? {};
  if (dots === "") throw refuse("it names one end only");
  if (dots.length > 3) throw refuse("there are too many dots");
  if (from === "" && to === "") throw refuse("it names no end");
  if (from === "") throw refuse("it does not say where it begins");
  if (/\.\.|\s/.test(to) || /\s/.test(from)) throw refuse("it names more than two ends");
  return { from, to: to === "" ? "HEAD" : to };
}
