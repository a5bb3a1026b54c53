import { contentNameOf } from "../core/content-path.ts";
import type { Evidence, Judge, Judgement } from "../core/judgement.ts";
import type { SecretRule } from "../core/rule.ts";
import { fileOf, type Problem } from "../core/source.ts";
import { CODE, type ContentKind, contentKindOf, STRUCTURED, TEXT } from "../core/structured-path.ts";
import { rememberingAssignmentDetector } from "../detectors/assignment.ts";
import { createIdentify } from "../findings/fingerprint.ts";
import { dropOverlaps, type Judged, joinDecoded } from "../findings/overlap.ts";
import { FAR, leadOf, offsetOf, RULES, ruleOf } from "../history/anchor.ts";
import type { Anchors, Looking, Reach } from "../history/looking.ts";
import { ENCODED, type Found, Starts } from "../matcher/matcher.ts";
import { createJudgeMatches, identityOf, isSure } from "./judge-matches.ts";
import type { EngineOptions } from "./options.ts";
import { createSearchDecoded } from "./search-decoded.ts";

/** Bytes on either side that patterns and what reads the name in front of a match may look at beyond it. */
const MARGIN = 264;
/** Bytes that a companion may lie away. */
const COMPANION = 4096;

/**
 * An assignment rests on its line, and a few around it, or where content is read by its structure on all of it; a pattern on
 * bytes, whatever lines there are.
 */
function reachOf(rule: SecretRule, kind: ContentKind): Reach {
  const { detector, reach } = rule;
  if (detector === "content") return "all";
  if (detector === "tree") return 0;
  if (detector === "assignment") return kind === STRUCTURED ? "all" : "lines";
  return reach + marginOf(rule);
}

const marginOf = ({ requires }: SecretRule): number => (requires === undefined ? MARGIN : COMPANION);

/**
 * What looks for secrets on behalf of a search of history: the same rules and judge, at places that were found before. Code is
 * searched as text: what a tree says rests on all of a file, which then would be parsed again in each of its versions.
 */
export function createLooking({ readTree: _, ...options }: EngineOptions): Looking {
  const { matcher, rules } = options;
  const reaches = rules.map((rule) => [CODE, TEXT, STRUCTURED].map((kind) => reachOf(rule, kind)));
  const margins = rules.map(marginOf);
  // A line is met again in each version of its file.
  const detectors = options.detectors.map((one) => (one.name === "assignment" ? rememberingAssignmentDetector : one));
  const judgeMatches = createJudgeMatches({ ...options, detectors, judge: remembering(options.judge) });
  const searchDecoded = createSearchDecoded(matcher, judgeMatches);
  const identify = createIdentify(options.salt);
  const problems: Problem[] = [];
  return {
    buffer: matcher.anchors === undefined ? undefined : matcher.buffer,
    anchors: (length, kind, note) =>
      matcher.anchors?.(length, kind, (rule, at, lead) => note(rule === ENCODED ? ENCODED_RULE : rule, at, lead)) ??
      false,
    // What is encoded is another thing once one byte of it changes.
    reachOf: (rule, kind) => (rule === ENCODED_RULE ? "all" : (reaches[rule]?.[kind] as Reach)),
    marginOf: (rule) => margins[rule] ?? 0,
    kindOf: contentKindOf,
    isSecretByPath: (path, length) => contentNameOf(path, length) !== undefined,
    look(unit, anchors) {
      const found = anchors === undefined ? matcher.find(unit) : startsAt(anchors, rules);
      const report = (problem: Problem): void => void problems.push(problem);
      const own = dropOverlaps(judgeMatches(unit, found.rules, report));
      const sureEnough = (one: Judged): boolean => isSure(one, fileOf(unit).path, options);
      const { judged } = searchDecoded(unit, found, { isSure: sureEnough, report });
      return joinDecoded(own, judged, sureEnough).map((one) => ({
        span: one.match.secret,
        reach: one.decoded === undefined ? reachOf(one.rule, contentKindOf(unit.path)) : "all",
        ...(sureEnough(one) ? { identity: identityOf(one, identify) } : {}),
      }));
    },
    takeProblems: () => problems.splice(0),
  };
}

/** Stands for encoded text among the rules. */
const ENCODED_RULE = RULES - 1;

function startsAt(anchors: Anchors, rules: readonly SecretRule[]): Found {
  const starts = new Starts();
  for (const anchor of anchors) {
    const rule = ruleOf(anchor);
    const at = offsetOf(anchor);
    const lead = leadOf(anchor);
    if (rule === ENCODED_RULE) starts.addEncoded(at);
    else starts.add(rule, at, lead === FAR ? (rules[rule] as SecretRule).reach : lead);
  }
  return starts.found();
}

/** Verdicts that are kept at most: versions of a file follow one another, so more are seldom asked for again. */
const MOST_VERDICTS = 1 << 12;

/** In place of a verdict where it rests on what stands around the value, too. */
const RESTS_ON_MORE = Symbol("rests on more");

/** A judge that remembers: the versions of a file hold the same values over and over. */
function remembering(judge: Judge): Judge {
  const known = new Map<string, Judgement | typeof RESTS_ON_MORE>();
  return (evidence) => {
    const key = keyOf(evidence);
    const kept = known.get(key);
    if (kept !== undefined && kept !== RESTS_ON_MORE) return kept;
    const around = kept === undefined ? undefined : `${key}\0${aroundOf(evidence)}`;
    const verdictAround = around === undefined ? undefined : known.get(around);
    if (verdictAround !== undefined) return verdictAround as Judgement;
    if (known.size >= MOST_VERDICTS) known.clear();
    const [verdict, isRead] = judgeWatched(judge, evidence);
    if (isRead) known.set(key, RESTS_ON_MORE).set(`${key}\0${aroundOf(evidence)}`, verdict);
    else known.set(key, verdict);
    return verdict;
  };
}

function keyOf({
  value,
  name = "",
  quoted,
  path,
  claimed,
  distinctive,
  contextual,
  validated,
  prefix,
}: Evidence): string {
  const outcomes = validated.map((one) => `${one.name}${Number(one.valid)}`).join("");
  const facts = `${claimed}${Number(quoted)}${Number(distinctive)}${Number(contextual)}${outcomes}`;
  return `${facts}\0${prefix}\0${name}\0${path}\0${value}`;
}

function aroundOf({ inText, neighbours }: Evidence): string {
  return [inText, ...Object.values(neighbours ?? {})].map(Number).join("");
}

/** A verdict, and whether the judge asked for what stands around the value. */
function judgeWatched(judge: Judge, evidence: Evidence): [verdict: Judgement, isRead: boolean] {
  let isRead = false;
  const watch = (key: "inText" | "neighbours"): PropertyDescriptor => ({
    get() {
      isRead = true;
      return evidence[key];
    },
  });
  const watched = Object.defineProperties(Object.create(evidence) as Evidence, {
    inText: watch("inText"),
    neighbours: watch("neighbours"),
  });
  return [judge(watched), isRead];
}
