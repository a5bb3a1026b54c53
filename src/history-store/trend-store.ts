import type { Trend, TrendRun } from "../core/trend.ts";
import { changeDatabase, type HistoryFile, readDatabase } from "./open-database.ts";
import { RUN_COLUMNS } from "./schema.ts";

type RunRow = Readonly<Record<(typeof RUN_COLUMNS)[number], number | string>>;

/**
 * What is remembered of a scope before an ISO day; nothing where there is no file yet. Throws a ScanError for a file that cannot be
 * used.
 */
export function readTrend(file: HistoryFile, scope: string, day: string): Trend {
  const trend = readDatabase(file, (database): Trend => {
    const rows = database.prepare("SELECT * FROM run WHERE scope = ? AND day < ? ORDER BY day").all(scope, day);
    const runs = rows.map((row) => runOf(row as RunRow));
    const findings = database
      .prepare("SELECT place, first_day, last_day FROM finding WHERE scope = ? AND first_day < ?")
      .all(scope, day) as unknown as {
      readonly place: string;
      readonly first_day: string;
      readonly last_day: string;
    }[];
    const last = runs.at(-1)?.day ?? "";
    return {
      runs,
      firstSeen: new Map(findings.map(({ place, first_day: first }) => [place, first])),
      latest: new Set(findings.flatMap(({ place, last_day: until }) => (last !== "" && until >= last ? [place] : []))),
    };
  });
  return trend ?? { runs: [], firstSeen: new Map(), latest: new Set() };
}

function runOf(row: RunRow): TrendRun {
  const figure = (name: keyof RunRow): number => Number(row[name]);
  return {
    day: String(row.day),
    findings: { critical: figure("critical"), high: figure("high"), medium: figure("medium"), low: figure("low") },
    accepted: figure("accepted"),
    declared: figure("declared"),
    undeclared: figure("undeclared"),
    overdue: figure("overdue"),
    cleanPractices: figure("clean_practices"),
    errors: figure("errors"),
  };
}

/**
 * Keeps a run and the findings that it had, by their places' prints; one of the same day is replaced. Throws a ScanError where the
 * file cannot be used or written; nothing is changed in it then.
 */
export function recordRun(file: HistoryFile, scope: string, run: TrendRun, places: Iterable<string>): void {
  changeDatabase(file, (database) => {
    const { day, findings, accepted, declared, undeclared, overdue, cleanPractices, errors } = run;
    forget(database, scope, day);
    const marks = RUN_COLUMNS.map(() => "?").join(", ");
    database
      .prepare(`INSERT OR REPLACE INTO run (${RUN_COLUMNS.join(", ")}) VALUES (${marks})`)
      .run(
        scope,
        day,
        findings.critical,
        findings.high,
        findings.medium,
        findings.low,
        accepted,
        declared,
        undeclared,
        overdue,
        cleanPractices,
        errors,
      );
    const note = database.prepare(
      "INSERT INTO finding (scope, place, first_day, last_day) VALUES (?, ?, ?, ?) ON CONFLICT (scope, place) DO UPDATE SET first_day = min(first_day, excluded.first_day), last_day = max(last_day, excluded.last_day)",
    );
    for (const place of places) note.run(scope, place, day, day);
  });
}

/** Takes back what an earlier run of the same day said of findings. */
function forget(database: Parameters<Parameters<typeof changeDatabase>[1]>[0], scope: string, day: string): void {
  database.prepare("DELETE FROM finding WHERE scope = ? AND first_day = ? AND last_day = ?").run(scope, day, day);
  database
    .prepare(
      "UPDATE finding SET last_day = (SELECT max(day) FROM run WHERE run.scope = finding.scope AND day < ? AND day >= first_day) WHERE scope = ? AND last_day = ? AND first_day < ?",
    )
    .run(day, scope, day, day);
}
