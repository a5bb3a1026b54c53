import { isCode } from "../core/code-path.ts";
import type { Judge, Judgement } from "../core/judgement.ts";
import type { SecretRule } from "../core/rule.ts";
import type { Unit } from "../core/source.ts";
import { RULES, type Anchors, type Looking, type Sighting } from "../history/looking.ts";
import { type Found, Starts } from "../matcher/matcher.ts";
import { createInspect } from "./inspect-unit.ts";
import type { EngineOptions } from "./options.ts";

/** Bytes on either side that detectors and judge may look at beyond a match. */
const MARGIN = 264;
/** Bytes that a companion may lie away. */
const COMPANION = 4096;

/** What looks for secrets on behalf of a search of history: the same rules and judge, at places that were found before. */
export function createLooking(options: EngineOptions): Looking {
  const { matcher, rules } = options;
  const reaches = rules.map(({ reach, requires }) => reach + (requires === undefined ? MARGIN : COMPANION));
  let found: Found | undefined;
  const inspect = createInspect({
    ...options,
    platforms: [],
    judge: remembering(options.judge),
    matcher: { find: (unit) => found ?? matcher.find(unit) },
  });
  return {
    buffer: matcher.anchors === undefined ? undefined : matcher.buffer,
    anchors: (length, inCode, note) => matcher.anchors?.(length, inCode, note) ?? false,
    reachOf: (rule) => reaches[rule] as number,
    isCode,
    sight(unit: Unit, anchors: Anchors | undefined): readonly Sighting[] {
      found = anchors === undefined ? undefined : foundAt(anchors, rules);
      const { findings } = inspect(unit);
      return findings.flatMap(({ identity, span }) => (span === undefined ? [] : [{ identity, span }]));
    },
  };
}

/** Verdicts that are kept at most. */
const MOST_VERDICTS = 1 << 16;

/** A judge that remembers: the versions of a file hold the same values over and over. */
function remembering(judge: Judge): Judge {
  const known = new Map<string, Judgement>();
  return (evidence) => {
    const { value, name = "", quoted, path, claimed, distinctive, contextual, validated, prefix } = evidence;
    const outcomes = validated.map(({ valid }) => (valid ? "1" : "0")).join("");
    const facts = `${claimed}${Number(quoted)}${Number(distinctive)}${Number(contextual)}${outcomes}`;
    const key = `${facts}\0${prefix}\0${name}\0${path}\0${value}`;
    const kept = known.get(key);
    if (kept !== undefined) return kept;
    if (known.size >= MOST_VERDICTS) known.clear();
    const verdict = judge(evidence);
    known.set(key, verdict);
    return verdict;
  };
}

function foundAt(anchors: Anchors, rules: readonly SecretRule[]): Found {
  const starts = new Starts();
  for (const anchor of anchors) {
    const rule = anchor % RULES;
    starts.add(rule, Math.floor(anchor / RULES), (rules[rule] as SecretRule).reach);
  }
  return starts.found();
}
