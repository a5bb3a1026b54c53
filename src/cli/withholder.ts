import type { EngineOptions } from "../engine/options.ts";
import { textsWithValues } from "../engine/texts-with-values.ts";

/** Stands in place of a text of somebody's in which a value was found. */
const WITHHELD = "(withheld: it holds what looks like a secret)";

/** What to show of each of these texts: the text itself, unless the rules find a value in it. Undefined where that is so of none. */
export function withholder(texts: ReadonlySet<string>, options: EngineOptions): ((text: string) => string) | undefined {
  const found = textsWithValues(texts, options);
  return found.size === 0 ? undefined : (text) => (found.has(text) ? WITHHELD : text);
}
