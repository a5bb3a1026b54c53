import { daysBetween } from "../core/days.ts";
import type { Finding } from "../core/finding.ts";
import type { RuleMeta } from "../core/rule.ts";
import type { SecretOverview } from "../core/secret-overview.ts";
import { placeOf } from "../reporters/finding-words.ts";
import { adviceOf, platformsOf } from "../reporters/rule-words.ts";
import { WORST_FIRST } from "../reporters/severity-counts.ts";
import type { Health } from "./health.ts";
import type { DashboardInput } from "./input.ts";
import type { Tone } from "./states.ts";
import { type Column, optionsOf, type Row, type Table } from "./table.ts";

const COLUMNS: readonly Column[] = [
  { key: "title", label: "Finding", kind: "name", isMinor: false },
  { key: "severity", label: "Severity", kind: "badge", isMinor: false },
  { key: "secret", label: "Secret", kind: "text", isMinor: true },
  { key: "place", label: "Place", kind: "code", isMinor: true },
  { key: "owner", label: "Owner", kind: "text", isMinor: false },
  { key: "age", label: "Age", kind: "days", isMinor: false },
];
const [SEVERITY, OWNER, AGE] = [1, 4, 5] as const;
const [RULE, PRACTICES] = [COLUMNS.length, COLUMNS.length + 1] as const;
const LABELS = ["What was found", "Rule", "Confidence", "First seen", "What to do", "Practices"] as const;
const TONES: readonly Tone[] = ["bad", "bad", "warn", "note"];

/** The table of open findings, the worst and oldest first, with the row of each finding by its index in the report. */
export function findingTable(
  input: DashboardInput,
  { about }: Pick<Health, "about">,
): {
  readonly table: Table;
  readonly rowOf: ReadonlyMap<number, number>;
} {
  const { report } = input;
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const ownersOf = remembered((path) => input.ownersOf(path).join(", "));
  const secretsOf = secretsByFinding(input.secrets, about);
  const all = report.findings.map((finding, index) => {
    const secrets = secretsOf.get(index) ?? [];
    const row = makeRow(finding, rules.get(finding.ruleId), input, secrets, ownersOf(finding.location.path));
    return { index, row };
  });
  const age = (row: Row): number => Number(row.cells[AGE] === "" ? -1 : row.cells[AGE]);
  all.sort((a, b) => Number(a.row.cells[SEVERITY]) - Number(b.row.cells[SEVERITY]) || age(b.row) - age(a.row));
  const rows = all.map(({ row }) => row);
  const badges = WORST_FIRST.map((label, index) => ({ label, tone: TONES[index] ?? "note" }));
  return {
    rowOf: new Map(all.map(({ index }, at) => [index, at])),
    table: {
      id: "findings",
      noun: ["finding", "findings"],
      columns: COLUMNS,
      badges,
      filters: [
        {
          key: "severity",
          label: "Severity",
          all: "Any severity",
          cell: SEVERITY,
          options: optionsOf(rows, SEVERITY, WORST_FIRST, badges),
        },
        { key: "owner", label: "Owner", all: "Any owner", cell: OWNER, options: optionsOf(rows, OWNER) },
        { key: "rule", label: "Rule", all: "Any rule", cell: RULE, options: optionsOf(rows, RULE) },
        {
          key: "practice",
          label: "Practice",
          all: "Any practice",
          cell: PRACTICES,
          options: optionsOf(rows, PRACTICES).toSorted((a, b) => numberOf(a.value) - numberOf(b.value)),
        },
      ],
      labels: LABELS,
      rows,
    },
  };
}

/** The declared secrets that each finding is about, by its index. */
function secretsByFinding(
  secrets: readonly SecretOverview[],
  about: Health["about"],
): ReadonlyMap<number, readonly SecretOverview[]> {
  const found = new Map<number, SecretOverview[]>();
  for (const [at, { indices }] of about.entries()) {
    const secret = secrets[at];
    for (const index of indices) if (secret !== undefined) found.set(index, [...(found.get(index) ?? []), secret]);
  }
  return found;
}

const distinct = (texts: readonly string[]): string => [...new Set(texts)].join(", ");

const numberOf = (practice: string): number => Number(practice.slice(1));

function remembered<Value>(of: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    const value = known.get(key) ?? of(key);
    known.set(key, value);
    return value;
  };
}

function makeRow(
  finding: Finding,
  rule: RuleMeta | undefined,
  { asOf, trend }: DashboardInput,
  secrets: readonly SecretOverview[],
  ofPath: string,
): Row {
  const { ruleId, severity, confidence, message, declared, origin, fingerprint } = finding;
  const seen =
    (origin.kind === "commit" ? origin.date.slice(0, 10) : undefined) ?? trend?.firstSeen.get(fingerprint.place);
  const first = seen ?? (trend === undefined ? undefined : asOf);
  const owner = declared?.owner ?? distinct(secrets.flatMap((one) => one.owner ?? []));
  const practices = (rule?.practices ?? []).join(", ");
  const [advice] = rule === undefined ? [] : adviceOf(rule, platformsOf([finding]));
  return {
    key: fingerprint.place.slice(0, 16),
    cells: [
      rule?.title ?? ruleId,
      WORST_FIRST.indexOf(severity),
      distinct(secrets.map(({ name }) => name)),
      placeOf(finding),
      owner === "" ? ofPath : owner,
      first === undefined ? "" : Math.max(0, daysBetween(first, asOf)),
      ruleId,
      practices,
    ],
    details: [message, ruleId, confidence, first ?? "", advice?.lines.join(" ") ?? "", practices],
  };
}
