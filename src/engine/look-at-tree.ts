import type { Judgement } from "../core/judgement.ts";
import type { SecretRule } from "../core/rule.ts";
import { type Unit, unitOf } from "../core/source.ts";
import { type Span, spansOverlap } from "../core/span.ts";
import type { SecretMatch } from "../core/stages.ts";
import type { TreeClue } from "../core/tree-clue.ts";
import type { CarriedMatch, JoinedValue, ReadTree, TreeReading } from "../core/tree-reading.ts";
import type { Judged } from "../findings/overlap.ts";
import type { Matcher, RuleStarts } from "../matcher/matcher.ts";
import { keywordsOf } from "./tree-keywords.ts";

/** What was found in a unit's text, and what may be told by its syntax alone. */
export interface TextLook {
  readonly judged: readonly Judged[];
  /** Matches beside which the code goes on with another text, perhaps of the same value. */
  readonly joints: readonly SecretMatch[];
  /** Rules whose words stand where only the syntax tells what for, and where. */
  readonly carriers: readonly { readonly rule: SecretRule; readonly starts: readonly Span[] }[];
}

/** What a look at a tree needs of the engine. */
export interface TreeTools {
  readonly readTree: ReadTree;
  readonly matcher: Matcher;
  /** Judges a match in the light of what the syntax says. */
  judge(unit: Unit, rule: SecretRule, match: SecretMatch, syntax: readonly TreeClue[], isByPlace: boolean): Judgement;
  /** Matches of the rules in a text that holds nothing but a name and a value. */
  search(
    unit: Unit,
    found: readonly RuleStarts[],
  ): Iterable<{ readonly rule: SecretRule; readonly match: SecretMatch }>;
}

/** Shortest sum of constants that is looked at as one value, and longest. */
const LEAST_JOINED = 8;
const MOST_JOINED = 4000;

/** Judges anew what was found in a text, by its syntax, and adds what only that shows; the same where it cannot be parsed. */
export function lookAtTree(unit: Unit, look: TextLook, tools: TreeTools): readonly Judged[] {
  const reading = tools.readTree(unit);
  if (reading === undefined) return look.judged;
  try {
    const sums = sumsOf(look.joints, reading);
    const isPart = (one: Judged): boolean =>
      !one.rule.distinctive && sums.some(({ whole }) => spansOverlap(whole, one.match.secret));
    const judged = ({ rule, match }: Pick<Judged, "rule" | "match">, clues: readonly TreeClue[]): Judged[] => {
      const judgement = tools.judge(unit, rule, match, [...clues, ...reading.cluesOf(match)], false);
      return judgement.confidence === undefined ? [] : [{ rule, match, judgement }];
    };
    // What lies in one part is told by the text's rules, too, unless that part has no meaning alone: `"Bearer " + "…"`.
    const isTold = ({ rule, match: { secret } }: Pick<Judged, "rule" | "match">): boolean =>
      look.judged.some(
        (one) =>
          isPart(one) &&
          one.rule === rule &&
          one.match.secret.start === secret.start &&
          one.match.secret.end === secret.end,
      );
    const found = [
      ...look.judged.filter((one) => !isPart(one)).flatMap((one) => judged(one, [])),
      ...sums.flatMap(({ match, sum }) =>
        [...searchSum(unit, match, sum, tools)]
          .filter((one) => !one.isWithin || isTold(one))
          .flatMap((one) => judged(one, [putTogether(sum)])),
      ),
    ];
    return [...found, ...carriedIn(unit, look, found, reading, tools)];
  } finally {
    reading.release();
  }
}

const putTogether = ({ parts }: JoinedValue): TreeClue => ({
  clue: "inSyntax",
  reason: `it is put together of ${parts.length} texts`,
});

/** A sum of constants, and the match that led to it. */
interface Sum {
  readonly match: SecretMatch;
  readonly sum: JoinedValue;
  /** From its first part to its last, quotes and signs in between included. */
  readonly whole: Span;
}

function sumsOf(joints: readonly SecretMatch[], reading: TreeReading): readonly Sum[] {
  const byStart = new Map<number, Sum>();
  for (const match of joints) {
    const sum = reading.joinedAt(match.secret);
    if (sum === undefined || sum.value.length < LEAST_JOINED || sum.value.length > MOST_JOINED) continue;
    const whole = { start: sum.parts[0]?.start ?? 0, end: sum.parts.at(-1)?.end ?? 0 };
    if (!byStart.has(whole.start)) byStart.set(whole.start, { match, sum, whole });
  }
  return [...byStart.values()];
}

/** A match in a sum; `isWithin` where it lies in one of its parts. */
type SumMatch = Pick<Judged, "rule" | "match"> & { readonly isWithin: boolean };

/** Matches in a sum, as they lie in the unit. */
function* searchSum(
  unit: Unit,
  { name }: SecretMatch,
  { value, parts }: JoinedValue,
  { matcher, search }: TreeTools,
): Iterable<SumMatch> {
  const front = Buffer.byteLength(`${name ?? "value"} = "`);
  const alone = unitOf(unit.path, Buffer.from(`${name ?? "value"} = "${value}"`), unit.origin);
  const placeAt = placesIn(parts);
  for (const { rule, match } of search(alone, matcher.find(alone).rules)) {
    const from = placeAt(match.secret.start - front, false);
    const to = placeAt(match.secret.end - front, true);
    if (from === undefined || to === undefined) continue;
    const secret = { start: from.at, end: to.at };
    yield { rule, match: { ...match, span: secret, secret }, isWithin: from.part === to.part };
  }
}

/** Where a byte of a sum's value lies in the unit; `isEnd` where it is the first behind something. */
function placesIn(parts: readonly Span[]) {
  return (offset: number, isEnd: boolean): { part: number; at: number } | undefined => {
    let before = 0;
    for (const [part, { start, end }] of parts.entries()) {
      const length = end - start;
      const isIn = isEnd ? offset > before && offset <= before + length : offset >= before && offset < before + length;
      if (isIn) return { part, at: start + offset - before };
      before += length;
    }
    return undefined;
  };
}

/** What calls and comparisons hold, where nothing was found in the text. */
function carriedIn(
  unit: Unit,
  { carriers }: TextLook,
  found: readonly Judged[],
  reading: TreeReading,
  { judge }: TreeTools,
): readonly Judged[] {
  const isKnown = ({ match: { secret } }: CarriedMatch): boolean =>
    found.some(({ match }) => spansOverlap(match.secret, secret));
  return carriers.flatMap(({ rule, starts }) =>
    [...reading.carried(starts, keywordsOf(rule))].flatMap((one) => {
      const { match, clues, isByPlace } = one;
      if (isKnown(one) || !isOwned(unit, match)) return [];
      const judgement = judge(unit, rule, match, clues, isByPlace);
      return judgement.confidence === undefined ? [] : [{ rule, match, judgement }];
    }),
  );
}

const isOwned = ({ owned }: Unit, { secret }: SecretMatch): boolean =>
  secret.start >= owned.start && secret.start < owned.end;
