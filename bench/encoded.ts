// Prints, in Markdown, which secrets of the made corpus of fixtures/encoded sealint and its peers find.
//   node bench/encoded.ts [--cache DIR] [--keep DIR]
// Needs a build. Peers are told and left out where they cannot be had; `--keep` leaves the files in a folder, to be looked at.
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { encodedTable } from "./encoded/encoded-table.ts";
import { type MadeFile, makeCorpus } from "./encoded/make-corpus.ts";
import { placesIn } from "./recall/places.ts";
import { type Run, scanners } from "./recall/scanners.ts";
import { readArguments } from "./run/arguments.ts";
import { messageOf } from "./run/bench-error.ts";
import { runChild } from "./run/children.ts";

const PEERS = new Set(["sealint", "betterleaks", "kingfisher", "gitleaks"]);

const tell = (text: string): void => {
  process.stderr.write(`encoded: ${text}\n`);
};

/** Paths of the corpus in which a scanner finds something. */
async function pathsFound({ scanner, command, report, env }: Run, root: string): Promise<ReadonlySet<string>> {
  const [program = "", ...args] = command;
  const { stdout } = await runChild(program, args, { cwd: root, env });
  const places = placesIn(scanner, report === undefined ? stdout : readFileSync(report, "utf8"));
  // A member's path begins with that of its archive.
  return new Set(places.map(({ path }) => path.replace(/^.*?\bcorpus\//, "").replace(/[!\/:].*$/, "")));
}

async function measure(cache: string, keep: string | undefined): Promise<void> {
  const root = keep ?? realpathSync(mkdtempSync(join(tmpdir(), "sealint-encoded-")));
  try {
    const files: readonly MadeFile[] = makeCorpus();
    for (const folder of ["corpus", "out"]) mkdirSync(join(root, folder), { recursive: true });
    for (const { path, bytes } of files) writeFileSync(join(root, "corpus", path), bytes);
    const found = new Map<string, ReadonlySet<string>>();
    for (const run of await scanners({ path: "corpus", out: join(root, "out"), cwd: root }, cache, tell)) {
      if (!PEERS.has(run.scanner)) continue;
      tell(`running ${run.scanner}`);
      try {
        found.set(run.scanner, await pathsFound(run, root));
      } catch (error) {
        if (run.scanner === "sealint") throw error;
        tell(`${run.scanner} IS LEFT OUT: ${messageOf(error)}`);
      }
    }
    process.stdout.write(encodedTable(files, found));
  } finally {
    if (keep === undefined) rmSync(root, { recursive: true });
  }
}

const cwd = process.env["INIT_CWD"] ?? process.cwd();
const words = process.argv.slice(2);
const at = words.indexOf("--keep");
const [, keep] = at === -1 ? [] : words.splice(at, 2);
try {
  const { cache } = readArguments(words, { cwd, env: process.env, isFolder: () => false });
  await measure(cache, keep === undefined ? undefined : resolve(cwd, keep));
} catch (error) {
  tell(messageOf(error));
  process.exitCode = 2;
}
