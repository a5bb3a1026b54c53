import { contentNameOf } from "../core/content-path.ts";
import type { Evidence } from "../core/judgement.ts";
import { CONFIDENCES, isAtLeast } from "../core/levels.ts";
import { once } from "../core/once.ts";
import type { SecretRule } from "../core/rule.ts";
import { fileOf, layoutPath, type Problem, type Unit } from "../core/source.ts";
import type { Span } from "../core/span.ts";
import type { RunRule, SecretMatch } from "../core/stages.ts";
import type { Identify } from "../findings/fingerprint.ts";
import type { Judged } from "../findings/overlap.ts";
import { createIsTruncated, type IsTruncated } from "../judge/known-forms.ts";
import { isInText, neighboursInMatch, neighboursOf } from "../judge/neighbours.ts";
import { isStrong } from "../judge/strength.ts";
import { runValidators } from "../judge/validators.ts";
import type { RuleStarts } from "../matcher/matcher.ts";
import { attempt } from "./attempt.ts";
import { canBeTree } from "./can-be-tree.ts";
import { isJoint } from "./is-joint.ts";
import { lookAtTree, type TextLook, type TreeTools } from "./look-at-tree.ts";
import type { EngineOptions } from "./options.ts";
import { leastConfidence } from "./overrides.ts";
import { hasKeyword } from "./tree-keywords.ts";

/** Finds matches of the rules where a matcher says that there may be some, and judges them; those below all levels are left out. */
export type JudgeMatches = (
  unit: Unit,
  found: readonly RuleStarts[],
  report: (problem: Problem) => void,
) => readonly Judged[];

/** A rule that fails is a problem of the unit, and the others go on. Between units patterns are kept, nothing else. */
export function createJudgeMatches(options: EngineOptions): JudgeMatches {
  const runnerOf = prepareRules(options);
  const ofContent = once(() => options.rules.flatMap(({ detector }, index) => (detector === "content" ? [index] : [])));
  const isTruncated = createIsTruncated(options.rules);
  const tools = treeTools(options, runnerOf, isTruncated);
  return (unit, found, report) => {
    const judged: Judged[] = [];
    const joints: SecretMatch[] = [];
    const carriers: { readonly rule: SecretRule; readonly starts: readonly Span[] }[] = [];
    for (const { rule: index, starts } of contentNameOf(layoutPath(unit), unit.bytes.length) === undefined
      ? found
      : withContent(found, ofContent())) {
      const rule = options.rules[index] as SecretRule;
      // Bytes that are no text hold no assignments, only tokens with a form of their own.
      if (unit.binary && !rule.distinctive) continue;
      if (rule.detector === "tree") {
        carriers.push({ rule, starts });
        continue;
      }
      attempt({ subject: unit.path, step: `the rule ${rule.id}`, report }, () => {
        for (const match of runnerOf(index)(unit, starts, report)) {
          if (match.secret.start < unit.owned.start || match.secret.start >= unit.owned.end) continue;
          if (tools !== undefined && isJoint(unit.bytes, match)) joints.push(match);
          const judgement = options.judge(evidenceOf(unit, rule, match, isTruncated));
          if (judgement.confidence !== undefined) judged.push({ rule, match, judgement });
        }
      });
    }
    const look: TextLook = { judged, joints, carriers };
    if (tools === undefined || !canBeTree(unit) || !hasCause(look, unit, options)) return judged;
    const inTree = attempt({ subject: unit.path, step: "the look at the syntax tree", report }, () =>
      lookAtTree(unit, look, tools),
    );
    return inTree ?? judged;
  };
}

/** Whether a tree can tell more than the text: of what would be reported and has no form of its own, or where nothing was found. */
function hasCause({ judged, joints, carriers }: TextLook, unit: Unit, options: EngineOptions): boolean {
  if (joints.length > 0 || carriers.some(({ rule, starts }) => hasKeyword(unit, starts, rule))) return true;
  const { path } = fileOf(unit);
  return judged.some((one) => !one.rule.distinctive && isSure(one, path, options));
}

/** What a look at a tree takes; undefined where nothing parses. */
function treeTools(
  { readTree, matcher, rules, judge }: EngineOptions,
  runnerOf: (index: number) => RunRule,
  isTruncated: IsTruncated,
): TreeTools | undefined {
  if (readTree === undefined) return undefined;
  return {
    readTree,
    matcher,
    judge(unit, rule, match, syntax, isByPlace) {
      const evidence = evidenceOf(unit, rule, match, isTruncated);
      // Not copied, since what is asked for late would be asked for then.
      return judge(
        Object.create(evidence, {
          syntax: { value: syntax },
          ...(isByPlace ? { contextual: { value: true } } : {}),
        }) as Evidence,
      );
    },
    *search(unit, found) {
      for (const { rule: index, starts } of found) {
        const rule = rules[index] as SecretRule;
        if (rule.detector === "tree" || rule.detector === "content") continue;
        for (const match of runnerOf(index)(unit, starts, () => {})) yield { rule, match };
      }
    },
  };
}

/** No matcher sees in a file's bytes that its name says what they are. */
function withContent(found: readonly RuleStarts[], rules: readonly number[]): readonly RuleStarts[] {
  const others = found.filter(({ rule }) => !rules.includes(rule));
  return [...others, ...rules.map((rule) => ({ rule, starts: [] }))].sort((a, b) => a.rule - b.rule);
}

/** Whether a match is certain enough to be reported. */
export function isSure({ rule, judgement: { confidence } }: Judged, path: string, options: EngineOptions): boolean {
  return confidence !== undefined && isAtLeast(CONFIDENCES, confidence, leastConfidence(options, rule.id, path));
}

/** Whether guessing a match's value from its print is out of reach. */
export const isStrongMatch = ({ rule, match }: Pick<Judged, "rule" | "match">): boolean =>
  rule.distinctive || isStrong(match.value);

/** The print of a match's rule and value. */
export function identityOf({ rule, match }: Pick<Judged, "rule" | "match">, identify: Identify): string {
  const name = match.name === undefined ? {} : { name: match.name };
  return identify({ ruleId: rule.id, value: match.value, strong: isStrongMatch({ rule, match }), ...name });
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

function evidenceOf(
  unit: Unit,
  rule: SecretRule,
  { value, name, quoted, span, secret }: SecretMatch,
  isTruncated: IsTruncated,
): Evidence {
  return {
    value,
    quoted,
    path: unit.path,
    claimed: rule.confidence,
    distinctive: rule.distinctive,
    contextual: rule.detector === "regex" || rule.detector === "linear",
    prefix: rule.prefix,
    validated: runValidators(rule.validate, value),
    // What follows is asked for late, since few values get so far.
    get inText() {
      return isInText(unit.bytes, secret.start);
    },
    get neighbours() {
      return rule.detector === "assignment"
        ? neighboursOf(unit.bytes, secret)
        : neighboursInMatch(unit.bytes, span, secret);
    },
    // To learn the forms takes all rules.
    get truncated() {
      return (rule.detector === "assignment" || rule.loose === true) && isTruncated(name ?? "", value);
    },
    ...(name === undefined ? {} : { name }),
  };
}
