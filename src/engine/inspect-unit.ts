import { contentNameOf } from "../core/content-path.ts";
import type { Problem, Unit } from "../core/source.ts";
import { createIdentify, type Identify } from "../findings/fingerprint.ts";
import { judgedScore } from "../findings/judged-score.ts";
import { createLocate, type Locate } from "../findings/locate.ts";
import type { UnplacedFinding } from "../findings/order.ts";
import { dropOverlaps, type Judged } from "../findings/overlap.ts";
import { type MaskedSpan, previewOf } from "../findings/redact.ts";
import { severityAt } from "../judge/severity.ts";
import type { Glimpse } from "../suppressions/hide-inline.ts";
import type { Facts } from "./facts.ts";
import { inspectMarkers } from "./inspect-markers.ts";
import { inspectPipeline } from "./inspect-pipeline.ts";
import { createJudgeMatches, identityOf, isStrongMatch, isSure } from "./judge-matches.ts";
import type { EngineOptions } from "./options.ts";
import { mayBePipeline } from "./pipeline-path.ts";

/** Makes the function that turns a unit into facts. Between units it keeps compiled patterns and prints, nothing else. */
export function createInspect(options: EngineOptions): (unit: Unit) => Facts {
  const judgeMatches = createJudgeMatches(options);
  const identify = createIdentify(options.salt);
  const honoursNone = (options.acceptance?.honour ?? []).length === 0;
  return (unit) => {
    const { rules, mayHaveMarkers } = options.matcher.find(unit);
    const isSilent = rules.length === 0 && !mayHaveMarkers && honoursNone && !mayBePipeline(unit.path);
    if (isSilent && contentNameOf(unit.path, unit.bytes.length) === undefined) return { ...NOTHING, unit: unit.id };
    const problems: Problem[] = [];
    const judged = judgeMatches(unit, rules, (problem) => problems.push(problem));
    const masked = maskedSpans(judged);
    const locate = createLocate(unit.bytes, unit.base);
    const markers = inspectMarkers(unit, masked, locate, { ...options, mayHaveMarkers });
    const [sure, unsure] = bySureness(dropOverlaps(judged), unit, options);
    const pipeline = inspectPipeline(unit, masked, options.platforms);
    return {
      unit: unit.id,
      findings: sure.map((one) => toFinding(unit, one, masked, locate, identify)),
      markers,
      glimpses: markers.length === 0 ? [] : unsure.map((one) => toGlimpse(unit, one, locate)),
      problems: [...problems, ...pipeline.problems],
      ...(pipeline.facts === undefined ? {} : { pipeline: pipeline.facts }),
    };
  };
}

const NOTHING: Omit<Facts, "unit"> = { findings: [], markers: [], glimpses: [], problems: [] };

/** Matches that are to be reported, and those that are less certain than wanted. */
function bySureness(
  judged: readonly Judged[],
  { path }: Unit,
  options: EngineOptions,
): [sure: Judged[], unsure: Judged[]] {
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
): UnplacedFinding {
  const name = match.name === undefined ? {} : { name: match.name };
  return {
    ruleId: rule.id,
    severity: judgement.sampleLike === true ? "low" : severityAt(rule, unit.path),
    confidence: judgement.confidence ?? "low",
    reasons: judgement.reasons,
    ...judgedScore(judgement),
    message: match.message ?? `${rule.title}.`,
    location: { unit: unit.id, path: unit.path, ...locate(match.secret) },
    origin: unit.origin,
    related: [],
    preview: previewOf(unit.bytes, match.secret, masked),
    identity: identityOf({ rule, match }, identify),
    tiedToPath: !isStrongMatch({ rule, match }),
    ...name,
  };
}
