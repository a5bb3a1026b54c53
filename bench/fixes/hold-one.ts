import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { runChild } from "../run/children.ts";
import type { Copy } from "./copies.ts";
import { filesIn } from "./copies.ts";
import { proposalsOfJson, proposalsOfSarif, type Reported, type Sarif, withProposals } from "./proposals.ts";

/** What holds of one repository. */
export interface Held {
  readonly figures: ReadonlyMap<string, number>;
  /** What does not, sentences without values. */
  readonly faults: readonly string[];
  readonly diff: string;
}

type Complain = (workflows: readonly string[]) => Promise<readonly string[]>;

const SEALINT = join(import.meta.dirname, "..", "..", "bin", "sealint.js");

const HIDES_NOTHING = ["--preset", "all", "--min-confidence", "low", "--jobs", "1"];

/** Mends a copy twice, and holds each state against the one before. */
export async function holdOne(copy: Copy, complain: Complain | undefined): Promise<Held> {
  const { root, workflows } = copy;
  const faults: string[] = [];
  const before = contentsOf(root);
  const [old, oldWords] = [await scan(root), (await complain?.(workflows)) ?? []];
  const { diff, stdout } = await fix(root);
  const after = contentsOf(root);
  const [now, newWords] = [await scan(root), (await complain?.(workflows)) ?? []];
  await fix(root);
  const last = contentsOf(root);
  const changed = [...after].filter(([path, text]) => before.get(path) !== text).map(([path]) => path);

  faults.push(...changed.flatMap((path) => brokenYaml(path, before.get(path), after.get(path) ?? "")));
  faults.push(...moreIn(oldWords, newWords).map((line) => `actionlint says ${line}`));
  faults.push(
    ...[...last].filter(([path, text]) => after.get(path) !== text).map(([path]) => `a second run changes ${path}`),
  );
  faults.push(...moreIn(keysOf(old.findings), keysOf(now.findings)).map((key) => `has come: ${key}`));
  const mended = mendedIn(stdout);
  const gone = moreIn(keysOf(now.findings), keysOf(old.findings));
  faults.push(...moreIn(gone, mended).map((key) => `was mended and is still there: ${key}`));
  const { sames, others, faults: of } = compared(old, before, after);
  faults.push(...of);
  return {
    faults,
    diff,
    figures: new Map([
      ["workflows of GitHub", workflows.length],
      ["files changed", changed.length],
      ["workflows changed", changed.filter((path) => workflows.includes(path)).length],
      ["findings before", old.findings.length],
      ["findings mended", mended.length],
      ["findings afterwards", now.findings.length],
      ["words of actionlint before", oldWords.length],
      ["words of actionlint afterwards", newWords.length],
      ["findings with a proposal", old.findings.filter((one) => one.fix !== undefined).length],
      ["files that all proposals at once leave as `sealint fix` does", sames],
      ["files that they leave otherwise: `sealint fix` goes round by round, and keeps what a scan finds good", others],
    ]),
  };
}

/** The figures, faults and diffs of several as those of one. */
export function joined(all: readonly Held[]): Held {
  const figures = new Map<string, number>();
  for (const one of all) for (const [what, count] of one.figures) figures.set(what, (figures.get(what) ?? 0) + count);
  return { figures, faults: all.flatMap(({ faults }) => faults), diff: all.map(({ diff }) => diff).join("") };
}

interface Scanned {
  readonly findings: readonly Reported[];
  readonly sarif: Sarif;
}

async function scan(cwd: string): Promise<Scanned> {
  const args = [SEALINT, "scan", ...HIDES_NOTHING, "--format", "json=.git/a.json", "--format", "sarif=.git/a.sarif"];
  const { code, stderr } = await runChild(process.execPath, args, { cwd });
  if (code !== 0 && code !== 1 && stderr !== "") process.stderr.write(`fixes: ${stderr}`);
  const { findings } = JSON.parse(readFileSync(join(cwd, ".git/a.json"), "utf8")) as { findings: Reported[] };
  return { findings, sarif: JSON.parse(readFileSync(join(cwd, ".git/a.sarif"), "utf8")) as Sarif };
}

/** Mends, and gives what the dry run showed of it. */
async function fix(cwd: string): Promise<{ readonly diff: string; readonly stdout: string }> {
  const args = [SEALINT, "fix", ...HIDES_NOTHING];
  const { stdout: diff } = await runChild(process.execPath, [...args, "--dry-run"], { cwd });
  const { stdout } = await runChild(process.execPath, args, { cwd });
  return { diff, stdout };
}

/** `PATH RULE` of each line under "Mended …". */
function mendedIn(stdout: string): string[] {
  const [, told = ""] = /^Mended [^\n]*\n((?: {2}[^\n]*\n)*)/m.exec(stdout) ?? [];
  let path = "";
  return told.split("\n").flatMap((line) => {
    const [, rule] = /^ {4}([\w-]+\/[\w-]+): /.exec(line) ?? [];
    if (rule === undefined) path = line.trim();
    return rule === undefined ? [] : [`${rule} in ${path}`];
  });
}

/** Rules that say the same of a place, one of them where more is at stake. */
const SAME: Readonly<Record<string, string>> = {
  "unpinned/unpinned-github-action": "unpinned/unpinned-action-with-secret",
};

const keysOf = (findings: readonly Reported[]): string[] =>
  findings.map(({ ruleId, location }) => `${SAME[ruleId] ?? ruleId} in ${location.path}`);

/** What is in the second list more often than in the first. */
function moreIn(first: readonly string[], second: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const one of first) left.set(one, (left.get(one) ?? 0) + 1);
  return second.filter((one) => {
    const count = left.get(one) ?? 0;
    left.set(one, count - 1);
    return count < 1;
  });
}

const isYaml = (path: string): boolean => /\.ya?ml$/.test(path);

function brokenYaml(path: string, before: string | undefined, after: string): string[] {
  if (!isYaml(path) || (before !== undefined && errorsIn(before) > 0)) return [];
  return errorsIn(after) > 0 ? [`${path} is no YAML any more`] : [];
}

const errorsIn = (text: string): number => [...parseAllDocuments(text)].flatMap(({ errors }) => errors).length;

const contentsOf = (root: string): Map<string, string> =>
  new Map(filesIn(root).map((path) => [path, readFileSync(join(root, path), "utf8")]));

/** Proposals of both formats, made by somebody who knows nothing of sealint but the formats. */
function compared(
  { findings, sarif }: Scanned,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): { readonly sames: number; readonly others: number; readonly faults: readonly string[] } {
  const [ofJson, ofSarif] = [proposalsOfJson(findings), proposalsOfSarif(sarif)];
  const faults: string[] = [];
  let sames = 0;
  let others = 0;
  for (const path of new Set([...ofJson.keys(), ...ofSarif.keys()])) {
    const text = before.get(path) ?? "";
    const [one, other] = [ofJson, ofSarif].map((all) => withProposals(text, all.get(path) ?? []));
    if (one !== other) faults.push(`JSON and SARIF propose different changes of ${path}`);
    if (isYaml(path) && errorsIn(text) === 0 && errorsIn(one ?? "") > 0)
      faults.push(`with all proposals ${path} is no YAML`);
    if (one === after.get(path)) sames++;
    else others++;
  }
  return { sames, others, faults };
}
