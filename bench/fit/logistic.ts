import type { Row } from "./rows.ts";

/** What a weight starts from, and whether it may move. */
export interface Prior {
  readonly name: string;
  readonly prior: number;
  readonly isFixed: boolean;
}

/** How far a weight may be from what experience says before that costs much, in log-odds. */
const SPREAD = 0.3;
const SWEEPS = 60;

/**
 * Fits a logistic regression that is pulled towards its priors and never turns their signs: one weight after the other is set
 * to where Newton's method says, over and over. The same rows give the same weights.
 */
export function fitWeights(rows: readonly Row[], priors: readonly Prior[]): Map<string, number> {
  const weights = new Map(priors.map(({ name, prior }) => [name, prior]));
  const sums = rows.map(({ clues }) => clues.reduce((sum, clue) => sum + (weights.get(clue) ?? 0), 0));
  const holders = new Map<string, number[]>();
  for (const [index, { clues }] of rows.entries()) {
    for (const clue of clues) {
      const known = holders.get(clue);
      if (known === undefined) holders.set(clue, [index]);
      else known.push(index);
    }
  }
  const free = priors.filter(({ name, isFixed }) => !isFixed && holders.has(name));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const { name, prior } of free) {
      const held = holders.get(name) ?? [];
      const weight = weights.get(name) ?? 0;
      let slope = (weight - prior) / SPREAD ** 2;
      let bend = 1 / SPREAD ** 2;
      for (const index of held) {
        const { isSecret, share } = rows[index] as Row;
        const probability = probabilityOf(sums[index] as number);
        slope += share * (probability - Number(isSecret));
        bend += share * probability * (1 - probability);
      }
      const next = withSignOf(prior, weight - slope / bend);
      for (const index of held) sums[index] = (sums[index] as number) + next - weight;
      weights.set(name, next);
    }
  }
  return weights;
}

const probabilityOf = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

/** The probability that weights give a row. */
export const predict = ({ clues }: Pick<Row, "clues">, weights: ReadonlyMap<string, number>): number =>
  probabilityOf(clues.reduce((sum, clue) => sum + (weights.get(clue) ?? 0), 0));

const withSignOf = (prior: number, weight: number): number => (prior < 0 ? Math.min(0, weight) : Math.max(0, weight));
