import type { Finding } from "../core/finding.ts";
import type { RuleMeta } from "../core/rule.ts";
import type { Reporter } from "../core/stages.ts";
import { commitOf } from "./commit-of.ts";
import { csvCell } from "./csv-cell.ts";

/** A column with what it holds of a finding; new ones are only ever added at the end. */
interface Column {
  readonly name: string;
  readonly of: (finding: Finding, rule: RuleMeta | undefined) => string | number | undefined;
}

const COLUMNS: readonly Column[] = [
  { name: "severity", of: ({ severity }) => severity },
  { name: "confidence", of: ({ confidence }) => confidence },
  { name: "rule", of: ({ ruleId }) => ruleId },
  { name: "title", of: (_, rule) => rule?.title },
  { name: "path", of: ({ location }) => location.path },
  { name: "line", of: ({ location }) => location.start.line },
  { name: "column", of: ({ location }) => location.start.column },
  { name: "end_line", of: ({ location }) => location.end.line },
  { name: "end_column", of: ({ location }) => location.end.column },
  { name: "message", of: ({ message }) => message },
  { name: "reasons", of: ({ reasons }) => reasons.join(", ") },
  { name: "origin", of: ({ origin }) => origin.kind },
  { name: "commit", of: ({ origin }) => commitOf(origin)?.sha },
  { name: "author", of: ({ origin }) => commitOf(origin)?.author },
  { name: "date", of: ({ origin }) => commitOf(origin)?.date },
  { name: "identity", of: ({ fingerprint }) => fingerprint.identity },
  { name: "place", of: ({ fingerprint }) => fingerprint.place },
  { name: "inside", of: ({ location }) => location.inside },
  {
    name: "decoded",
    of: ({ location: { decoded } }) =>
      decoded === undefined
        ? undefined
        : [...decoded.chain, ...(decoded.member === undefined ? [] : [decoded.member])].join(" > "),
  },
];

const rowOf = (cells: readonly (string | number | undefined)[]): string =>
  `${cells.map((cell) => csvCell(String(cell ?? ""))).join(",")}\r\n`;

/** The report for spreadsheets: RFC 4180, a head and one row a finding. */
export const csvReporter: Reporter = {
  name: "csv",
  *render({ findings, rules }) {
    const byId = new Map(rules.map((rule) => [rule.id, rule]));
    yield rowOf(COLUMNS.map(({ name }) => name));
    for (const finding of findings) yield rowOf(COLUMNS.map(({ of }) => of(finding, byId.get(finding.ruleId))));
  },
};
