import { once } from "../../core/once.ts";
import { layoutPath, type Problem, type Unit } from "../../core/source.ts";
import type { Span } from "../../core/span.ts";
import type { SecretMatch } from "../../core/stages.ts";
import { structureOf } from "../../core/structured-path.ts";
import { type TextView, viewText } from "../../core/text.ts";
import { createNeedsStructure } from "./needs-structure.ts";
import { isReadable, LARGEST, notebookLines, pairsIn } from "./read-structure.ts";

/** A stretch with a telling word: a line, or where `keyword` is set a piece of one that is too long to be looked at. */
export interface TellingStretch {
  readonly span: Span;
  readonly keyword?: number;
}

/** Finds what a unit says by its structure, across lines; nothing where it is none of the formats that have one. */
export type SearchStructure = (
  unit: Unit,
  telling: Iterable<TellingStretch>,
  report: (problem: Problem) => void,
) => Iterable<SecretMatch>;

/** `keywords` is a pattern of the telling words; `inLine` finds what is assigned in a line. */
export function createStructureSearch(
  keywords: string,
  inLine: (line: TextView) => Iterable<SecretMatch>,
): SearchStructure {
  const named = once(() => new RegExp(keywords, "v"));
  const needs = once(() => createNeedsStructure(keywords));
  /** The document whose size was told last: its parts come one after the other. */
  let told: string | undefined;
  return function* (unit, telling, report) {
    const format = unit.binary ? undefined : structureOf(layoutPath(unit));
    if (format === undefined) return;
    const { bytes } = unit;
    const isNeeded = isKubernetesSecret(bytes) ? () => true : needs()(format);
    if (!some(telling, ({ span, keyword }) => keyword !== undefined || isNeeded(viewText(bytes, span).text))) return;
    if (!isReadable(unit)) {
      if (told !== unit.path) report(tooLarge(unit.path));
      told = unit.path;
      return;
    }
    const view = viewText(bytes);
    if (format === "notebook") for (const line of notebookLines(view, named())) yield* inLine(line);
    else for (const { secret, ...pair } of pairsIn(format, view, named())) yield { span: secret, secret, ...pair };
  };
}

const tooLarge = (path: string): Problem => ({
  level: "note",
  code: "limit-reached",
  subject: path,
  message: `is larger than ${LARGEST >> 20} MiB and was searched line by line: names were not paired with values on other lines`,
  hint: "Split it, or leave it out with `exclude` in sealint.yaml if it is data that nobody signs in with.",
});

/** Values of such a document are in base 64, whatever they look like. */
function isKubernetesSecret(bytes: Uint8Array): boolean {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = content.indexOf("Secret");
  return at !== -1 && /["']?kind["']?\s*:\s*["']?Secret["']?[\s,]/.test(content.toString("latin1"));
}

function some<T>(all: Iterable<T>, holds: (one: T) => boolean): boolean {
  for (const one of all) if (holds(one)) return true;
  return false;
}
