import { CONFIDENCES, type Confidence, isAtLeast } from "../core/levels.ts";
import type { RuleMeta } from "../core/rule.ts";
import type { Place } from "../core/span.ts";
import type { PolicyMatch } from "../core/stages.ts";
import { decode } from "../core/text.ts";
import type { Identify } from "../findings/fingerprint.ts";
import { judgedScore } from "../findings/judged-score.ts";
import type { UnplacedFinding } from "../findings/order.ts";
import { type MaskedSpan, previewOf, redact } from "../findings/redact.ts";
import { isStrong } from "../judge/strength.ts";
import { type Documents, documentAt, locationAt } from "./documents.ts";
import type { Document } from "./facts.ts";

/** Makes a policy's match a finding; nothing where it is less certain than wanted. */
export function policyFinding(
  meta: RuleMeta,
  match: PolicyMatch,
  documents: Documents,
  identify: Identify,
  minConfidence: Confidence,
): UnplacedFinding | undefined {
  const confidence = match.judgement === undefined ? meta.confidence : match.judgement.confidence;
  if (confidence === undefined || !isAtLeast(CONFIDENCES, confidence, minConfidence)) return undefined;
  const document = documentAt(match.place, documents);
  const masked = match.secret === undefined ? document.masked : maskedWith(document, match.secret);
  return {
    ruleId: meta.id,
    severity: match.severity ?? meta.severity,
    confidence,
    reasons: match.judgement?.reasons ?? [],
    ...judgedScore(match.judgement),
    message: match.message,
    location: locationAt(match.place, documents),
    origin: document.origin,
    related: [
      ...(match.related ?? []).map(({ place, message }) => ({ location: locationAt(place, documents), message })),
      ...(match.restsOn ?? []),
    ],
    preview: previewOf(document.bytes, match.place.span, masked),
    ...(match.restsOn === undefined ? {} : { restsOn: match.restsOn.map(({ location }) => location) }),
    ...(match.secret === undefined ? { isSetting: true } : {}),
    ...(match.subject === undefined ? {} : { name: match.subject }),
    ...identityOf(meta, match, document, masked, identify),
  };
}

/** What a policy points at is configuration, which a plain print may show; a value in it gets the print of a value. */
function identityOf(
  { id: ruleId }: RuleMeta,
  { place, secret }: PolicyMatch,
  { bytes }: Document,
  masked: readonly MaskedSpan[],
  identify: Identify,
): Required<Pick<UnplacedFinding, "identity" | "tiedToPath">> {
  if (secret === undefined) {
    return { identity: identify({ ruleId, value: redact(bytes, place.span, masked), strong: true }), tiedToPath: true };
  }
  const value = decode(bytes, secret.span);
  const strong = isStrong(value);
  return { identity: identify({ ruleId, value, strong }), tiedToPath: !strong };
}

function maskedWith({ masked }: Document, { span }: Place): MaskedSpan[] {
  const others = masked.filter(({ start, end }) => end <= span.start || start >= span.end);
  return [...others, { ...span, prefix: "" }].sort((a, b) => a.start - b.start);
}
