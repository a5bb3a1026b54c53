import type { RuleMeta } from "../core/rule.ts";
import type { SourceEvent, Unit } from "../core/source.ts";
import type { ScanCounts, ScanReport } from "../core/stages.ts";
import { acceptProblems } from "../suppressions/accept-problems.ts";
import { applySuppressions } from "./apply-suppressions.ts";
import type { Facts } from "./facts.ts";
import { createInspect } from "./inspect-unit.ts";
import { join } from "./join.ts";
import type { EngineOptions } from "./options.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { severityOf } from "./overrides.ts";

/**
 * The whole scan of what a source yields: facts of each unit, then what follows from all of them. Problems never stop it.
 * `note` is told the facts of each unit before the next one is asked for.
 */
export function scan(
  events: Iterable<SourceEvent>,
  options: EngineOptions,
  note: (facts: Facts) => void = () => {},
): ScanReport {
  const started = performance.now();
  const inspect = createInspect(options);
  const noted = (unit: Unit): Facts => {
    const facts = inspect(unit);
    note(facts);
    return facts;
  };
  return conclude(outcomeOf(events, noted, "sealint"), options, started);
}

/** What follows from all that was looked at since `started`, a time of `performance.now()`. */
export function conclude({ seen, facts, problems }: Outcome, options: EngineOptions, started: number): ScanReport {
  // Join: flows, policies and inventory over all of them.
  const joined = join(facts, options, problems);

  // Severities, order, and what is accepted or was there before; then the report.
  const all = [...problems, ...facts.flatMap((one) => one.problems), ...joined.problems];
  const graded = joined.findings.map((finding) => ({ ...finding, severity: severityOf(options, finding) }));
  const hiding = applySuppressions(facts, { ...joined, findings: graded }, all, options);
  // Where only a part of what is searched is of interest, the rest is left out.
  const { inScope = () => true } = options;
  const counts: ScanCounts = {
    files: seen.files,
    bytes: seen.bytes,
    binary: seen.binary,
    links: seen.link,
    special: seen.special,
    excluded: seen.excluded,
    pipelines: facts.filter(({ pipeline }) => pipeline !== undefined).length,
    references: joined.references.length,
  };
  let rules: readonly RuleMeta[] | undefined;
  return {
    tool: options.tool,
    // Not every report tells of them.
    get rules() {
      rules ??= rulesOf(options);
      return rules;
    },
    findings: hiding.findings.filter(inScope),
    suppressed: hiding.suppressed.filter(({ finding }) => inScope(finding)),
    ...(hiding.baseline === undefined ? {} : { baseline: hiding.baseline }),
    problems: [...acceptProblems(all, options.acceptance?.unread ?? [], options.asOf), ...hiding.notes],
    counts,
    duration: performance.now() - started,
    failOn: options.failOn,
  };
}

function rulesOf({ rules, policies, inventoryRules, suppressionRules = [] }: EngineOptions): RuleMeta[] {
  const others = [...policies, ...inventoryRules].map(({ meta }) => meta);
  const metas: RuleMeta[] = [...rules, ...others, ...suppressionRules];
  return metas.sort((a, b) => (a.id < b.id ? -1 : 1));
}
