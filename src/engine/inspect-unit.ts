import type { Evidence } from "../core/judgement.ts";
import { CONFIDENCES, isAtLeast } from "../core/levels.ts";
import type { SecretRule } from "../core/rule.ts";
import type { Problem, Unit } from "../core/source.ts";
import type { RunRule, SecretMatch } from "../core/stages.ts";
import { createIdentify, type Identify } from "../findings/fingerprint.ts";
import { createLocate, type Locate } from "../findings/locate.ts";
import type { UnplacedFinding } from "../findings/order.ts";
import { dropOverlaps, type Judged } from "../findings/overlap.ts";
import { type MaskedSpan, previewOf } from "../findings/redact.ts";
import { createIsTruncated, type IsTruncated } from "../judge/known-forms.ts";
import { severityAt } from "../judge/severity.ts";
import { isStrong } from "../judge/strength.ts";
import { runValidators } from "../judge/validators.ts";
import type { RuleStarts } from "../matcher/matcher.ts";
import type { Glimpse } from "../suppressions/hide-inline.ts";
import { attempt } from "./attempt.ts";
import type { Facts } from "./facts.ts";
import { inspectMarkers } from "./inspect-markers.ts";
import { inspectPipeline } from "./inspect-pipeline.ts";
import type { EngineOptions } from "./options.ts";
import { leastConfidence } from "./overrides.ts";
import { mayBePipeline } from "./pipeline-path.ts";

/** What is made of the rules once, and read for every unit. */
interface Prepared {
  readonly runnerOf: (index: number) => RunRule;
  readonly isTruncated: IsTruncated;
}

/** Makes the function that turns a unit into facts. Between units it keeps compiled patterns and prints, nothing else. */
export function createInspect(options: EngineOptions): (unit: Unit) => Facts {
  const runnerOf = prepareRules(options);
  const isTruncated = createIsTruncated(options.rules);
  const identify = createIdentify(options.salt);
  const honoursNone = (options.acceptance?.honour ?? []).length === 0;
  return (unit) => {
    const { rules, mayHaveMarkers } = options.matcher.find(unit);
    const isSilent = rules.length === 0 && !mayHaveMarkers && honoursNone && !mayBePipeline(unit.path);
    if (isSilent) return { ...NOTHING, unit: unit.id };
    const problems: Problem[] = [];
    const judged = judgeMatches(unit, rules, { ...options, isTruncated, runnerOf }, (problem) =>
      problems.push(problem),
    );
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
  const { true: sure = [], false: unsure = [] } = Object.groupBy(judged, ({ rule, judgement: { confidence } }) =>
    String(confidence !== undefined && isAtLeast(CONFIDENCES, confidence, leastConfidence(options, rule.id, path))),
  );
  return [sure, unsure];
}

function toGlimpse(unit: Unit, { rule, match }: Judged, locate: Locate): Glimpse {
  return { ruleId: rule.id, unit: unit.id, line: locate(match.secret).start.line };
}

/** Compiles each rule where it is first needed: most scans meet few of them. */
function prepareRules({ rules, detectors }: EngineOptions): (index: number) => RunRule {
  const prepared = new Map<number, RunRule>();
  const byName = new Map(detectors.map((detector) => [detector.name, detector]));
  return (index) => {
    const known = prepared.get(index);
    if (known !== undefined) return known;
    const rule = rules[index] as SecretRule;
    const detector = byName.get(rule.detector);
    if (detector === undefined)
      throw new Error(`rule ${rule.id} asks for the detector ${rule.detector}, which does not run`);
    const run = detector.prepare(rule);
    prepared.set(index, run);
    return run;
  };
}

/** Runs each rule where it can match; one that fails is a problem of this unit, and the others go on. */
function judgeMatches(
  unit: Unit,
  found: readonly RuleStarts[],
  { runnerOf, isTruncated, ...options }: EngineOptions & Prepared,
  report: (problem: Problem) => void,
): Judged[] {
  const judged: Judged[] = [];
  for (const { rule: index, starts } of found) {
    const rule = options.rules[index] as SecretRule;
    // Bytes that are no text hold no assignments, only tokens with a form of their own.
    if (unit.binary && !rule.distinctive) continue;
    attempt({ subject: unit.path, step: `the rule ${rule.id}`, report }, () => {
      for (const match of runnerOf(index)(unit, starts)) {
        if (match.secret.start < unit.owned.start || match.secret.start >= unit.owned.end) continue;
        const judgement = options.judge(evidenceOf(unit, rule, match, isTruncated));
        if (judgement.confidence !== undefined) judged.push({ rule, match, judgement });
      }
    });
  }
  return judged;
}

function evidenceOf(
  unit: Unit,
  rule: SecretRule,
  { value, name, quoted }: SecretMatch,
  isTruncated: IsTruncated,
): Evidence {
  return {
    value,
    quoted,
    path: unit.path,
    claimed: rule.confidence,
    distinctive: rule.distinctive,
    contextual: rule.detector === "regex",
    prefix: rule.prefix,
    validated: runValidators(rule.validate, value),
    // Asked for late: most values are something else altogether, and to learn the forms takes all rules.
    get truncated() {
      return rule.detector === "assignment" && isTruncated(name ?? "", value);
    },
    ...(name === undefined ? {} : { name }),
  };
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
  const strong = rule.distinctive || isStrong(match.value);
  return {
    ruleId: rule.id,
    severity: judgement.sampleLike === true ? "low" : severityAt(rule, unit.path),
    confidence: judgement.confidence ?? "low",
    reasons: judgement.reasons,
    message: match.message ?? `${rule.title}.`,
    location: { unit: unit.id, path: unit.path, ...locate(match.secret) },
    origin: unit.origin,
    related: [],
    preview: previewOf(unit.bytes, match.secret, masked),
    identity: identify({ ruleId: rule.id, value: match.value, strong, ...name }),
    ...name,
    span: match.secret,
  };
}
