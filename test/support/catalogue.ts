import { createHash } from "node:crypto";
import { globSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { compileCatalogue } from "../../src/catalogue/compile.ts";
import { parseRuleFile, type RuleFile } from "../../src/catalogue/rule-file.ts";

const repository = path.resolve(import.meta.dirname, "../..");

const readAll = (pattern: string) =>
  globSync(pattern, { cwd: repository })
    .sort()
    .map((file) => ({ path: file, text: readFileSync(path.join(repository, file), "utf8") }));

const sources = readAll("rules/**/*.yaml");

interface Compiled {
  readonly catalogue: ReturnType<typeof compileCatalogue>;
  readonly ruleFiles: readonly RuleFile[];
}

function compile(): Compiled {
  return {
    catalogue: compileCatalogue(sources),
    ruleFiles: sources.flatMap(({ path: file, text }) => parseRuleFile(file, text).file ?? []),
  };
}

/** Where what was compiled is kept for the next test file: to compile takes seconds, and each of them would do it anew. */
const KEPT = path.join(repository, "node_modules/.sealint/test-catalogue");

/** The same rules, compiled by the same code, are compiled once. */
function compileOnce(): Compiled {
  const hash = createHash("sha256");
  for (const { path: file, text } of [
    ...sources,
    ...readAll("src/{catalogue,core}/**/*.ts"),
    ...readAll("{package-lock.json,test/support/catalogue.ts}"),
  ])
    hash.update(`${file}\0${text}\0`);
  const file = path.join(KEPT, `${hash.digest("hex")}.json`);
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Compiled;
  } catch {
    const compiled = compile();
    const own = `${file}.${process.pid}`;
    mkdirSync(KEPT, { recursive: true });
    for (const old of readdirSync(KEPT)) if (old.endsWith(".json")) rmSync(path.join(KEPT, old), { force: true });
    writeFileSync(own, JSON.stringify(compiled));
    renameSync(own, file);
    return compiled;
  }
}

/** The rules of the repository, compiled as the build does, and the same as written: `catalogue.files` has lists filled in. */
export const { catalogue, ruleFiles } = compileOnce();
