import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { alternate, type Result } from "../measure/alternate.ts";
import { median, minimum } from "../measure/statistics.ts";
import { sealint } from "../peers/invocations.ts";
import { excess, type GrowthPoint, growthTable } from "../report/growth-table.ts";
import { growthPlot } from "../report/plot.ts";
import { BenchError } from "../run/bench-error.ts";
import { FILE_BYTES, makeFiles, makeTrees } from "./generated-trees.ts";
import { WHOLE_TREE } from "./linux.ts";
import { type Context, type Outcome, ROUNDS } from "./task.ts";

const COUNTS = [10_000, 20_000, 40_000, 80_000] as const;
const SIZES = Array.from({ length: 9 }, (_, power) => 1024 * 4 ** power);

const sizeText = (bytes: number): string => (bytes < 2 ** 20 ? `${bytes / 1024} kB` : `${bytes / 2 ** 20} MB`);

interface Subject {
  readonly name: string;
  readonly path: string;
  readonly files: number;
  readonly bytes: number;
}

function pointsOf(subjects: readonly Subject[], results: readonly Result[], start: number): GrowthPoint[] {
  return subjects.map(({ name, files, bytes }) => {
    const result = results.find((other) => other.name === name);
    if (result?.failure !== undefined) throw new BenchError(`${name}: ${result.failure}`);
    const walls = result?.samples.map(({ wall }) => wall) ?? [];
    return { name, files, bytes, least: minimum(walls), middle: median(walls), start };
  });
}

/** How time grows with the number of files and with the size of a file. */
export async function measureGrowth({ cache, out, rounds = ROUNDS, plot, tell }: Context): Promise<Outcome> {
  tell("making trees");
  const folder = join(cache, "growth");
  const nothing = join(folder, "nothing");
  mkdirSync(nothing, { recursive: true });
  const byCount = makeTrees(join(folder, "trees"), COUNTS);
  const bySize = makeFiles(join(folder, "files"), SIZES);
  const trees = COUNTS.map(
    (files, at): Subject => ({ name: `${files} files`, path: byCount[at] ?? "", files, bytes: files * FILE_BYTES }),
  );
  const files = SIZES.map((bytes, at): Subject => ({ name: sizeText(bytes), path: bySize[at] ?? "", files: 1, bytes }));
  const empty: Subject = { name: "nothing", path: nothing, files: 0, bytes: 0 };
  const contestants = [empty, ...trees, ...files].map(({ name, path }) => ({
    ...sealint({ path, out }, WHOLE_TREE),
    name,
  }));
  const results = await alternate(contestants, { rounds, folder: out, tell });
  const [{ least: start } = { least: Number.NaN }] = pointsOf([empty], results, 0);
  const treePoints = pointsOf(trees, results, start);
  const filePoints = pointsOf(files, results, start);
  if (plot !== undefined) {
    mkdirSync(dirname(plot), { recursive: true });
    writeFileSync(
      plot,
      growthPlot([
        { title: "trees of files of 4 kB", points: treePoints },
        { title: "one file", points: filePoints },
      ]),
    );
  }
  return {
    markdown: `## Growth

Made-up code in files of 4 kB, and one file of growing size; rounds: ${rounds}, minimum / median. The start, ${start.toFixed(0)} ms for an
empty folder, is taken off before time is divided by bytes and files${plot === undefined ? "; no plot was asked for (--plot)" : ""}.

${growthTable(treePoints)}
${growthTable(filePoints)}`,
    measures: { "growth: excess": Math.max(excess(treePoints), excess(filePoints)) },
  };
}
