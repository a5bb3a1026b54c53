import type { Part, RuleOff, RuleSeverity } from "./imported.ts";

/** What the configuration says of one rule. */
export interface RuleSetting {
  readonly id: string;
  readonly severity: "off" | RuleSeverity["severity"];
  /** Where it holds, in order; everywhere where absent. */
  readonly paths?: readonly string[];
  readonly reason: string;
  readonly from: readonly string[];
}

/** Puts together what is said of each rule, which has one place in the configuration; what does not fit beside it is told. */
export function settleRules(
  off: readonly RuleOff[],
  severities: readonly RuleSeverity[],
): { readonly settings: readonly RuleSetting[]; readonly parts: readonly Part[] } {
  const ids = [...new Set([...off, ...severities].map(({ id }) => id))].sort();
  const parts: Part[] = [];
  const settings = ids.map((id): RuleSetting => {
    const offs = off.filter((one) => one.id === id);
    const others = severities.filter((one) => one.id === id);
    if (offs.length > 0) {
      parts.push(...others.map(({ from, severity }) => beside(id, from, severity)));
      return offOf(id, offs);
    }
    const [first, ...more] = others as [RuleSeverity, ...RuleSeverity[]];
    parts.push(
      ...more
        .filter(({ severity }) => severity !== first.severity)
        .map(({ from, severity }) => beside(id, from, severity)),
    );
    return { id, severity: first.severity, reason: first.reason, from: [first.from] };
  });
  return { settings, parts };
}

function offOf(id: string, offs: readonly RuleOff[]): RuleSetting {
  const whole = offs.filter(({ paths }) => paths === undefined);
  const counting = whole.length > 0 ? whole : offs;
  const paths = [...new Set(counting.flatMap((one) => one.paths ?? []))].sort();
  return {
    id,
    severity: "off",
    ...(whole.length > 0 ? {} : { paths }),
    reason: [...new Set(counting.map(({ reason }) => reason))].join(" "),
    from: [...new Set(counting.map(({ from }) => from))],
  };
}

function beside(id: string, from: string, severity: string): Part {
  const note = `severity ${severity} does not fit beside what else is said of ${id}`;
  return { fate: "left", at: from, note, todo: `Decide which of the two is to hold for ${id}.` };
}
