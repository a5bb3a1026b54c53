import type { Finding } from "../../core/finding.ts";
import type { ScanReport } from "../../core/stages.ts";
import type { EngineOptions } from "../options.ts";
import type { Look } from "./bench.ts";

/**
 * What a report would hold after mending: of the files that were looked at again what is in them now, else what it held. Rules about the
 * inventory or the repository as a whole were not asked again.
 */
export function leftOver(
  report: ScanReport,
  look: Look,
  { inventoryRules, policies }: Pick<EngineOptions, "inventoryRules" | "policies">,
): Finding[] {
  const ofWhole = new Set([
    ...inventoryRules.map(({ meta }) => meta.id),
    ...policies.flatMap(({ meta, checkRepository }) => (checkRepository === undefined ? [] : [meta.id])),
  ]);
  const isKept = ({ ruleId, location }: Finding): boolean =>
    ofWhole.has(ruleId) || !look.contents.has(location.path) || location.inside !== undefined;
  const paths = new Set(report.findings.map(({ location }) => location.path));
  return [
    ...report.findings.filter(isKept),
    ...look.findings.filter((finding) => paths.has(finding.location.path) && !isKept(finding)),
  ];
}
