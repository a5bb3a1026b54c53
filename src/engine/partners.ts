import type { RelatedLocation } from "../core/finding.ts";
import type { PartnerPattern, SecretRule } from "../core/rule.ts";
import { fileOf, type Unit } from "../core/source.ts";
import { type Span, spansOverlap } from "../core/span.ts";
import { viewText } from "../core/text.ts";
import { linesAround } from "../detectors/nearby.ts";
import type { Locate } from "../findings/locate.ts";
import type { Judged } from "../findings/overlap.ts";
import { lifeOf, sentencesOf } from "../judge/life/life.ts";

/** The other half of a secret: where it stands, and what is said of it. */
export interface Partner {
  readonly span: Span;
  readonly rule: string | undefined;
  readonly message: string;
}

/** Finds the other halves of secrets: the id beside its key, the user beside the password. Patterns are compiled once. */
export function createPartners(asOf: string): (unit: Unit, one: Judged) => Partner | undefined {
  const compiled = new Map<SecretRule, { readonly pattern: RegExp; readonly named: RegExp | undefined }>();
  return (file, { rule, match: placed, decoded }) => {
    const { partner } = rule;
    const { unit, match } = decoded ?? { unit: file, match: placed };
    if (partner === undefined) return undefined;
    const { pattern, named } = compiled.get(rule) ?? compile(partner);
    compiled.set(rule, { pattern, named });
    if (named?.test(match.name ?? "") === false) return undefined;
    const found = nearest(unit, match.secret, partner, pattern, asOf);
    return found === undefined || decoded === undefined ? found : { ...found, span: decoded.place(found.span) };
  };
}

const compile = ({ pattern, flags, named }: PartnerPattern) => ({
  pattern: new RegExp(pattern, `${flags}dg`),
  named: named === undefined ? undefined : new RegExp(named, "iv"),
});

/** The one that lies closest, in front of the value or behind it. */
function nearest(
  unit: Unit,
  secret: Span,
  { withinLines, rule, says }: PartnerPattern,
  pattern: RegExp,
  asOf: string,
): Partner | undefined {
  let best: { span: Span; value: string } | undefined;
  const distance = ({ start, end }: Span): number => (end <= secret.start ? secret.start - end : start - secret.end);
  for (const side of linesAround(unit, secret, withinLines)) {
    const view = viewText(unit.bytes, side);
    for (const found of view.text.matchAll(pattern)) {
      const [from, to] = found.indices?.groups?.["part"] ?? [found.index, found.index + found[0].length];
      const span = { start: view.byteAt(from), end: view.byteAt(to) };
      if (spansOverlap(span, secret)) continue;
      if (best === undefined || distance(span) < distance(best.span)) best = { span, value: view.text.slice(from, to) };
    }
  }
  if (best === undefined) return undefined;
  const { value, span } = best;
  const life = lifeOf({ value, around: () => ({ text: value, at: 0 }), file: () => value });
  return { span, rule, message: [says, ...(life === undefined ? [] : sentencesOf(life, asOf))].join(" ") };
}

/** A partner as the related location of a finding. */
export const relatedTo = (unit: Unit, { span, message }: Partner, locate: Locate): RelatedLocation => ({
  location: { unit: unit.id, ...fileOf(unit), ...locate(span) },
  message,
});

/** Leaves out what is only the other half of another finding. */
export function withoutHalves(found: readonly Judged[], partners: readonly Partner[]): readonly Judged[] {
  if (partners.length === 0) return found;
  return found.filter(
    ({ rule, match }) => !partners.some((one) => one.rule === rule.id && spansOverlap(one.span, match.secret)),
  );
}
