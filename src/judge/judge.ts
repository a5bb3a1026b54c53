import type { Evidence, Judgement } from "../core/judgement.ts";
import { CONFIDENCES } from "../core/levels.ts";
import { assignedClues } from "./assigned-clues.ts";
import { distinctiveClues } from "./distinctive-clues.ts";
import { type Dismissed, dismissed, type FoundClue, type LateClues, type Weighable } from "./found-clues.ts";
import { isKnownSample } from "./known-samples.ts";
import { LEVELS, WEIGHTS } from "./weights.ts";

/** Weighs a match and what stands around it. Pure; the reasons name no part of the value. */
export function judge(evidence: Evidence): Judgement {
  const found = findClues(evidence);
  return "dismissed" in found ? { score: 0, reasons: [found.dismissed] } : weigh(found);
}

/** What speaks for and against a match, or why it is no secret whatever speaks for it. */
export function findClues(evidence: Evidence): Weighable | Dismissed {
  const { value, prefix } = evidence;
  if (isKnownSample(value)) return dismissed("is a sample that its provider publishes");
  const random = value.startsWith(prefix) ? value.slice(prefix.length) : value;
  return evidence.distinctive ? distinctiveClues(evidence, random) : assignedClues(evidence);
}

const SUREST_FIRST = CONFIDENCES.toReversed();

interface Weighed {
  readonly reason: string;
  readonly weight: number;
}

function weigh({ kind, claimed, clues, late, sampleLike }: Weighable): Judgement {
  const table: Readonly<Record<string, number>> = WEIGHTS[kind];
  const withWeight = ({ clue, reason }: FoundClue): Weighed => ({ reason, weight: table[clue] ?? 0 });
  const weighed = clues.map(withWeight);
  let logOdds = weighed.reduce<number>((sum, { weight }) => sum + weight, WEIGHTS.claimed[claimed]);
  for (const one of late) {
    if (!canMatter(one, logOdds, table)) continue;
    for (const clue of one.find().map(withWeight)) {
      weighed.push(clue);
      logOdds += clue.weight;
    }
  }
  weighed.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const score = probabilityOf(logOdds);
  const confidence = SUREST_FIRST.find((level) => score >= LEVELS[level]);
  return {
    score,
    reasons: weighed.map(({ reason }) => reason),
    weighing: { claim: WEIGHTS.claimed[claimed], weights: weighed.map(({ weight }) => weight) },
    ...(sampleLike ? { sampleLike } : {}),
    ...(confidence === undefined ? {} : { confidence }),
  };
}

const probabilityOf = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

/** Whether clues that take some work can make a finding of the match at all: one that is none stays none by what takes from it. */
function canMatter({ raises, names }: LateClues, logOdds: number, table: Readonly<Record<string, number>>): boolean {
  const most = raises ? names.reduce((sum, name) => sum + (table[name] ?? 0), 0) : 0;
  return probabilityOf(logOdds + most) >= LEVELS.low;
}
