import { contentNameOf } from "../core/content-path.ts";
import { decodedSentence } from "../core/decoded-words.ts";
import { fileOf, type Problem, type Unit } from "../core/source.ts";
import type { Span } from "../core/span.ts";
import { decode } from "../core/text.ts";
import { createIdentify, type Identify } from "../findings/fingerprint.ts";
import { judgedScore } from "../findings/judged-score.ts";
import { createLocate, type Locate } from "../findings/locate.ts";
import type { UnplacedFinding } from "../findings/order.ts";
import { dropOverlaps, type Judged, joinDecoded } from "../findings/overlap.ts";
import { type MaskedSpan, previewOf } from "../findings/redact.ts";
import { createDigest } from "../findings/value-digest.ts";
import { lifeOf, sentencesOf } from "../judge/life/life.ts";
import { severityAt } from "../judge/severity.ts";
import type { Glimpse } from "../suppressions/hide-inline.ts";
import { createCheck, type PipelineCheck } from "./check-pipeline.ts";
import { createCompanionOf } from "./companion-facts.ts";
import type { Facts, PipelineFacts } from "./facts.ts";
import { inspectMarkers } from "./inspect-markers.ts";
import { inspectPipeline } from "./inspect-pipeline.ts";
import { createJudgeMatches, identityOf, isStrongMatch, isSure } from "./judge-matches.ts";
import type { EngineOptions } from "./options.ts";
import { packageFileOf } from "./package-file.ts";
import { createPartners, type Partner, relatedTo, withoutHalves } from "./partners.ts";
import { mayBePipeline } from "./pipeline-path.ts";
import { createSearchDecoded } from "./search-decoded.ts";
import { mayNameScanners, scannersIn } from "./secret-scanners.ts";

/** Makes the function that turns a unit into facts. Between units it keeps compiled patterns and prints, nothing else. */
export function createInspect(options: EngineOptions): (unit: Unit) => Facts {
  const judgeMatches = createJudgeMatches(options);
  const searchDecoded = createSearchDecoded(options.matcher, judgeMatches);
  const identify = createIdentify(options.salt);
  const digest = createDigest(options.salt);
  const { checkAlone } = createCheck(options);
  const partnerOf = createPartners(options.asOf);
  const companionOf = createCompanionOf(options.platforms);
  const honoursNone = (options.acceptance?.honour ?? []).length === 0;
  return (unit) => {
    const found = options.matcher.find(unit);
    const { rules, mayHaveMarkers, encoded } = found;
    const isSilent =
      rules.length === 0 &&
      encoded?.length === 0 &&
      !mayHaveMarkers &&
      honoursNone &&
      !mayBePipeline(unit) &&
      contentNameOf(unit.path, unit.bytes.length) === undefined;
    const scanners = unit.inside === undefined && mayNameScanners(unit.path) ? scannersIn(decode(unit.bytes)) : [];
    const packaging = packageFileOf(unit);
    const companion = companionOf(unit);
    const named = {
      ...(scanners.length === 0 ? {} : { scanners }),
      ...(packaging === undefined ? {} : { packaging }),
      ...(companion === undefined ? {} : { companion }),
    };
    if (isSilent) return { ...NOTHING, unit: unit.id, ...named };
    const problems: Problem[] = [];
    const report = (problem: Problem): void => void problems.push(problem);
    const own = judgeMatches(unit, rules, report);
    const sureEnough = (one: Judged): boolean => isSure(one, fileOf(unit).path, options);
    const decoded = searchDecoded(unit, found, { isSure: sureEnough, report });
    const masked = maskedSpans(own, decoded.values);
    const all = joinDecoded(dropOverlaps(own), decoded.judged, sureEnough);
    const locate = createLocate(unit.bytes, unit.base);
    const markers = inspectMarkers(unit, masked, locate, { ...options, mayHaveMarkers });
    const { true: certain = [], false: unsure = [] } = Object.groupBy(all, (one) => String(sureEnough(one)));
    const partners = new Map(certain.flatMap((one) => pairOf(one, partnerOf(unit, one))));
    const sure = withoutHalves(certain, [...partners.values()]);
    const pipeline = inspectPipeline(unit, masked, options.platforms);
    return {
      unit: unit.id,
      findings: sure.map((one) =>
        toFinding(unit, one, masked, locate, { identify, digest }, options.asOf, partners.get(one)),
      ),
      markers,
      glimpses: markers.length === 0 ? [] : unsure.map((one) => toGlimpse(unit, one, locate)),
      problems: [...problems, ...pipeline.problems],
      ...named,
      ...(pipeline.facts === undefined ? {} : { pipeline: checkedAlone(pipeline.facts, checkAlone) }),
    };
  };
}

