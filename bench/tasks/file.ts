import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { alternate } from "../measure/alternate.ts";
import type { Contestant } from "../measure/sample.ts";
import type { Peer } from "../peers/install.ts";
import { betterleaks, emptyScript, gitleaks, kingfisher, NAMES, sealint, type Target } from "../peers/invocations.ts";
import { leastWall, resultsTable } from "../report/results-table.ts";
import { runOrFail } from "../run/children.ts";
import { warmUp } from "./linux.ts";
import { type Context, type Outcome, peersText } from "./task.ts";

const SAMPLE = join(dirname(import.meta.dirname), "sample");
/** Runs are short, and more of them cost little. */
const FILE_ROUNDS = 20;

/** A small repository, as hooks run in one: a configuration and the file that was changed. */
async function makeRepository(cache: string): Promise<string> {
  const folder = join(cache, "file");
  mkdirSync(folder, { recursive: true });
  cpSync(SAMPLE, folder, { recursive: true });
  if (!existsSync(join(folder, ".git"))) await runOrFail("git", ["init", "--quiet"], { cwd: folder });
  return folder;
}

function contestants(target: Target, peers: readonly Peer[], cache: string): Contestant[] {
  const script = join(target.out, "empty.js");
  writeFileSync(script, "");
  const scanners = peers.map((peer) => {
    if (peer.name === "gitleaks") return gitleaks(target, peer);
    return peer.name === "betterleaks"
      ? betterleaks(target, peer)
      : kingfisher(target, peer, join(cache, "kingfisher-rules"));
  });
  return [emptyScript(script), sealint(target), ...scanners];
}

/** One file by its path, in a folder with a configuration. */
export async function measureFile(context: Context): Promise<Outcome> {
  const { cache, out, tell } = context;
  const peers = await context.install(["gitleaks", "betterleaks", "kingfisher"]);
  const cwd = await makeRepository(cache);
  mkdirSync(out, { recursive: true });
  const all = contestants({ path: "deploy.py", out, cwd }, peers, cache);
  const rounds = context.rounds ?? FILE_ROUNDS;
  await warmUp(
    all.filter(({ report }) => report?.kind === "kingfisher"),
    context,
  );
  const results = await alternate(all, { rounds, folder: out, tell });
  return {
    markdown: `## One file

A file by its path, in a repository with a sealint.yaml of 60 lines, rounds: ${rounds}; ${peersText(peers)}.

${resultsTable(results, { base: NAMES.sealint, unit: "ms" })}`,
    measures: Object.fromEntries(results.map(({ name }) => [`file: ${name}`, leastWall(results, name)])),
  };
}
