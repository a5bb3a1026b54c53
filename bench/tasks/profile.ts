import { mkdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { amountText, countFiles } from "../measure/count-files.ts";
import { takeSample } from "../measure/sample.ts";
import { sealint } from "../peers/invocations.ts";
import { linuxTree } from "../peers/linux-tree.ts";
import { type Profile, profileTable, readProfile } from "../report/profile-table.ts";
import { BenchError } from "../run/bench-error.ts";
import { lastLine } from "../run/children.ts";
import { WHOLE_TREE } from "./linux.ts";
import { type Context, type Outcome, ROUNDS } from "./task.ts";

/** One scan with the clock of each stage on. */
async function profileOnce(path: string, context: Context): Promise<{ wall: number; profile: Profile }> {
  const stderr = join(context.out, "stderr");
  const contestant = { ...sealint({ path, out: context.out }, WHOLE_TREE), env: { SEALINT_PROFILE: "1" } };
  const { wall } = await takeSample(contestant, stderr);
  return { wall, profile: readProfile(lastLine(readFileSync(stderr, "utf8"))) };
}

/** Where the time goes, of the fastest of several runs. */
export async function measureProfile(context: Context): Promise<Outcome> {
  const path = context.tree ?? (await linuxTree(context.cache));
  const rounds = context.rounds ?? ROUNDS;
  const amount = countFiles(path);
  mkdirSync(context.out, { recursive: true });
  let best: { readonly wall: number; readonly profile: Profile } | undefined;
  for (let round = 1; round <= rounds; round++) {
    context.tell(`profile, round ${round} of ${rounds}`);
    const one = await profileOnce(path, context);
    if (best === undefined || one.wall < best.wall) best = one;
  }
  if (best === undefined) throw new BenchError("no round was asked for");
  const perSecond = amount.bytes / 1e6 / best.profile.match;
  return {
    markdown: `## Where the time goes: ${basename(path)}

${amountText(amount)}, the fastest of ${rounds} runs: ${best.wall.toFixed(0)} ms. Stages are summed over threads.

${profileTable(best.profile, amount.bytes)}`,
    measures: { "profile: match GB/s": perSecond },
  };
}
