import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { alternate } from "../measure/alternate.ts";
import { amountText, countFiles } from "../measure/count-files.ts";
import { type Contestant, takeSample } from "../measure/sample.ts";
import { maximum } from "../measure/statistics.ts";
import type { Peer, PeerName } from "../peers/install.ts";
import { betterleaks, cat, gitleaks, kingfisher, NAMES, ripgrep, sealint, type Target } from "../peers/invocations.ts";
import { linuxTree } from "../peers/linux-tree.ts";
import { leastWall, resultsTable } from "../report/results-table.ts";
import { messageOf } from "../run/bench-error.ts";
import { type Context, type Outcome, peersText, ROUNDS } from "./task.ts";

/** Debian's sources bring a .gitignore that leaves out everything, and the peers do not read it: nobody shall. */
export const WHOLE_TREE = ["--no-ignore"] as const;

/** Runs contestants once, untimed: that fills the file cache, and kingfisher's with its compiled rules. */
export async function warmUp(runners: readonly Contestant[], { out, tell }: Context): Promise<void> {
  mkdirSync(out, { recursive: true });
  for (const runner of runners) {
    tell(`warming up: ${runner.name}`);
    try {
      await takeSample(runner, join(out, "stderr"));
    } catch (error) {
      // The timed run will fail as well, and then be told in the table.
      tell(`${runner.name}: ${messageOf(error)}`);
    }
  }
}

function contestants(target: Target, peers: readonly Peer[], rules: string): Contestant[] {
  const byPeer: Readonly<Partial<Record<PeerName, (peer: Peer) => readonly Contestant[]>>> = {
    kingfisher: (peer) => [kingfisher(target, peer, rules), kingfisher(target, peer, rules, true)],
    betterleaks: (peer) => [betterleaks(target, peer)],
    gitleaks: (peer) => [gitleaks(target, peer)],
    ripgrep: (peer) => [ripgrep(target, peer)],
  };
  return [sealint(target, WHOLE_TREE), ...peers.flatMap((peer) => byPeer[peer.name]?.(peer) ?? []), cat(target)];
}

/** A whole source tree, beside the peers, ripgrep and cat. */
export async function measureLinux(context: Context): Promise<Outcome> {
  const { cache, out, tell } = context;
  const gitleaksToo: readonly PeerName[] = context.withGitleaks ? ["gitleaks"] : [];
  const peers = await context.install(["kingfisher", "betterleaks", "ripgrep", ...gitleaksToo]);
  if (context.tree === undefined) tell("looking for the sources of Linux");
  const path = context.tree ?? (await linuxTree(cache));
  const rules = join(cache, "kingfisher-rules");
  const small = join(out, "small");
  mkdirSync(small, { recursive: true });
  writeFileSync(join(small, "a.txt"), "a\n");
  const compilers = contestants({ path: small, out }, peers, rules).filter(
    ({ report }) => report?.kind === "kingfisher",
  );
  await warmUp([...compilers, cat({ path, out })], context);
  const rounds = context.rounds ?? ROUNDS;
  const results = await alternate(contestants({ path, out }, peers, rules), { rounds, folder: out, tell });
  const rss = maximum(results.find(({ name }) => name === NAMES.sealint)?.samples.map((sample) => sample.rss) ?? []);
  const walls = results.map(({ name }) => [`linux: ${name}`, leastWall(results, name)]);
  const amount = amountText(countFiles(path));
  return {
    markdown: `## A whole tree: ${basename(path)}

${amount}, warm file cache, rounds: ${rounds}; ${peersText(peers)}. Times as minimum / median, ratios of the minima.

${resultsTable(results, { base: NAMES.sealint, unit: "s" })}`,
    measures: { ...Object.fromEntries(walls), "linux: MB": rss / 1e6 },
  };
}
