// Fits the judge's weights to labelled corpora and writes src/judge/weights.ts. What is done and why: bench/README.md.
//   node bench/fit-judge.ts CORPORA [CLEAN-TREE…]
// CORPORA holds credentials/dev.tar.xz and tokens/samples.jsonl; clean trees are folders in which nothing is a secret, those of
// tests included. Needs a build. Prints, in Markdown, how right each level of confidence is.
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ASSIGNED, CLAIMED, type Clue, DISTINCTIVE } from "../src/judge/clues.ts";
import { LEVELS } from "../src/judge/weights.ts";
import { calibrationTable } from "./fit/calibration-table.ts";
import { crossValidate } from "./fit/cross-validate.ts";
import { fitWeights, type Prior } from "./fit/logistic.ts";
import { cleanRows, credentialRows, sampleRows } from "./fit/read-rows.ts";
import type { Row, Table } from "./fit/rows.ts";
import { weightsFile } from "./fit/weights-file.ts";

const OUTPUT = join(import.meta.dirname, "..", "src", "judge", "weights.ts");

const TABLES: Readonly<Record<Table, Readonly<Record<string, Clue>>>> = {
  claimed: CLAIMED,
  distinctive: DISTINCTIVE,
  assigned: ASSIGNED,
};

const PRIORS: readonly Prior[] = Object.entries(TABLES).flatMap(([table, clues]) =>
  Object.entries(clues).map(([name, { prior, fixed }]) => ({
    name: `${table}.${name}`,
    prior,
    isFixed: fixed === true,
  })),
);

function describeRows(what: string, rows: readonly Row[]): string {
  const secrets = rows.filter(({ isSecret }) => isSecret).length;
  return `${what}: ${rows.length} matches, ${secrets} of them secrets`;
}

function fit(corpora: string, trees: readonly string[]): void {
  const credentials = credentialRows(corpora);
  const samples = sampleRows(corpora);
  const clean = cleanRows(trees);
  const rows = [...credentials, ...samples, ...clean];
  const about = [
    describeRows("lines of real projects", credentials),
    describeRows("samples of tokens", samples),
    describeRows("clean trees", clean),
  ];
  writeFileSync(OUTPUT, weightsFile(PRIORS, fitWeights(rows, PRIORS), LEVELS, about));
  process.stdout.write(`${about.join("\n")}\n\n`);
  const predicted = crossValidate(rows, PRIORS);
  const within = new Set<Row>(credentials);
  process.stdout.write("Lines of real projects, each judged by weights that have not seen its repository:\n\n");
  process.stdout.write(
    calibrationTable(
      predicted.filter(({ row }) => within.has(row)),
      LEVELS,
    ),
  );
  process.stdout.write("\nAll rows:\n\n");
  process.stdout.write(calibrationTable(predicted, LEVELS));
}

const [corpora, ...trees] = process.argv.slice(2);
if (corpora === undefined) {
  process.stderr.write("fit-judge: name the corpora's folder: node bench/fit-judge.ts CORPORA [CLEAN-TREE…]\n");
  process.exitCode = 2;
} else {
  const from = process.env["INIT_CWD"] ?? ".";
  fit(
    resolve(from, corpora),
    trees.map((tree) => resolve(from, tree)),
  );
}
