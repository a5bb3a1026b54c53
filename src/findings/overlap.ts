import type { Judgement } from "../core/judgement.ts";
import type { SecretRule } from "../core/rule.ts";
import { spansOverlap } from "../core/span.ts";
import type { SecretMatch } from "../core/stages.ts";

/** A match with its rule and the judge's word on it. */
export interface Judged {
  readonly rule: SecretRule;
  readonly match: SecretMatch;
  readonly judgement: Judgement;
}

/**
 * Leaves one finding where several rules see the same value: a rule that says it overlaps the other, then one that
 * knows the value's form before one that knows only its name, then one that does before one that takes any, then the surer one, then the longer value, then the id.
 */
export function dropOverlaps(found: readonly Judged[]): Judged[] {
  const kept: Judged[] = [];
  let cluster: Judged[] = [];
  let end = -1;
  for (const one of [...found].sort(byStart)) {
    if (one.match.secret.start >= end) {
      kept.push(...mostTrusted(cluster));
      cluster = [];
    }
    cluster.push(one);
    end = Math.max(end, one.match.secret.end);
  }
  kept.push(...mostTrusted(cluster));
  return kept.sort(byStart);
}

function byStart(a: Judged, b: Judged): number {
  return a.match.secret.start - b.match.secret.start;
}

/** Of a few matches that touch each other, those that no more trusted one overlaps. */
function mostTrusted(cluster: readonly Judged[]): Judged[] {
  const kept: Judged[] = [];
  for (const one of [...cluster].sort(byTrust)) {
    if (!kept.some((other) => spansOverlap(other.match.secret, one.match.secret))) kept.push(one);
  }
  return kept;
}

function byTrust(a: Judged, b: Judged): number {
  const length = ({ match }: Judged): number => match.secret.end - match.secret.start;
  return (
    // A change must not hide what other rules find in it.
    Number(a.rule.own?.isFromChange === true) - Number(b.rule.own?.isFromChange === true) ||
    Number(b.rule.overlaps.includes(a.rule.id)) - Number(a.rule.overlaps.includes(b.rule.id)) ||
    Number(b.rule.distinctive) - Number(a.rule.distinctive) ||
    Number(a.rule.loose ?? false) - Number(b.rule.loose ?? false) ||
    b.judgement.score - a.judgement.score ||
    length(b) - length(a) ||
    (a.rule.id < b.rule.id ? -1 : 1)
  );
}
