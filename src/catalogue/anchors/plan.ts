import { type Anchor, lowerAscii, type TailAnchor, type ValueAnchor, type WordAnchor } from "../../core/anchor.ts";
import { BYTE_CLASS, FAR_RUN, LEAST_RUN, WORD_BITS } from "../../core/byte-class.ts";
import type { NameForms } from "../forms.ts";
import { analysePattern } from "../pattern.ts";
import type { RuleFile } from "../rule-file.ts";
import { literalsAt } from "./literals.ts";
import { frontOf, needsDigit } from "./named-value.ts";
import { leadTo, type Path, pathsOf } from "./paths.ts";
import { leadAnchorsOf, runAnchorsOf } from "./run-anchors.ts";
import { hasTrigger, urlAnchorsOf, wordAnchorsOf } from "./word-anchors.ts";

export interface AnchorPlan {
  readonly anchors: readonly Anchor[];
  /** What keeps the rule from being found fast, as a clause; nothing where nothing does. */
  readonly fault?: string;
}

/** Finds what a matcher can look for to meet every match of a rule. `names` are known where the rule has `named`. */
export function planAnchors(file: RuleFile, pattern: string, names: NameForms | undefined): AnchorPlan {
  if (file.anchor !== undefined) {
    return { anchors: file.anchor.url.map((text) => ({ kind: "url", text, ignoreCase: false })) };
  }
  if (file.detector === "assignment" || file.detector === "tree") return planKeywords(file);
  // Its path tells, and nothing in a file.
  if (file.detector === "content") return { anchors: [] };
  if (names !== undefined) return planNamed(names);
  const paths = pathsOf(pattern, file.ignoreCase);
  const plan = inEitherCase(planPaths(paths), file);
  const isCheap = plan.fault === undefined && plan.anchors.every(({ kind }) => kind !== "word");
  if (isCheap || file.keywords.length === 0) return plan;
  const other = inEitherCase(planKeywords(file, paths), file);
  return other.fault === undefined ? other : plan;
}

/** Where case is ignored, letters of other scripts that have more bytes pass for some of ours: `ſ` for `s`. */
const MOST_BYTES_OF_LETTER = 3;

function inEitherCase(plan: AnchorPlan, { ignoreCase }: RuleFile): AnchorPlan {
  if (!ignoreCase) return plan;
  const anchors = plan.anchors.map((anchor) =>
    anchor.lead === undefined ? anchor : { ...anchor, lead: anchor.lead * MOST_BYTES_OF_LETTER },
  );
  return { ...plan, anchors };
}

function planKeywords({ keywords, detector, ignoreCase }: RuleFile, paths: readonly Path[] = []): AnchorPlan {
  const anyCase = ignoreCase || detector !== "regex";
  const stray = keywords.find((keyword) => !hasTrigger(keyword));
  if (stray !== undefined)
    return { anchors: [], fault: `the keyword \`${stray}\` holds none of the triggers of the matcher` };
  const lead = keywordLead(paths, keywords);
  const anchors = keywords.map((keyword): WordAnchor => {
    // What follows a name in other scripts may be written in their marks: `密码：…`.
    const isAssigned = detector === "assignment" && /^[\x20-\x7e]+$/.test(keyword);
    const text = anyCase ? lowerAscii(keyword) : keyword;
    const common = { kind: "word", text, ignoreCase: anyCase, ...(lead === undefined ? {} : { lead }) } as const;
    return isAssigned ? { ...common, assigned: true } : common;
  });
  return { anchors };
}

/** Bytes from a match's begin to a keyword at most; undefined where not every path spells one out. */
function keywordLead(paths: readonly Path[], keywords: readonly string[]): number | undefined {
  const known = keywords.map(lowerAscii);
  let most: number | undefined;
  for (const path of paths) {
    const at = path.steps.findIndex((_, from) => {
      const literals = literalsAt(path, from, () => true);
      return (
        literals.length > 0 && literals.every(({ text }) => known.some((word) => lowerAscii(text).startsWith(word)))
      );
    });
    if (at === -1) return undefined;
    most = Math.max(most ?? 0, leadTo(path, at));
  }
  return most;
}

