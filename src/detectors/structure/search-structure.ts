import { once } from "../../core/once.ts";
import type { Unit } from "../../core/source.ts";
import type { Span } from "../../core/span.ts";
import type { SecretMatch } from "../../core/stages.ts";
import { type TextView, viewText } from "../../core/text.ts";
import { createNeedsStructure } from "./needs-structure.ts";
import { notebookLines, pairsIn, readableStructure } from "./read-structure.ts";

/** A stretch with a telling word: a line, or where `keyword` is set a piece of one that is too long to be looked at. */
export interface TellingStretch {
  readonly span: Span;
  readonly keyword?: number;
}

/** Finds what a unit says by its structure, across lines; nothing where it is none of the formats that have one. */
export type SearchStructure = (unit: Unit, telling: Iterable<TellingStretch>) => Iterable<SecretMatch>;

/** `keywords` is a pattern of the telling words; `inLine` finds what is assigned in a line. */
export function createStructureSearch(
  keywords: string,
  inLine: (line: TextView) => Iterable<SecretMatch>,
): SearchStructure {
  const named = once(() => new RegExp(keywords, "v"));
  const needs = once(() => createNeedsStructure(keywords));
  return function* (unit, telling) {
    const format = readableStructure(unit);
    if (format === undefined) return;
    const { bytes } = unit;
    const isNeeded = isKubernetesSecret(bytes) ? () => true : needs()(format);
    if (!some(telling, ({ span, keyword }) => keyword !== undefined || isNeeded(viewText(bytes, span).text))) return;
    const view = viewText(bytes);
    if (format === "notebook") for (const line of notebookLines(view, named())) yield* inLine(line);
    else for (const { secret, ...pair } of pairsIn(format, view, named())) yield { span: secret, secret, ...pair };
  };
}

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
