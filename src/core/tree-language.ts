import type { TreeLanguage } from "./syntax.ts";

const ENDINGS: ReadonlyMap<string, TreeLanguage> = new Map(
  (
    [
      ["javascript", "js jsx cjs mjs ts tsx cts mts"],
      ["python", "py pyi"],
      ["go", "go"],
      ["java", "java"],
    ] as const
  ).flatMap(([language, endings]) => endings.split(" ").map((ending): [string, TreeLanguage] => [ending, language])),
);

/** The language of a file that can be read as a tree, by its name. */
export const languageOf = (path: string): TreeLanguage | undefined =>
  ENDINGS.get(path.slice(path.lastIndexOf(".") + 1).toLowerCase());
