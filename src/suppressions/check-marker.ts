import { isDay } from "../core/days.ts";
import { nearest } from "../core/nearest.ts";
import type { Marker } from "./marker.ts";

const ID = /^[a-z][a-z\d-]{0,40}\/(?:[a-z][a-z\d-]{0,60}|\*)$/i;

/** What a rule of a marker stands for: ids of known rules, a whole group by `group/*`; empty where there is none. */
export function ruleIdsOf(rule: string, known: readonly string[]): readonly string[] {
  if (rule.endsWith("/*")) return known.filter((id) => id.startsWith(rule.slice(0, -1)));
  return known.includes(rule) ? [rule] : [];
}

/** Why a comment of ours hides nothing, in sentences; undefined where it holds on the day `asOf`. */
export function faultOf(marker: Marker, known: readonly string[], asOf: string): string | undefined {
  const { rules, reason, until } = marker;
  if (rules.length === 0) {
    return "The comment names no rule, so it hides nothing. Write the rule after `sealint-ignore`, as the report names it.";
  }
  const unknown = rules.find((rule) => ruleIdsOf(rule, known).length === 0);
  if (unknown !== undefined) return unknownRule(unknown, known);
  if (!/[\p{L}\p{N}]/u.test(reason)) {
    return "The comment gives no reason, so it hides nothing. Write two dashes and the reason behind the rule.";
  }
  if (until === undefined) return undefined;
  if (!isDay(until)) {
    return "What follows `until=` is no day, so the comment hides nothing. Write year, month and day, such as `until=2027-01-31`.";
  }
  if (until >= asOf) return undefined;
  return `The suppression expired on ${until}, so it hides nothing. Mend what it accepted, or decide again and write a later day.`;
}

/** Repeats what is written only where it looks like a rule: somebody may have pasted a value. */
function unknownRule(written: string, known: readonly string[]): string {
  if (!ID.test(written)) {
    return "What the comment names is no rule, so it hides nothing. Rules look like `group/name`; write the one that the report names.";
  }
  const groups = [...new Set(known.map((id) => `${id.split("/")[0]}/*`))];
  const near = nearest(written, [...known, ...groups]);
  const hint = near === undefined ? "`sealint rules list` names them all." : `Did you mean \`${near}\`?`;
  return `There is no rule \`${written}\`, so the comment hides nothing. ${hint}`;
}
