/** Tables of clues, as the weights have them. */
export type Table = "claimed" | "distinctive" | "assigned";

/** A judged match with the truth about it. */
export interface Row {
  /** Clues that hold, as `table.name`, the rule's claim first. */
  readonly clues: readonly string[];
  readonly isSecret: boolean;
  /** How much it counts. */
  readonly share: number;
  /** A repository or a provider: rows of one never stand on both sides of a cross-validation. */
  readonly group: string;
}

/** A match that is worth weighing, where it lies, before anybody says what it is. */
export interface Candidate {
  readonly path: string;
  readonly ruleId: string;
  readonly line: number;
  readonly endLine: number;
  readonly clues: readonly string[];
}

/** Rows of which those of one kind in one file count less, the more there are: they are hardly independent. */
export function spreadOut(
  found: readonly { readonly candidate: Candidate; readonly isSecret: boolean; readonly group: string }[],
): Row[] {
  const keyOf = ({ candidate, isSecret }: (typeof found)[number]): string =>
    `${candidate.path}\0${candidate.ruleId}\0${isSecret}`;
  const counts = new Map<string, number>();
  for (const one of found) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return found.map((one) => ({
    clues: one.candidate.clues,
    isSecret: one.isSecret,
    group: one.group,
    share: 1 / Math.sqrt(counts.get(keyOf(one)) ?? 1),
  }));
}

/** The same rows, counting no more than `most` together. */
export function atMost(rows: readonly Row[], most: number): Row[] {
  const whole = rows.reduce((sum, { share }) => sum + share, 0);
  const factor = whole > most ? most / whole : 1;
  return rows.map((row) => ({ ...row, share: row.share * factor }));
}
