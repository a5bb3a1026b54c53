import type { JudgedScore } from "../core/finding.ts";
import type { Judgement } from "../core/judgement.ts";

/** The part of a finding that tells how it was judged; nothing where there was nothing to weigh. */
export function judgedScore(judgement: Judgement | undefined): { readonly judged?: JudgedScore } {
  if (judgement?.weighing === undefined) return {};
  return { judged: { score: Number(judgement.score.toFixed(3)), ...judgement.weighing } };
}
