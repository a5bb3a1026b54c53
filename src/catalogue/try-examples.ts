import type { Position } from "../core/finding.ts";
import type { Confidence } from "../core/levels.ts";
import type { Examples } from "../core/stages.ts";
import { countLines, lineStart, utf16Length } from "../core/text.ts";
import { fillExample } from "./template.ts";

/** A rule's examples, and the rules that may speak beside it. */
export interface ExampledRule {
  readonly id: string;
  readonly overlaps: readonly string[];
  readonly examples: Examples;
}

/** A rule that spoke in an example, and where. */
export interface SpokenRule {
  readonly ruleId: string;
  readonly confidence: Confidence;
  readonly start: Position;
  readonly end: Position;
}

/** Runs all rules over a text at a path, with other files beside it, and hears of the least certain findings, too. */
export type RunRules = (path: string, text: string, beside: Readonly<Record<string, string>>) => readonly SpokenRule[];

/** An example that did not come out as it says: which one, and how, as a clause without values. */
export interface FailedExample {
  readonly kind: "flag" | "ok";
  /** From 1. */
  readonly number: number;
  readonly message: string;
}

const DEFAULT_PATH = "src/settings.conf";

/**
 * Runs a rule's examples: each `flag` has to yield exactly its marks and no other rule but the overlapping ones, each `ok`
 * nothing of this rule that a scan would report by itself.
 */
export function tryExamples({ id, overlaps, examples }: ExampledRule, run: RunRules): readonly FailedExample[] {
  const flagged = examples.flag.flatMap(({ path = DEFAULT_PATH, text: template, beside = {} }, index) => {
    const failed = (message: string): FailedExample => ({ kind: "flag", number: index + 1, message });
    const filled = fill(template, `${id}:flag:${index}`);
    if (typeof filled === "string") return [failed(filled)];
    const spoken = run(path, filled.text, filledFiles(beside));
    const expected = filled.marks.map(
      ({ start, end }) => `${placeIn(filled.text, start)}-${placeIn(filled.text, end)}`,
    );
    const own = spoken.filter(({ ruleId }) => ruleId === id).map(spanOf);
    const others = spoken.map(({ ruleId }) => ruleId).filter((ruleId) => ruleId !== id && !overlaps.includes(ruleId));
    return [
      expected.length === 0 ? failed("marks nothing; put `«…»` around what has to be found") : [],
      missing(expected, own).map((place) => failed(`finds nothing at ${place}, where a mark is`)),
      missing(own, expected).map((place) => failed(`finds something at ${place}, where no mark is`)),
      [...new Set(others)].map((other) =>
        failed(`is found by ${other}, too; name that under \`overlaps\` if it may be`),
      ),
    ].flat();
  });
  const passed = examples.ok.flatMap(({ path = DEFAULT_PATH, text: template, beside = {} }, index) => {
    const failed = (message: string): FailedExample => ({ kind: "ok", number: index + 1, message });
    const filled = fill(template, `${id}:ok:${index}`);
    if (typeof filled === "string") return [failed(filled)];
    if (filled.marks.length > 0) return [failed("has a mark, though nothing may be found in it")];
    const own = run(path, filled.text, filledFiles(beside)).filter(
      ({ ruleId, confidence }) => ruleId === id && confidence !== "low",
    );
    return own.map((spoken) => failed(`finds something at ${spanOf(spoken)}`));
  });
  return [...flagged, ...passed];
}

const filledFiles = (files: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(files).map(([path, template]) => [path, fillExample(template, path).text]));

function fill(template: string, seed: string): ReturnType<typeof fillExample> | string {
  try {
    return fillExample(template, seed);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return `is no example: ${error.message}`;
  }
}

const missing = (wanted: readonly string[], given: readonly string[]): string[] =>
  wanted.filter((one) => !given.includes(one));

const spanOf = ({ start, end }: SpokenRule): string => `${start.line}:${start.column}-${end.line}:${end.column}`;

function placeIn(text: string, offset: number): string {
  const bytes = Buffer.from(text);
  const start = lineStart(bytes, offset);
  return `${countLines(bytes, 0, offset) + 1}:${utf16Length(bytes, start, offset) + 1}`;
}
