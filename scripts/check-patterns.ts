// Proves each rule's pattern safe against hostile input with recheck. A proof takes seconds, so the patterns proved before
// are listed by their hash in rules/safe-patterns.txt: `npm run patterns` proves and lists, with --check it only proves.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fastGlob from "fast-glob";
import { check } from "recheck";
import { compileCatalogue } from "../src/catalogue/compile.ts";
import type { SecretRule } from "../src/core/rule.ts";

const ROOT = dirname(import.meta.dirname);
const LIST = join(ROOT, "rules", "safe-patterns.txt");
const CONCURRENCY = 2;
const TIMEOUT_MS = 60_000;
/** recheck tries random input; a fixed seed gives the same answer each time. */
const SEED = 1;

interface Pattern {
  readonly rule: string;
  readonly source: string;
  readonly flags: string;
}

function patternsOf({ id, pattern, flags, requires }: SecretRule): Pattern[] {
  const own = { rule: id, source: pattern, flags };
  return requires === undefined ? [own] : [own, { rule: id, source: requires.pattern, flags: requires.flags }];
}

const hashOf = ({ source, flags }: Pattern): string =>
  createHash("sha256").update(`${flags}\0${source}`).digest("hex").slice(0, 32);

function readPatterns(): Pattern[] {
  const paths = fastGlob.sync("rules/**/*.yaml", { cwd: ROOT }).sort();
  const sources = paths.map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));
  return compileCatalogue(sources)
    .rules.flatMap(patternsOf)
    .filter(({ source }) => source !== "");
}

/** Proves one pattern; gives what is wrong with it, or nothing. */
async function fault({ rule, source, flags }: Pattern): Promise<string | undefined> {
  // recheck knows the flag `u`, and our patterns use of `v` only what both have.
  const result = await check(source, flags.replace("v", "u"), { timeout: TIMEOUT_MS, randomSeed: SEED });
  if (result.status === "safe") return undefined;
  return result.status === "vulnerable"
    ? `${rule}: hostile input makes it ${result.complexity.summary}`
    : `${rule}: could not be proved safe (${result.error.kind})`;
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
      if (wrong === undefined) safe.add(hashOf(pattern));
      else {
        process.stderr.write(`patterns: ${wrong}\n`);
        process.exitCode = 1;
      }
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  if (!isCheck)
    writeFileSync(
      LIST,
      [...safe]
        .sort()
        .map((hash) => `${hash}\n`)
        .join(""),
    );
}

await run();
