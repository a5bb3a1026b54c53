import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { alternate } from "../measure/alternate.ts";
import { NAMES, sealint, zizmor } from "../peers/invocations.ts";
import { countByKind, type Kinds, kindsTable } from "../report/kinds-table.ts";
import { resultsTable } from "../report/results-table.ts";
import { BenchError } from "../run/bench-error.ts";
import { type Context, type Outcome, peersText, ROUNDS } from "./task.ts";

/** Folders of a tree that hold no workflows of its own. */
const NOT_THESE = /^(?:node_modules|\.git)$/;

/** Workflows below a folder: files of YAML with jobs and what starts them, wherever they lie. */
function workflowsIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): string[] => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return NOT_THESE.test(entry.name) ? [] : workflowsIn(path);
    if (!entry.isFile() || !/\.ya?ml$/.test(entry.name)) return [];
    const text = readFileSync(path, "utf8");
    return /^["']?jobs["']?\s*:/m.test(text) && /^["']?on["']?\s*:/m.test(text) ? [path] : [];
  });
}

/** A tree with workflows beside zizmor: time, and findings by kind. */
export async function measurePipelines({ out, tree, rounds = ROUNDS, tell, install }: Context): Promise<Outcome> {
  if (tree === undefined)
    throw new BenchError("--tree has to name a clone with workflows, such as one of actions/starter-workflows");
  const workflows = workflowsIn(tree);
  if (workflows.length === 0) throw new BenchError(`--tree: there is no workflow below ${tree}`);
  mkdirSync(out, { recursive: true });
  const target = { path: tree, out };
  const peers = await install(["zizmor"]);
  const contestants = [sealint(target), ...peers.map((peer) => zizmor(target, peer, workflows))];
  const results = await alternate(contestants, { rounds, folder: out, tell });
  const failed = new Set(results.filter(({ failure }) => failure !== undefined).map(({ name }) => name));
  const kinds: Kinds[] = contestants.flatMap(({ name, report }) =>
    report === undefined || failed.has(name)
      ? []
      : [{ name, counts: countByKind(report.kind, readFileSync(report.path, "utf8")) }],
  );
  return {
    markdown: `## Workflows

${workflows.length} workflows, ${peersText(peers)}, rounds: ${rounds}. Times as minimum / median, ratios of the minima.

${resultsTable(results, { base: NAMES.sealint, unit: "s" })}
${kindsTable(kinds, workflows.length)}`,
    measures: {},
  };
}
