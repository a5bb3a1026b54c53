import { RE2JS } from "re2js";
import { LimitError } from "../core/errors.ts";
import { LINEAR_MARKS, type LinearMark } from "../core/linear-marks.ts";
import { once } from "../core/once.ts";
import type { CompanionPattern, SecretRule } from "../core/rule.ts";
import type { Unit } from "../core/source.ts";
import type { Span } from "../core/span.ts";
import type { Detector, SecretMatch } from "../core/stages.ts";
import { type TextView, viewText } from "../core/text.ts";
import { type IsNearby, nearby } from "./nearby.ts";
import { isNoValue } from "./no-value.ts";
import { type FoundMatch, MARGIN, placedMatch } from "./placed-match.ts";

/** Characters of matches that a small pattern may look at in a unit, however short that is, and for each byte of it. */
const LEAST_BUDGET = 4_000_000;
const BUDGET_PER_BYTE = 2;
/** A program of so many steps more takes twice as long. */
const SMALL_PROGRAM = 50;

/** Runs the patterns of rules that a repository brings itself, in an engine whose time is bounded by the length of the text. */
export const linearDetector: Detector = {
  name: "linear",
  prepare(rule: SecretRule) {
    const program = once(() => createProgram(rule));
    const companion = rule.requires === undefined ? undefined : linearNearby(rule.requires);
    const holdsAnchor = anchorTest(rule);
    const matchAt = (unit: Unit, place: Sighted): SecretMatch | undefined => {
      const whole = rule.own?.isOpen === true ? boundedMatch(unit, rule, program(), place.at) : place;
      if (whole === undefined || !holdsAnchor(whole.view.text.slice(...whole.found.whole))) return undefined;
      const match = placedMatch(whole.view, whole.found);
      if (isNoValue(unit, rule, match)) return undefined;
      return companion === undefined || companion(unit, match.span) ? match : undefined;
    };
    return function* (unit: Unit, starts: readonly Span[]): Iterable<SecretMatch> {
      const spend = budgetOf(rule, program().regexp.programSize(), unit);
      let done = 0;
      for (const span of starts) {
        const view = viewText(unit.bytes, { start: span.start - MARGIN, end: span.end + rule.reach + MARGIN });
        const matcher = program().regexp.matcher(view.text);
        // As people expect of a pattern, a match begins behind the one before.
        let from = view.indexAt(Math.max(span.start, done));
        while (done < span.end && matcher.find(from)) {
          const begin = matcher.start();
          spend(matcher.end() - begin);
          const at = view.byteAt(begin);
          if (at >= span.end) break;
          const match = matchAt(unit, { at, view, found: readMatch(matcher, program(), view.text) });
          from = match === undefined ? begin + widthAt(view.text, begin) : view.indexAt(match.span.end);
          if (match === undefined) continue;
          done = match.span.end;
          yield match;
        }
      }
    };
  },
};

/** What a pattern matches in sight of a stretch of a unit, and the byte at which it begins. */
interface Sighted extends ViewedMatch {
  readonly at: number;
}

interface ViewedMatch {
  readonly view: TextView;
  readonly found: FoundMatch;
}

/** Code units of the character at an index. */
const widthAt = (text: string, index: number): number => ((text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1);

/** A pattern, with the groups of no width that mark places in a match. */
interface Program {
  readonly regexp: RE2JS;
  readonly marks: Readonly<Record<LinearMark, readonly number[]>>;
}

function createProgram({ pattern, flags }: Pick<SecretRule, "pattern" | "flags">): Program {
  const regexp = RE2JS.compile(pattern, flags.includes("b") ? RE2JS.LOOKBEHINDS : 0);
  const groups = Object.entries(regexp.namedGroups());
  const numbersOf = (mark: LinearMark): number[] =>
    groups.filter(([name]) => name.startsWith(LINEAR_MARKS[mark])).map(([, number]) => number);
  return {
    regexp,
    marks: {
      valueStart: numbersOf("valueStart"),
      valueEnd: numbersOf("valueEnd"),
      nameStart: numbersOf("nameStart"),
      nameEnd: numbersOf("nameEnd"),
      end: numbersOf("end"),
    },
  };
}

type Matcher = ReturnType<RE2JS["matcher"]>;

function readMatch(matcher: Matcher, { marks }: Program, text: string): FoundMatch {
  const placeOf = (mark: LinearMark): number | undefined =>
    marks[mark].map((number) => matcher.start(number)).find((place) => place !== -1);
  const whole = [matcher.start(), placeOf("end") ?? matcher.end()] as const;
  const [from, to] = [placeOf("valueStart"), placeOf("valueEnd")];
  const [nameFrom, nameTo] = [placeOf("nameStart"), placeOf("nameEnd")];
  return {
    whole,
    value: from === undefined || to === undefined ? whole : [from, to],
    name: nameFrom === undefined || nameTo === undefined ? undefined : text.slice(nameFrom, nameTo),
  };
}

/**
 * The match that begins at a byte, found in as much text as the rule reaches: so it does not matter how much is in sight where
 * a pattern repeats something without an end. One that reaches further is none.
 */
function boundedMatch({ bytes }: Unit, { reach }: SecretRule, program: Program, at: number): ViewedMatch | undefined {
  const end = at + reach + MARGIN;
  const view = viewText(bytes, { start: at - MARGIN, end });
  const matcher = program.regexp.matcher(view.text);
  const begin = view.indexAt(at);
  if (!matcher.find(begin) || matcher.start() !== begin) return undefined;
  const found = readMatch(matcher, program, view.text);
  const isCut = end < bytes.length && found.whole[1] === view.text.length;
  return isCut ? undefined : { view, found };
}

/** A match counts with one of the literals that the rule is found by, so that it counts however it was found. */
function anchorTest({ anchors }: SecretRule): (match: string) => boolean {
  if (anchors.length === 0) return () => true;
  const tests = anchors.map(
    ({ text, ignoreCase }) => new RegExp(text.replaceAll(/\W/g, String.raw`\$&`), ignoreCase ? "i" : ""),
  );
  return (match) => tests.some((test) => test.test(match));
}

function linearNearby({ pattern, flags, withinLines }: CompanionPattern): IsNearby {
  const { regexp } = createProgram({ pattern, flags });
  return nearby(withinLines, (text) => regexp.matcher(text).find());
}

/** Throws a LimitError where a rule has looked at too much of a unit: matches that overlap each other over and over. */
function budgetOf({ id }: SecretRule, size: number, { bytes }: Unit): (characters: number) => void {
  let left = LEAST_BUDGET / (1 + size / SMALL_PROGRAM) + bytes.length * BUDGET_PER_BYTE;
  return (characters) => {
    left -= characters;
    if (left < 0)
      throw new LimitError(
        `the rule ${id} was given up on this file: its matches overlap over and over`,
        "Let its pattern begin with what stands only where a value begins, and bound its repeats.",
      );
  };
}
