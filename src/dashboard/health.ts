import type { Severity } from "../core/levels.ts";
import type { TrendRun } from "../core/trend.ts";
import { countSeverities } from "../reporters/severity-counts.ts";
import { type PracticeCoverage, practiceCoverage } from "./coverage.ts";
import { type Due, dueWithin90 } from "./due-buckets.ts";
import { findingsBySecret, type SecretFindings } from "./findings-by-secret.ts";
import type { DashboardInput } from "./input.ts";
import { STATES, type State, stateOf } from "./states.ts";

/** What the parts of the page rest on, worked out once. */
export interface Health {
  readonly severities: Readonly<Record<Severity, number>>;
  /** Of each secret, in the order of the input. */
  readonly states: readonly State[];
  readonly about: readonly SecretFindings[];
  readonly stateCounts: Readonly<Record<State, number>>;
  readonly due: readonly Due[];
  readonly practices: readonly PracticeCoverage[];
  /** This run, as the trend keeps it. */
  readonly run: TrendRun;
}

/** Works out how the repository's secrets are. */
export function healthOf(input: DashboardInput): Health {
  const { secrets, report, asOf } = input;
  const find = findingsBySecret(secrets, report.findings);
  const about = secrets.map(find);
  const states = secrets.map((secret, index) => {
    const { indices, hasLeaked } = about[index] as SecretFindings;
    return stateOf(secret, { asOf, hasLeaked, findings: indices.length });
  });
  const stateCounts = Object.fromEntries(STATES.map(({ id }) => [id, 0])) as Record<State, number>;
  for (const state of states) stateCounts[state]++;
  const due = dueWithin90(secrets, asOf);
  const practices = practiceCoverage(input);
  const severities = countSeverities(report.findings);
  return {
    severities,
    states,
    about,
    stateCounts,
    due,
    practices,
    run: {
      day: asOf,
      findings: severities,
      accepted: report.suppressed.length,
      declared: secrets.filter(({ declared, isRevoked }) => declared !== undefined && !isRevoked).length,
      undeclared: secrets.filter(({ declared }) => declared === undefined).length,
      overdue: new Set(due.flatMap(({ secret, days }) => (days < 0 ? [secret] : []))).size,
      cleanPractices: practices.filter(({ standing }) => standing === "clean").length,
      errors: report.problems.filter(({ level }) => level === "error").length,
    },
  };
}
