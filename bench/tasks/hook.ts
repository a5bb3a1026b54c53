import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { alternate } from "../measure/alternate.ts";
import { emptyScript, gitleaksStaged, NAMES, sealintHook } from "../peers/invocations.ts";
import { leastWall, resultsTable } from "../report/results-table.ts";
import { makeHookedRepository } from "./made-repository.ts";
import { type Context, type Outcome, peersText } from "./task.ts";

/** Runs are short, and more of them cost little. */
const HOOK_ROUNDS = 20;
/** After so many runs all that is kept between them is there. */
const WARM = 4;

/** One staged file through the installed hook, as before each commit. */
export async function measureHook(context: Context): Promise<Outcome> {
  const { cache, out, tell } = context;
  const peers = await context.install(["gitleaks"]);
  const cwd = join(cache, "hook");
  await makeHookedRepository(cwd);
  mkdirSync(out, { recursive: true });
  const script = join(out, "empty.js");
  writeFileSync(script, "");
  const target = { path: ".", out, cwd };
  const hook = sealintHook(target);
  const rounds = context.rounds ?? HOOK_ROUNDS;
  tell("warming up the hook");
  await alternate([hook], { rounds: WARM, folder: out, tell: () => {} });
  const all = [emptyScript(script), hook, ...peers.map((peer) => gitleaksStaged(target, peer))];
  const results = await alternate(all, { rounds, folder: out, tell });
  return {
    markdown: `## One staged file, through the hook

The hook that \`sealint hook install\` writes, in a repository of 300 files with a sealint.yaml of 60 lines and a baseline of
500 entries; gitleaks reads what is staged without a hook. Rounds: ${rounds}; ${peersText(peers)}.

${resultsTable(results, { base: NAMES.sealint, unit: "ms" })}`,
    measures: Object.fromEntries(results.map(({ name }) => [`hook: ${name}`, leastWall(results, name)])),
  };
}
