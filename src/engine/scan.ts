import type { RuleMeta } from "../core/rule.ts";
import type { Problem, SourceEvent, Unit } from "../core/source.ts";
import type { ScanCounts, ScanReport } from "../core/stages.ts";
import { acceptProblems } from "../suppressions/accept-problems.ts";
import { applySuppressions } from "./apply-suppressions.ts";
import type { Facts } from "./facts.ts";
import { createInspect } from "./inspect-unit.ts";
import { join } from "./join.ts";
import type { EngineOptions } from "./options.ts";
import { severityOf } from "./overrides.ts";

/**
 * The whole scan: facts of each unit, then what follows from all of them. Problems never stop it. `onFacts` hears of each
 * unit that has been looked at.
 */
export function scan(
  events: Iterable<SourceEvent>,
  options: EngineOptions,
  onFacts: (unit: Unit, facts: Facts) => void = () => {},
): ScanReport {
  const started = performance.now();
  const facts: Facts[] = [];
  const problems: Problem[] = [];
  const seen = { files: 0, bytes: 0, binary: 0, link: 0, special: 0, excluded: 0 };
  const inspect = createInspect(options);

  // 1. Facts: each unit by itself.
  for (const event of events) {
    if (event.type === "problem") {
      problems.push(event.problem);
    } else if (event.type === "skipped") {
      seen[event.reason]++;
      if (event.reason === "special") problems.push(notSearched(event.path));
    } else {
      const { unit } = event;
      if (unit.base.offset === 0) seen.files++;
      seen.bytes += unit.owned.end - unit.owned.start;
      const found = inspect(unit);
      facts.push(found);
      onFacts(unit, found);
    }
  }

  // 2. Join: flows, policies and inventory over all of them.
  const joined = join(facts, options);

  // 3. Severities, order, and what is accepted; then the report.
  const all = [...problems, ...facts.flatMap((one) => one.problems), ...joined.problems];
  const graded = joined.findings.map((finding) => ({ ...finding, severity: severityOf(options, finding) }));
  const { findings, suppressed } = applySuppressions(facts, { ...joined, findings: graded }, all, options);
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
    findings,
    suppressed,
    problems: acceptProblems(all, options.acceptance?.unread ?? [], options.asOf),
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

function notSearched(path: string): Problem {
  return {
    level: "note",
    code: "not-a-file",
    subject: path,
    message: "is a pipe, socket or device and was not searched",
    hint: "Nothing to do, unless it should hold text: then pipe its content to `sealint scan --stdin`.",
  };
}
