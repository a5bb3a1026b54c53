import { createHash } from "node:crypto";
import { fitWeights, type Prior, predict } from "./logistic.ts";
import type { Row } from "./rows.ts";

/** A row with what weights say of it that were fitted without its group. */
export interface Predicted {
  readonly row: Row;
  readonly probability: number;
}

const FOLDS = 5;

/** Which part a group belongs to: by its name, so that it is the same in every run. */
const foldOf = (group: string): number => createHash("sha256").update(group).digest().readUInt32BE(0) % FOLDS;

/** Predicts each row by weights that were fitted on the other parts; groups stay whole. */
export function crossValidate(rows: readonly Row[], priors: readonly Prior[]): Predicted[] {
  return Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
    const weights = fitWeights(
      rows.filter(({ group }) => foldOf(group) !== fold),
      priors,
    );
    return rows
      .filter(({ group }) => foldOf(group) === fold)
      .map((row) => ({ row, probability: predict(row, weights) }));
  });
}
