// Mends real repositories and holds what comes of it: every file parses, actionlint says nothing new, a second run changes nothing, no
// finding has come, each that was mended is gone, and the proposals in JSON and SARIF do the same as `sealint fix`.
//   node bench/fixes.ts [--actionlint PROGRAM] [--diff FILE] [--keep FOLDER] REPOSITORY…
// Nothing is changed there: copies are mended. Needs a build; actionlint, with the shellcheck that it finds, is left out where it is not
// installed. FILE gets the diffs, with values masked; FOLDER the copies, which go otherwise.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { complaintsOf, isThere } from "./fixes/actionlint.ts";
import { copyOf } from "./fixes/copies.ts";
import { type Held, holdOne, joined } from "./fixes/hold-one.ts";
import { messageOf } from "./run/bench-error.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    actionlint: { type: "string", default: "actionlint" },
    diff: { type: "string" },
    keep: { type: "string" },
  },
});

const tell = (text: string): void => void process.stderr.write(`fixes: ${text}\n`);

async function holdAll(root: string): Promise<number> {
  const hasLinter = await isThere(values.actionlint);
  if (!hasLinter) tell(`${values.actionlint} IS LEFT OUT: it is not installed`);
  const all: Held[] = [];
  for (const [index, folder] of positionals.entries()) {
    const copy = copyOf(resolve(folder), join(root, String(index)));
    const held = await holdOne(
      copy,
      hasLinter ? (files) => complaintsOf(values.actionlint, copy.root, files) : undefined,
    );
    for (const fault of held.faults) tell(`${folder}: ${fault}`);
    all.push(held);
  }
  const { diff, faults, figures } = joined(all);
  if (values.diff !== undefined) writeFileSync(values.diff, diff);
  for (const [what, count] of figures) process.stdout.write(`${String(count).padStart(7)}  ${what}\n`);
  process.stdout.write(`${String(faults.length).padStart(7)}  faults\n`);
  return faults.length === 0 ? 0 : 1;
}

try {
  if (positionals.length === 0) throw new Error("name a repository: node bench/fixes.ts REPOSITORY…");
  if (values.keep !== undefined) mkdirSync(values.keep, { recursive: true });
  const root = values.keep ?? mkdtempSync(join(tmpdir(), "sealint-fixes-"));
  try {
    process.exitCode = await holdAll(realpathSync(root));
  } finally {
    if (values.keep === undefined) rmSync(root, { recursive: true });
  }
} catch (error) {
  tell(messageOf(error));
  process.exitCode = 2;
}
