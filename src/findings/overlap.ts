import type { DecodedFrom } from "../core/finding.ts";
import type { Judgement } from "../core/judgement.ts";
import type { SecretRule } from "../core/rule.ts";
import type { Unit } from "../core/source.ts";
import { type Span, spansOverlap } from "../core/span.ts";
import type { SecretMatch } from "../core/stages.ts";

/** A match with its rule and the judge's word on it. */
export interface Judged {
  readonly rule: SecretRule;
  readonly match: SecretMatch;
  readonly judgement: Judgement;
  /** Set where it was found in what was decoded; the match's spans are then those of the encoded text. */
  readonly decoded?: DecodedMatch;
}

/** A match as it was found in decoded content. */
export interface DecodedMatch {
  /** The decoded content, as a unit of its own. */
  readonly unit: Unit;
  readonly match: SecretMatch;
  readonly from: DecodedFrom;
  /** Where a part of that content stands in the file. */
  place(part: Span): Span;
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

/**
 * Puts what was found in decoded content to what was found in the text that holds it. Of two that lie over each other the text's own
 * stays where it is sure, since that is the value as it stands there; one that only its name tells gives way to one with a form of
 * its own. Several in one archive stand at one place, and are all kept.
 */
export function joinDecoded(
  found: readonly Judged[],
  decoded: readonly Judged[],
  isSure: (one: Judged) => boolean,
): Judged[] {
  if (decoded.length === 0) return [...found];
  const stays = (own: Judged, other: Judged): boolean =>
    isSure(own) && (own.rule.distinctive || !other.rule.distinctive);
  const overlaps = (one: Judged, other: Judged): boolean => spansOverlap(one.match.secret, other.match.secret);
  const kept = onceEach(decoded).filter((one) => !found.some((own) => overlaps(own, one) && stays(own, one)));
  const sure = kept.filter(isSure);
  return [...found.filter((own) => !sure.some((one) => overlaps(own, one))), ...kept].sort(byStart);
}

/** Leaves out what is found twice, because two decoded texts share a stretch. */
function onceEach(found: readonly Judged[]): Judged[] {
  const seen = new Map<string, Judged>();
  for (const one of found) {
    const { value, secret } = one.match;
    const key = `${one.rule.id}\0${secret.start}\0${secret.end}\0${value}`;
    if (!seen.has(key)) seen.set(key, one);
  }
  return [...seen.values()];
}
