import { fileOf, type Problem, type Unit } from "../core/source.ts";
import type { Span } from "../core/span.ts";
import { createIdentify, type Identify } from "../findings/fingerprint.ts";
import { judgedScore } from "../findings/judged-score.ts";
import { createLocate, type Locate } from "../findings/locate.ts";
import type { UnplacedFinding } from "../findings/order.ts";
import { dropOverlaps, type Judged } from "../findings/overlap.ts";
import { type MaskedSpan, previewOf } from "../findings/redact.ts";
import { lifeOf, sentencesOf } from "../judge/life/life.ts";
import { severityAt } from "../judge/severity.ts";
import type { Glimpse } from "../suppressions/hide-inline.ts";
import type { Facts } from "./facts.ts";
import { inspectMarkers } from "./inspect-markers.ts";
import { inspectPipeline } from "./inspect-pipeline.ts";
import { createJudgeMatches, identityOf, isStrongMatch, isSure } from "./judge-matches.ts";
import type { EngineOptions } from "./options.ts";
import { createPartners, type Partner, relatedTo, withoutHalves } from "./partners.ts";
import { mayBePipeline } from "./pipeline-path.ts";

/** Makes the function that turns a unit into facts. Between units it keeps compiled patterns and prints, nothing else. */
export function createInspect(options: EngineOptions): (unit: Unit) => Facts {
  const judgeMatches = createJudgeMatches(options);
  const identify = createIdentify(options.salt);
  const partnerOf = createPartners(options.asOf);
  const honoursNone = (options.acceptance?.honour ?? []).length === 0;
  return (unit) => {
    const { rules, mayHaveMarkers } = options.matcher.find(unit);
    const isSilent = rules.length === 0 && !mayHaveMarkers && honoursNone && !mayBePipeline(unit);
    if (isSilent) return { ...NOTHING, unit: unit.id };
    const problems: Problem[] = [];
    const judged = judgeMatches(unit, rules, (problem) => problems.push(problem));
    const masked = maskedSpans(judged);
    const locate = createLocate(unit.bytes, unit.base);
    const markers = inspectMarkers(unit, masked, locate, { ...options, mayHaveMarkers });
    const [certain, unsure] = bySureness(dropOverlaps(judged), unit, options);
    const partners = new Map(certain.flatMap((one) => pairOf(one, partnerOf(unit, one))));
    const sure = withoutHalves(certain, [...partners.values()]);
    const pipeline = inspectPipeline(unit, masked, options.platforms);
    return {
      unit: unit.id,
      findings: sure.map((one) => toFinding(unit, one, masked, locate, identify, options.asOf, partners.get(one))),
      markers,
      glimpses: markers.length === 0 ? [] : unsure.map((one) => toGlimpse(unit, one, locate)),
      problems: [...problems, ...pipeline.problems],
      ...(pipeline.facts === undefined ? {} : { pipeline: pipeline.facts }),
    };
  };
}

const pairOf = (one: Judged, partner: Partner | undefined): [Judged, Partner][] =>
  partner === undefined ? [] : [[one, partner]];

const NOTHING: Omit<Facts, "unit"> = { findings: [], markers: [], glimpses: [], problems: [] };

/** Matches that are to be reported, and those that are less certain than wanted. */
function bySureness(judged: readonly Judged[], unit: Unit, options: EngineOptions): [sure: Judged[], unsure: Judged[]] {
  const { path } = fileOf(unit);
  const { true: sure = [], false: unsure = [] } = Object.groupBy(judged, (one) => String(isSure(one, path, options)));
  return [sure, unsure];
}

function toGlimpse(unit: Unit, { rule, match }: Judged, locate: Locate): Glimpse {
  return { ruleId: rule.id, unit: unit.id, line: locate(match.secret).start.line };
}

/** Spans to hide wherever a line is shown, joined where they touch, so that no rule's find shows through another's. */
function maskedSpans(judged: readonly Judged[]): MaskedSpan[] {
  const spans = judged.map(({ rule, match }) => ({ ...match.secret, prefix: rule.prefix }));
  const merged: MaskedSpan[] = [];
  for (const span of spans.sort((a, b) => a.start - b.start || b.end - a.end || b.prefix.length - a.prefix.length)) {
    const last = merged.at(-1);
    if (last === undefined || span.start >= last.end) merged.push(span);
    else if (span.end > last.end) merged[merged.length - 1] = { ...last, end: span.end };
  }
  return merged;
}

function toFinding(
  unit: Unit,
  { rule, match, judgement }: Judged,
  masked: readonly MaskedSpan[],
  locate: Locate,
  identify: Identify,
  asOf: string,
  partner: Partner | undefined,
): UnplacedFinding {
  const life = lifeOf({
    value: match.value,
    around: () => around(unit.bytes, match.secret),
    file: () => latin1(unit.bytes, 0, unit.bytes.length),
  });
  const expires = life?.expires;
  const isHarmless = judgement.sampleLike === true || (expires !== undefined && expires < asOf);
  const name = match.name === undefined ? {} : { name: match.name };
  return {
    ruleId: rule.id,
    severity: isHarmless ? "low" : severityAt(rule, unit.path),
    confidence: judgement.confidence ?? "low",
    reasons: judgement.reasons,
    ...judgedScore(judgement),
    message: [match.message ?? `${rule.title}.`, ...(life === undefined ? [] : sentencesOf(life, asOf))].join(" "),
    ...(expires === undefined ? {} : { expires }),
    location: { unit: unit.id, ...fileOf(unit), ...locate(match.secret) },
    origin: unit.origin,
    related: partner === undefined ? [] : [relatedTo(unit, partner, locate)],
    preview: previewOf(unit.bytes, match.secret, masked),
    identity: identityOf({ rule, match }, identify),
    tiedToPath: !isStrongMatch({ rule, match }),
    ...name,
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
