import { mkdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { alternate } from "../measure/alternate.ts";
import type { Contestant } from "../measure/sample.ts";
import { maximum } from "../measure/statistics.ts";
import type { Peer, PeerName } from "../peers/install.ts";
import {
  betterleaksHistory,
  catFile,
  kingfisherHistory,
  NAMES,
  sealintHistory,
  type Target,
} from "../peers/invocations.ts";
import { leastWall, resultsTable } from "../report/results-table.ts";
import { runOrFail } from "../run/children.ts";
import { madeHistory } from "./made-history.ts";
import { type Context, type Outcome, peersText } from "./task.ts";

/** Rounds where none are asked for: each takes minutes. */
const HISTORY_ROUNDS = 3;

function contestants(target: Target, peers: readonly Peer[], rules: string): Contestant[] {
  const byPeer: Readonly<Partial<Record<PeerName, (peer: Peer) => Contestant>>> = {
    kingfisher: (peer) => kingfisherHistory(target, peer, rules),
    betterleaks: (peer) => betterleaksHistory(target, peer),
  };
  const others = peers.flatMap((peer) => byPeer[peer.name]?.(peer) ?? []);
  return [sealintHistory(target), sealintHistory(target, join(target.out, "caches")), catFile(target), ...others];
}

/** The whole history of a repository, beside the peers and what git itself takes to unpack it. */
export async function measureHistory(context: Context): Promise<Outcome> {
  const { cache, out, tell } = context;
  const peers = await context.install(["kingfisher", "betterleaks"]);
  const path = context.tree ?? (await madeHistory(cache, tell));
  mkdirSync(out, { recursive: true });
  rmSync(join(out, "caches"), { recursive: true, force: true });
  const commits = await runOrFail("git", ["-C", path, "rev-list", "--all", "--count"]);
  const all = contestants({ path, out }, peers, join(cache, "kingfisher-rules"));
  // Once untimed, so that what is remembered is there, and the file cache is warm.
  await alternate(all.slice(1, 3), { rounds: 1, folder: out, tell });
  const rounds = context.rounds ?? HISTORY_ROUNDS;
  const results = await alternate(all, { rounds, folder: out, tell });
  const rss = maximum(results.find(({ name }) => name === NAMES.sealint)?.samples.map((sample) => sample.rss) ?? []);
  const walls = results.map(({ name }) => [`history: ${name}`, leastWall(results, name)]);
  return {
    markdown: `## A whole history: ${basename(path)}

${commits.trim()} commits, warm file cache, rounds: ${rounds}; ${peersText(peers)}. Times as minimum / median, ratios of the minima.

${resultsTable(results, { base: NAMES.sealint, unit: "s" })}`,
    measures: { ...Object.fromEntries(walls), "history: MB": rss / 1e6 },
  };
}
