import type { EngineOptions } from "../engine/options.ts";
import { textsWithValues } from "../engine/texts-with-values.ts";

/** Stands in place of a text of somebody's in which a value was found. */
const WITHHELD = "(withheld: it holds what looks like a secret)";

/** Changes a text that somebody wrote. */
export type Change = (text: string) => string;

/**
 * Something to show, without texts in which the secret rules find a value. `mapTexts` makes the same with each text changed that people
 * wrote; all are asked about at once.
 */
export function withoutValues<Shown>(
  shown: Shown,
  mapTexts: (shown: Shown, change: Change) => Shown,
  options: EngineOptions,
): Shown {
  const texts = new Set<string>();
  mapTexts(shown, (text) => {
    texts.add(text);
    return text;
  });
  const found = textsWithValues(texts, options);
  return found.size === 0 ? shown : mapTexts(shown, (text) => (found.has(text) ? WITHHELD : text));
}

/** The same with some of its fields changed, those that it has. */
export function changeFields<Item extends object>(item: Item, fields: readonly (keyof Item)[], change: Change): Item {
  const changed = fields.flatMap((field) => {
    const text = item[field];
    return typeof text === "string" ? [[field, change(text)] as const] : [];
  });
  return { ...item, ...Object.fromEntries(changed) };
}
