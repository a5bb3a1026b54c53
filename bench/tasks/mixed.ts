import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { policyCases } from "../../scripts/policy-cases.ts";
import { alternate } from "../measure/alternate.ts";
import { emptyScript, NAMES, sealint } from "../peers/invocations.ts";
import { leastWall, resultsTable } from "../report/results-table.ts";
import { type Context, type Outcome, ROUNDS } from "./task.ts";

const PIPELINES = 1000;

/** One small pipeline, with the files that it takes. */
interface Project {
  readonly platform: string;
  readonly files: readonly (readonly [path: string, text: string])[];
}

/** The policies' own cases, defects and clean ones, platform by platform in turn. */
function projects(): readonly Project[] {
  const byPlatform = Object.groupBy(
    policyCases().flatMap(({ platform, flag, ok }) =>
      [...flag, ...ok].map(
        ({ path, text, beside }): Project => ({
          platform,
          files: [[path ?? "", text], ...Object.entries(beside ?? {})],
        }),
      ),
    ),
    ({ platform }) => platform,
  );
  const lists = Object.values(byPlatform).map((list) => list ?? []);
  const most = Math.max(...lists.map(({ length }) => length));
  const inTurns = Array.from({ length: most }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
  return inTurns.slice(0, PIPELINES);
}

/** Pipelines of all platforms, each in a folder of its own. */
export async function measureMixed({ cache, out, rounds = ROUNDS, tell }: Context): Promise<Outcome> {
  const root = join(cache, "mixed");
  rmSync(root, { recursive: true, force: true });
  const all = projects();
  for (const [at, { files }] of all.entries()) {
    for (const [path, text] of files) {
      const file = join(root, `project-${at}`, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
  mkdirSync(out, { recursive: true });
  const script = join(out, "empty.js");
  writeFileSync(script, "");
  const results = await alternate([emptyScript(script), sealint({ path: root, out })], { rounds, folder: out, tell });
  const platforms = new Set(all.map(({ platform }) => platform));
  return {
    markdown: `## Pipelines of all platforms

${all.length} small pipelines of ${platforms.size} platforms, the policies' own cases, rounds: ${rounds}. Times as minimum / median,
ratios of the minima.

${resultsTable(results, { base: NAMES.empty, unit: "ms" })}`,
    measures: { "mixed: s": leastWall(results, NAMES.sealint) / 1000 },
  };
}
