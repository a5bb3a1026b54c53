import type { Prior } from "./logistic.ts";

/** Decimals of a weight: more say nothing, and depend on the machine's way with exponents. */
const DECIMALS = 2;

/** A weight as it is written. */
const rounded = (weight: number): number => Number(weight.toFixed(DECIMALS)) + 0;

/** The text of `src/judge/weights.ts`. */
export function weightsFile(
  priors: readonly Prior[],
  weights: ReadonlyMap<string, number>,
  levels: Readonly<Record<string, number>>,
  about: readonly string[],
): string {
  const tables = Map.groupBy(priors, ({ name }) => name.split(".")[0] ?? "");
  const lines = [...tables].flatMap(([table, members]) => [
    `  ${table}: {`,
    ...members.map(({ name, prior, isFixed }) => {
      const weight = rounded(weights.get(name) ?? prior);
      const note = isFixed ? " // as experience says" : weight === prior ? "" : ` // ${prior} before the fit`;
      return `    ${name.slice(table.length + 1)}: ${weight},${note}`;
    }),
    "  },",
  ]);
  const shownLevels = Object.entries(levels).map(([level, least]) => `${level}: ${least}`);
  return [
    "// Written by bench/fit-judge.ts, which tells how; not to be changed by hand.",
    ...about.map((line) => `// ${line}`),
    "",
    "/** What each clue adds to or takes from the belief that a match is a secret, in log-odds. */",
    "export const WEIGHTS = {",
    ...lines,
    "} as const;",
    "",
    "/** Least probability for each level of confidence; what is below `low` is no finding. */",
    `export const LEVELS = { ${shownLevels.join(", ")} } as const;`,
    "",
  ].join("\n");
}