/** A pipeline that needs no other file is checked at once, since threads look at units, and what is left is for one alone. */
function checkedAlone(pipeline: PipelineFacts, checkAlone: PipelineCheck["checkAlone"]): PipelineFacts {
  const checked = checkAlone(pipeline);
  return checked === undefined ? pipeline : { ...pipeline, checked };
}

const pairOf = (one: Judged, partner: Partner | undefined): [Judged, Partner][] =>
  partner === undefined ? [] : [[one, partner]];

const NOTHING: Omit<Facts, "unit"> = { findings: [], markers: [], glimpses: [], problems: [] };

function toGlimpse(unit: Unit, { rule, match }: Judged, locate: Locate): Glimpse {
  return { ruleId: rule.id, unit: unit.id, line: locate(match.secret).start.line };
}

/** Spans to hide wherever a line is shown, joined where they touch, so that no rule's find shows through another's. */
function maskedSpans(judged: readonly Judged[], encoded: readonly Span[]): MaskedSpan[] {
  const spans = judged.map(({ rule, match }) => ({ ...match.secret, prefix: rule.prefix }));
  // What is encoded has another front.
  for (const span of encoded) spans.push({ ...span, prefix: "" });
  const merged: MaskedSpan[] = [];
  for (const span of spans.sort((a, b) => a.start - b.start || b.end - a.end || b.prefix.length - a.prefix.length)) {
    const last = merged.at(-1);
    if (last === undefined || span.start >= last.end) merged.push(span);
    else if (span.end > last.end) merged[merged.length - 1] = { ...last, end: span.end };
  }
  return merged;
}

/** How values are told apart without being shown. */
interface Prints {
  readonly identify: Identify;
  readonly digest: ((value: string) => string) | undefined;
}

function toFinding(
  unit: Unit,
  { rule, match, judgement, decoded }: Judged,
  masked: readonly MaskedSpan[],
  locate: Locate,
  { identify, digest }: Prints,
  asOf: string,
  partner: Partner | undefined,
): UnplacedFinding {
  const isStrong = isStrongMatch({ rule, match });
  const { bytes } = decoded?.unit ?? unit;
  const life = lifeOf({
    value: match.value,
    around: () => around(bytes, (decoded?.match ?? match).secret),
    file: () => latin1(bytes, 0, bytes.length),
  });
  const from = decoded === undefined ? {} : { decoded: decoded.from };
  const expires = life?.expires;
  const isOver = expires !== undefined && expires < asOf;
  const isHarmless = judgement.sampleLike === true || isOver || life?.isEncrypted === true;
  const name = match.name === undefined ? {} : { name: match.name };
  return {
    ruleId: rule.id,
    severity: isHarmless ? "low" : severityAt(rule, unit.path, match.name),
    confidence: judgement.confidence ?? "low",
    reasons: judgement.reasons,
    ...judgedScore(judgement),
    message: [
      match.message ?? `${rule.title}.`,
      ...(decoded === undefined ? [] : [decodedSentence(decoded.from)]),
      ...(life === undefined ? [] : sentencesOf(life, asOf)),
    ].join(" "),
    ...(expires === undefined ? {} : { expires }),
    location: { unit: unit.id, ...fileOf(unit), ...from, ...locate(match.secret) },
    origin: unit.origin,
    related: partner === undefined ? [] : [relatedTo(unit, partner, locate)],
    preview: previewOf(unit.bytes, match.secret, masked),
    identity: identityOf({ rule, match }, identify),
    tiedToPath: !isStrong,
    ...name,
    ...(digest === undefined || !isStrong ? {} : { digest: digest(match.value) }),
  };
}

const latin1 = ({ buffer, byteOffset }: Uint8Array, from: number, to: number): string =>
  Buffer.from(buffer, byteOffset + from, to - from).toString("latin1");

/** Bytes on either side of a value in which an address goes on. */
const AROUND = 1000;

function around(bytes: Uint8Array, { start, end }: Span): { text: string; at: number } {
  const from = Math.max(0, start - AROUND);
  return { text: latin1(bytes, from, Math.min(bytes.length, end + AROUND)), at: start - from };
}
