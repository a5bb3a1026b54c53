import type { ReportKind } from "./count-findings.ts";
import { digits, markdownTable } from "./table.ts";

/** How many findings of each rule and severity a report holds, by `rule severity`. */
export type Counts = ReadonlyMap<string, number>;

/** A program's findings by their kinds. */
export interface Kinds {
  readonly name: string;
  readonly counts: Counts;
}

interface OfSealint {
  readonly findings: readonly { readonly ruleId: string; readonly severity: string }[];
}

type OfZizmor = readonly { readonly ident: string; readonly determinations: { readonly severity: string } }[];

/** Counts a report in JSON. */
export function countByKind(kind: ReportKind, text: string): Counts {
  const report: unknown = JSON.parse(text);
  const names =
    kind === "zizmor"
      ? (report as OfZizmor).map(({ ident, determinations }) => `${ident} ${determinations.severity.toLowerCase()}`)
      : (report as OfSealint).findings.map(({ ruleId, severity }) => `${ruleId} ${severity}`);
  return new Map([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]));
}

const WEIGHTY = /(?:medium|high|critical)$/;

/** Findings by kind, the most frequent first, with how many at medium and above come on a file. */
export function kindsTable(kinds: readonly Kinds[], files: number): string {
  return kinds
    .map(({ name, counts }) => {
      const sorted = [...counts].toSorted(([, a], [, b]) => b - a);
      const weighty = sorted.filter(([kind]) => WEIGHTY.test(kind)).reduce((sum, [, count]) => sum + count, 0);
      const rows = sorted.map(([kind, count]) => [kind, String(count)]);
      return `At medium and above ${digits(weighty / files)} a workflow:\n\n${markdownTable([name, "findings"], rows)}`;
    })
    .join("\n");
}
