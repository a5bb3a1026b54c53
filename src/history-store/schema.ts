/** Says that a file is a history of ours: the letters `SEAL`. */
export const APPLICATION_ID = 0x5345_414c;
/** What the tables look like; another number is another sealint's. */
export const FORMAT = 1;

/**
 * A run of a scope for each day, and the findings that a scope has had, by the prints of their places. `scope` is what was searched:
 * figures of other paths are not compared.
 */
export const SCHEMA = `
CREATE TABLE run (
  scope TEXT NOT NULL,
  day TEXT NOT NULL,
  critical INTEGER NOT NULL,
  high INTEGER NOT NULL,
  medium INTEGER NOT NULL,
  low INTEGER NOT NULL,
  accepted INTEGER NOT NULL,
  declared INTEGER NOT NULL,
  undeclared INTEGER NOT NULL,
  overdue INTEGER NOT NULL,
  clean_practices INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  PRIMARY KEY (scope, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE finding (
  scope TEXT NOT NULL,
  place TEXT NOT NULL,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  PRIMARY KEY (scope, place)
) STRICT, WITHOUT ROWID;
`;

/** Columns of `run`, in the order in which they are written. */
export const RUN_COLUMNS = [
  "scope",
  "day",
  "critical",
  "high",
  "medium",
  "low",
  "accepted",
  "declared",
  "undeclared",
  "overdue",
  "clean_practices",
  "errors",
] as const;
