import { existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Sample, takeSample } from "../measure/sample.ts";
import { sealint } from "../peers/invocations.ts";
import { digits, markdownTable } from "../report/table.ts";
import { BenchError } from "../run/bench-error.ts";
import { codeText, makeOnce } from "./generated-trees.ts";
import type { Context, Outcome } from "./task.ts";

const LARGE = 4 * 2 ** 30;
const MANY = 1_000_000;
/** Text at the start keeps holes from making a file binary. */
const TEXT_BYTES = 1 << 16;

interface Limit {
  readonly name: string;
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
}

/** A large file takes no room: behind its text it is holes, which are searched as what they read like. */
function makeLarge(folder: string): void {
  const file = join(folder, "large.c");
  writeFileSync(file, codeText(TEXT_BYTES));
  truncateSync(file, LARGE);
}

function makeMany(folder: string): void {
  for (let at = 0; at < MANY; at++) writeFileSync(join(folder, `file-${at}.c`), "");
}

/** Throws where the report does not tell of all files and bytes. */
function checkReport(report: string, { name, files, bytes }: Limit): void {
  const { summary } = JSON.parse(readFileSync(report, "utf8")) as { summary: { files: number; bytes: number } };
  if (summary.files === files && summary.bytes === bytes) return;
  throw new BenchError(`${name}: ${summary.files} files and ${summary.bytes} bytes were searched, which are not all`);
}

async function measureLimit(limit: Limit, { out, tell }: Context): Promise<Sample> {
  tell(limit.name);
  const contestant = sealint({ path: limit.folder, out }, ["--no-ignore"]);
  const sample = await takeSample(contestant, join(out, "stderr"));
  const { path = "" } = contestant.report ?? {};
  if (!existsSync(path)) throw new BenchError(`${limit.name}: no report was written`);
  checkReport(path, limit);
  return sample;
}

/** What a large file and a large folder take, once each. */
export async function measureLimits(context: Context): Promise<Outcome> {
  const place = (name: string): string => join(context.cache, "limits", name);
  const large: Limit = { name: "a file of 4 GiB", folder: place("large"), files: 1, bytes: LARGE };
  const many: Limit = { name: "a folder of a million empty files", folder: place("many"), files: MANY, bytes: 0 };
  mkdirSync(context.out, { recursive: true });
  context.tell("making a large file and a large folder");
  makeOnce(large.folder, () => makeLarge(large.folder));
  makeOnce(many.folder, () => makeMany(many.folder));
  const ofLarge = await measureLimit(large, context);
  const ofMany = await measureLimit(many, context);
  const row = ({ name }: Limit, { wall, user, sys, rss }: Sample): string[] => {
    return [name, ...[wall, user, sys].map((ms) => digits(ms / 1000)), digits(rss / 1e6)];
  };
  return {
    markdown: `## Limits

One run each; all of it was searched.

${markdownTable(["what", "wall s", "user s", "sys s", "peak MB"], [row(large, ofLarge), row(many, ofMany)])}`,
    measures: { "limits: large file MB": ofLarge.rss / 1e6 },
  };
}
