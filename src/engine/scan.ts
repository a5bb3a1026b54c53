import type { RuleMeta } from "../core/rule.ts";
import type { Problem, SourceEvent } from "../core/source.ts";
import type { ScanCounts, ScanReport } from "../core/stages.ts";
import { placeFindings } from "../findings/order.ts";
import type { Facts } from "./facts.ts";
import { createInspect } from "./inspect-unit.ts";
import { join } from "./join.ts";
import type { EngineOptions } from "./options.ts";

/** The whole scan: facts of each unit, then what follows from all of them. Problems never stop it. */
export function scan(events: Iterable<SourceEvent>, options: EngineOptions): ScanReport {
  const started = performance.now();
  const facts: Facts[] = [];
  const problems: Problem[] = [];
  const seen = { files: 0, bytes: 0, binary: 0, link: 0, special: 0 };
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
      facts.push(inspect(unit));
    }
  }

  // 2. Join: flows, policies and inventory over all of them.
  const joined = join(facts, options);

  // 3. Order, and the report.
  const findings = placeFindings(joined.findings);
  const counts: ScanCounts = {
    files: seen.files,
    bytes: seen.bytes,
    binary: seen.binary,
    links: seen.link,
    special: seen.special,
    pipelines: facts.filter(({ pipeline }) => pipeline !== undefined).length,
    references: joined.references.length,
  };
  return {
    tool: options.tool,
    rules: rulesOf(options),
    findings,
    problems: [...problems, ...facts.flatMap((one) => one.problems), ...joined.problems],
    counts,
    duration: performance.now() - started,
    failOn: options.failOn,
  };
}

function rulesOf({ rules, policies, inventoryRules }: EngineOptions): RuleMeta[] {
  const metas = [...rules, ...policies.map(({ meta }) => meta), ...inventoryRules.map(({ meta }) => meta)];
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
