// Proves each rule's pattern safe against hostile input with recheck. A proof takes seconds, so the patterns proved before
// are listed by their hash in rules/safe-patterns.txt: `npm run patterns` proves and lists, with --check it only proves.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fastGlob from "fast-glob";
import { check } from "recheck";
import { parseRuleFile, type RuleFile } from "../src/catalogue/rule-file.ts";

const ROOT = dirname(import.meta.dirname);
const LIST = join(ROOT, "rules", "safe-patterns.txt");
const CONCURRENCY = 2;
const TIMEOUT_MS = 60_000;
/** recheck tries random input; a fixed seed gives the same answer each time. */
const SEED = 1;

interface Pattern {
  readonly rule: string;
  readonly source: string;
  readonly ignoreCase: boolean;
}

/** What a rule's author wrote. The frame around `token` and `named` is ours and the same in all, so their value is proved. */
function patternsOf({ id, token, named, pattern, ignoreCase, requires, partner }: RuleFile): Pattern[] {
  const values = [token, named?.value].filter((value) => value !== undefined).map((value) => `^(?:${value})$`);
  const own = [...values, ...(pattern === undefined ? [] : [pattern])].map((source) => ({
    rule: id,
    source,
    ignoreCase,
  }));
  const beside = [requires, partner].filter((one) => one !== undefined);
  return [...own, ...beside.map((one) => ({ rule: id, source: one.pattern, ignoreCase: one.ignoreCase }))];
}

const hashOf = ({ source, ignoreCase }: Pattern): string =>
  createHash("sha256").update(`${ignoreCase}\0${source}`).digest("hex").slice(0, 32);

function readPatterns(): Pattern[] {
  const paths = fastGlob.sync("rules/**/*.yaml", { cwd: ROOT }).sort();
  return paths.flatMap((path) => {
    const { file } = parseRuleFile(path, readFileSync(join(ROOT, path), "utf8"));
    return file === undefined ? [] : patternsOf(file);
  });
}

/**
 * Proves one pattern; gives what is wrong with it, or nothing. Every repeat is bounded, so what recheck calls polynomial ends
 * at those bounds; exponential growth does not.
 */
async function fault({ rule, source, ignoreCase }: Pattern): Promise<string | undefined> {
  // recheck knows the flag `u`, and our patterns use of `v` only what both have.
  const flags = ignoreCase ? "iu" : "u";
  const result = await check(source, flags, { timeout: TIMEOUT_MS, randomSeed: SEED });
  if (result.status === "safe") return undefined;
  if (result.status === "unknown") return `${rule}: could not be proved safe (${result.error.kind})`;
  const { type, summary } = result.complexity;
  return type === "exponential" ? `${rule}: hostile input makes it ${summary}` : undefined;
}

async function run(): Promise<void> {
  const isCheck = process.argv.includes("--check");
  const proved = new Set(readFileSync(LIST, "utf8").split("\n").filter(Boolean));
  const patterns = readPatterns();
  const queue = patterns.filter((pattern) => !proved.has(hashOf(pattern))).values();
  const safe = new Set(patterns.map(hashOf).filter((hash) => proved.has(hash)));
  const worker = async (): Promise<void> => {
    for (const pattern of queue) {
      const wrong = await fault(pattern);
      if (wrong === undefined) {
        safe.add(hashOf(pattern));
        // Kept as it is proved: a run over a whole catalogue takes long, and may be stopped.
        if (!isCheck) writeList(safe);
      } else {
        process.stderr.write(`patterns: ${wrong}\n`);
        process.exitCode = 1;
      }
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  if (!isCheck) writeList(safe);
}

function writeList(hashes: ReadonlySet<string>): void {
  writeFileSync(
    LIST,
    [...hashes]
      .sort()
      .map((hash) => `${hash}\n`)
      .join(""),
  );
}

await run();
