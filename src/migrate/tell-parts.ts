import type { Fate, Part } from "./imported.ts";

const TITLES: readonly (readonly [Fate, string])[] = [
  ["carried", "Carried over"],
  ["partly", "Carried over in part"],
  ["left", "Not carried over"],
];

/** A heading with its items, each of one paragraph. */
export interface ToldSection {
  readonly title: string;
  readonly items: readonly string[];
}

/** What became of each part, and what is left to do, as sections of a list for people. */
export function tellParts(parts: readonly Part[], todos: readonly string[]): readonly ToldSection[] {
  const fates = TITLES.map(([fate, title]) => {
    const items = [...new Set(parts.filter((part) => part.fate === fate).map(({ at, note }) => `${at}: ${note}.`))];
    return { title: `${title} (${items.length})`, items };
  });
  const byHand = [
    ...Map.groupBy(
      parts.filter(({ todo }) => todo !== undefined),
      ({ todo = "" }) => todo,
    ),
  ].map(([todo, some]) => `${todo} (${[...new Set(some.map(({ at }) => at))].join("; ")})`);
  const all = [...byHand, ...todos];
  return [...fates, { title: `To do by hand (${all.length})`, items: all }].filter(({ items }) => items.length > 0);
}
