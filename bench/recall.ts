// Prints, in Markdown, how many secrets of each category sealint and its peers find in a corpus of labelled lines.
//   node bench/recall.ts SCORER [--cache DIR]
// SCORER is a script that is called as `SCORER META DATA FINDINGS --json`; beside it lies credentials/dev.tar.xz, with the labels
// in meta and the files in data. Needs a build, Python 3, and for peers what bench/README.md says. Peers are told and left out
// where they cannot be had. Names of places go to a file in a temporary folder, values nowhere.
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { placesIn } from "./recall/places.ts";
import { recallTable, type Score } from "./recall/recall-table.ts";
import { type Run, scanners } from "./recall/scanners.ts";
import { readArguments } from "./run/arguments.ts";
import { messageOf } from "./run/bench-error.ts";
import { runChild, runOrFail } from "./run/children.ts";

const tell = (text: string): void => {
  process.stderr.write(`recall: ${text}\n`);
};

/** A scanner's score over the corpus in `root`. */
async function scoreOf({ scanner, command, report, env }: Run, scorer: string, root: string): Promise<Score> {
  const [program = "", ...args] = command;
  const { stdout } = await runChild(program, args, { cwd: root, env });
  const places = placesIn(scanner, report === undefined ? stdout : readFileSync(report, "utf8"));
  const lines = places.map(({ path, line, end }) =>
    JSON.stringify({ path: `data/${path.replace(/^.*?\bdata\//, "")}`, line, end_line: end }),
  );
  const found = join(root, `${scanner}.jsonl`);
  writeFileSync(found, lines.join("\n"));
  const scored = await runOrFail("python3", [scorer, join(root, "meta"), join(root, "data"), found, "--json"]);
  return JSON.parse(scored) as Score;
}

async function measure(scorer: string, cache: string): Promise<void> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "sealint-recall-")));
  try {
    await runOrFail("tar", ["xf", join(dirname(scorer), "credentials", "dev.tar.xz"), "-C", folder]);
    const root = join(folder, "dev");
    const out = join(folder, "out");
    mkdirSync(out);
    const scores = new Map<string, Score>();
    for (const run of await scanners({ path: "data", out, cwd: root }, cache, tell)) {
      tell(`running ${run.scanner}`);
      try {
        scores.set(run.scanner, await scoreOf(run, scorer, root));
      } catch (error) {
        if (run.scanner === "sealint") throw error;
        tell(`${run.scanner} IS LEFT OUT: ${messageOf(error)}`);
      }
    }
    process.stdout.write(recallTable(scores));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const cwd = process.env["INIT_CWD"] ?? process.cwd();
const [named, ...flags] = process.argv.slice(2);
try {
  if (named === undefined) throw new Error("name the scoring script: node bench/recall.ts SCORER [--cache DIR]");
  const { cache } = readArguments(flags, { cwd, env: process.env, isFolder: () => false });
  await measure(resolve(cwd, named), cache);
} catch (error) {
  tell(messageOf(error));
  process.exitCode = 2;
}
