import { isAtLeast, SEVERITIES } from "../core/levels.ts";
import { PRACTICES, type Practice } from "../core/practices.ts";
import type { DashboardInput, KnownRule, LooksAt } from "./input.ts";
import type { Badge } from "./states.ts";

/** How a practice stands: `urgent` has critical or high findings, `open` others, `unseen` has rules that saw nothing to look at, `beyond` has no rule. */
export const STANDINGS = {
  urgent: { label: "Open findings", tone: "bad" },
  open: { label: "Open findings", tone: "warn" },
  clean: { label: "Nothing found", tone: "good" },
  unseen: { label: "Not looked at", tone: "note" },
  beyond: { label: "Beyond files", tone: "quiet" },
} as const satisfies Readonly<Record<string, Badge>>;
export type Standing = keyof typeof STANDINGS;

/** A rule that checks a practice. */
export interface CoveringRule {
  readonly id: string;
  /** Whether it ran and there was something for it to look at. */
  readonly looked: boolean;
  readonly findings: number;
  readonly isUrgent: boolean;
}

/** A practice with the rules that check it. */
export interface PracticeCoverage {
  readonly practice: Practice;
  readonly standing: Standing;
  readonly findings: number;
  /** Those with findings first, then by id. */
  readonly rules: readonly CoveringRule[];
}

/** Which practices the run has looked at, and which of them have findings, in their order. */
export function practiceCoverage({ rules, report, hasInventory }: DashboardInput): PracticeCoverage[] {
  const ran = new Set(report.rules.map(({ id }) => id));
  const found = new Map<string, number>();
  const urgent = new Set<string>();
  for (const { ruleId, severity } of report.findings) {
    found.set(ruleId, (found.get(ruleId) ?? 0) + 1);
    if (isAtLeast(SEVERITIES, severity, "high")) urgent.add(ruleId);
  }
  const there: Readonly<Record<LooksAt, boolean>> = {
    files: report.counts.files > 0,
    pipelines: report.counts.pipelines > 0,
    inventory: hasInventory,
  };
  const covering = ({ meta: { id }, looksAt }: KnownRule): CoveringRule => {
    const findings = found.get(id) ?? 0;
    return { id, findings, isUrgent: urgent.has(id), looked: findings > 0 || (ran.has(id) && there[looksAt]) };
  };
  return PRACTICES.map((practice) => {
    const own = rules.filter(({ meta }) => meta.practices.includes(practice.id)).map(covering);
    const findings = own.reduce((sum, rule) => sum + rule.findings, 0);
    own.sort((a, b) => b.findings - a.findings || (a.id < b.id ? -1 : 1));
    return { practice, standing: standingOf(own, findings), findings, rules: own };
  });
}

function standingOf(rules: readonly CoveringRule[], findings: number): Standing {
  if (rules.length === 0) return "beyond";
  if (findings > 0) return rules.some(({ isUrgent }) => isUrgent) ? "urgent" : "open";
  return rules.some(({ looked }) => looked) ? "clean" : "unseen";
}
