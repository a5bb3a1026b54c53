import { RE2JS } from "re2js";
import { LINEAR_MARKS } from "../../core/linear-marks.ts";
import { toLinear } from "./translate.ts";

/** Where the value of the first match lies in a text. */
export type FindValue = (text: string) => readonly [from: number, to: number] | undefined;

/** Finds values by a pattern in time bounded by the length of the text. Throws where it is none that could. */
export function valueFinder(pattern: string, ignoreCase: boolean): FindValue {
  const { source, looksBack } = toLinear(pattern, ignoreCase);
  const regexp = RE2JS.compile(source, looksBack ? RE2JS.LOOKBEHINDS : 0);
  const groups = Object.entries(regexp.namedGroups());
  return (text) => {
    const matcher = regexp.matcher(text);
    if (!matcher.find()) return undefined;
    const placeOf = (mark: string): number | undefined =>
      groups
        .filter(([name]) => name.startsWith(mark))
        .map(([, number]) => matcher.start(number))
        .find((place) => place !== -1);
    const from = placeOf(LINEAR_MARKS.valueStart) ?? matcher.start();
    return [from, placeOf(LINEAR_MARKS.valueEnd) ?? placeOf(LINEAR_MARKS.end) ?? matcher.end()];
  };
}
