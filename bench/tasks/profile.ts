import { existsSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { alternate } from "../measure/alternate.ts";
import { amountText, countFiles } from "../measure/count-files.ts";
import { sealint } from "../peers/invocations.ts";
import { linuxTree } from "../peers/linux-tree.ts";
import { type Profile, profileTable, readProfile } from "../report/profile-table.ts";
import { BenchError } from "../run/bench-error.ts";
import { WHOLE_TREE } from "./linux.ts";
import { type Context, type Outcome, ROUNDS } from "./task.ts";

/** One scan with the clock of each stage on; undefined where sealint writes none. */
async function profileOnce(path: string, context: Context): Promise<{ wall: number; profile: Profile } | undefined> {
  const file = join(context.out, "profile.json");
  rmSync(file, { force: true });
  const contestant = { ...sealint({ path, out: context.out }, WHOLE_TREE), env: { SEALINT_PROFILE: file } };
  const [result] = await alternate([contestant], { rounds: 1, folder: context.out, tell: () => {} });
  if (result?.failure !== undefined) throw new BenchError(`sealint: ${result.failure}`);
  if (!existsSync(file)) return undefined;
  return { wall: result?.samples[0]?.wall ?? Number.NaN, profile: readProfile(readFileSync(file, "utf8")) };
}

/** Where the time goes, of the fastest of several runs. */
export async function measureProfile(context: Context): Promise<Outcome> {
  const path = context.tree ?? (await linuxTree(context.cache));
  const rounds = context.rounds ?? ROUNDS;
  const amount = countFiles(path);
  const title = `## Where the time goes: ${basename(path)}\n\n`;
  let best: { readonly wall: number; readonly profile: Profile } | undefined;
  for (let round = 1; round <= rounds; round++) {
    context.tell(`profile, round ${round} of ${rounds}`);
    const one = await profileOnce(path, context);
    if (one === undefined) {
      return {
        markdown: `${title}Not available: this sealint writes no file named by SEALINT_PROFILE.\n`,
        measures: {},
      };
    }
    if (best === undefined || one.wall < best.wall) best = one;
  }
  if (best === undefined) return { markdown: title, measures: {} };
  const perSecond = amount.bytes / 1e6 / best.profile.kernel;
  return {
    markdown: `${title}${amountText(amount)}, the fastest of ${rounds} runs: ${best.wall.toFixed(0)} ms. Stages are summed over threads.

${profileTable(best.profile, amount.bytes)}`,
    measures: { "profile: kernel GB/s": perSecond },
  };
}