function planPaths(paths: readonly Path[]): AnchorPlan {
  const found = new Map<string, Anchor>();
  for (const path of paths) {
    const choices = [runAnchorsOf, leadAnchorsOf, urlAnchorsOf, wordAnchorsOf]
      .map((find) => find(path) as readonly Anchor[])
      .filter((some) => some.length > 0);
    const anchors = choices.find((some) => some.every(isCheap)) ?? choices[0];
    if (anchors === undefined) return { anchors: [], fault: NO_ANCHOR };
    for (const anchor of anchors) {
      const key = JSON.stringify({ ...anchor, lead: undefined });
      found.set(key, { ...anchor, lead: Math.max(anchor.lead as number, found.get(key)?.lead ?? 0) });
    }
  }
  return { anchors: [...found.values()] };
}

/** A literal that stands some bytes behind a boundary is looked for in long runs only. */
const isCheap = (anchor: Anchor): boolean =>
  anchor.kind !== "run" || anchor.offset === 0 || anchor.offset + anchor.least >= FAR_RUN;

const NO_ANCHOR =
  "no literal stands at a boundary of a run of value bytes, in an address, or holds a trigger of the matcher: begin with `(?<!\\w)`, or name `keywords`";

/** Bytes of words, and the dashes between them. */
const IN_ROW = WORD_BITS | BYTE_CLASS.dash;

function planNamed(names: NameForms): AnchorPlan {
  const { literals, alone, endings, dashed, lead, value } = names;
  if (!needsDigit(value)) return planByTail(names);
  const { least, mask, length } = frontOf(value);
  const within = analysePattern(lead, false).reach;
  const before = beforeLiteral(names);
  const anchors = literals.map((text): ValueAnchor => {
    const common = { kind: "value", text, ignoreCase: true, lead: before, within, mask, length, endings } as const;
    return alone.includes(text) ? { ...common, alone: true } : common;
  });
  const runs = dashed.map(
    (text): Anchor => ({
      kind: "run",
      text,
      ignoreCase: true,
      lead: 0,
      offset: 0,
      least: text.length + 1 + least,
      // A dash and the value, or words before them.
      mask: mask | IN_ROW,
      length: 1 + length,
    }),
  );
  return { anchors: [...anchors, ...runs] };
}

/** Bytes from a match's begin to a literal of its name at most. */
const beforeLiteral = ({ beginsWithLiteral, lead }: NameForms): number =>
  beginsWithLiteral ? 0 : analysePattern(lead, false).reach;

/** A value that is too short for a run of its own, or has letters only, is found by its name, which then has to hold a trigger. */
function planByTail(names: NameForms): AnchorPlan {
  const { tails, literals } = names;
  if (tails === undefined || !tails.every(hasTrigger)) {
    return {
      anchors: [],
      fault: `its values can be shorter than ${LEAST_RUN} bytes, or have no digit: list names under \`names\` whose last two words hold a trigger, such as \`acme key\``,
    };
  }
  const whole = tails.filter((tail) => literals.some((text) => tail.includes(text)));
  const rest = tails.filter((tail) => !whole.includes(tail));
  const beforeTail = analysePattern(names.lead, false).reach;
  const words = whole.map(
    (text): WordAnchor => ({ kind: "word", text, ignoreCase: true, lead: beforeTail, assigned: true }),
  );
  if (rest.length === 0) return { anchors: words };
  const lead = beforeLiteral(names);
  const anchors = literals.map((text): TailAnchor => ({ kind: "tail", text, ignoreCase: true, lead, tails: rest }));
  return { anchors: [...words, ...anchors] };
}
