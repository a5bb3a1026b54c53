import type { Severity } from "./levels.ts";

/** What a run of the dashboard came to: numbers only. */
export interface TrendRun {
  /** ISO day that it was seen from. */
  readonly day: string;
  readonly findings: Readonly<Record<Severity, number>>;
  readonly accepted: number;
  /** Secrets that the inventory declares and that still work. */
  readonly declared: number;
  /** Secrets that pipelines use and nobody has declared. */
  readonly undeclared: number;
  /** Secrets past their end, their rotation or their review. */
  readonly overdue: number;
  /** Practices of which rules have found nothing wrong. */
  readonly cleanPractices: number;
  /** What could not be searched. */
  readonly errors: number;
}

/** What is remembered of earlier runs over the same paths. */
export interface Trend {
  /** In the order of their days, before the day that is looked at. */
  readonly runs: readonly TrendRun[];
  /** The day on which a finding was first seen, by its place's print. */
  readonly firstSeen: ReadonlyMap<string, string>;
  /** Findings that the latest of the runs had, by their places' prints. */
  readonly latest: ReadonlySet<string>;
}
