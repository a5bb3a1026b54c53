import { mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { alternate } from "../measure/alternate.ts";
import { amountText, countFiles } from "../measure/count-files.ts";
import { cat, emptyScript, NAMES, sealint } from "../peers/invocations.ts";
import { resultsTable } from "../report/results-table.ts";
import { type Context, type Outcome, ROUNDS } from "./task.ts";

const PACKAGE_JSON = join(dirname(dirname(import.meta.dirname)), "package.json");

/** A scan of any folder, as people run it, beside an empty Node script and plain reading. */
export async function measureFolder(path: string, { out, rounds = ROUNDS, tell }: Context): Promise<Outcome> {
  mkdirSync(out, { recursive: true });
  const script = join(out, "empty.js");
  writeFileSync(script, "");
  const contestants = [
    emptyScript(script),
    cat({ path, out }),
    sealint({ path, out }),
    { ...sealint({ path: PACKAGE_JSON, out }), name: "sealint, one file" },
  ];
  const results = await alternate(contestants, { rounds, folder: out, tell });
  return {
    markdown: `## A folder: ${basename(path)}

${amountText(countFiles(path))}, rounds: ${rounds}. Times as minimum / median, ratios of the minima.

${resultsTable(results, { base: NAMES.empty, unit: "ms" })}`,
    measures: {},
  };
}
