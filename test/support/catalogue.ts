import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { compileCatalogue } from "../../src/catalogue/compile.ts";
import { parseRuleFile, type RuleFile } from "../../src/catalogue/rule-file.ts";

const repository = path.resolve(import.meta.dirname, "../..");

const sources = globSync("rules/**/*.yaml", { cwd: repository })
  .sort()
  .map((file) => ({ path: file, text: readFileSync(path.join(repository, file), "utf8") }));

/** The rules of the repository, compiled as the build does. */
export const catalogue = compileCatalogue(sources);

/** The same rules as written, with their examples. */
export const ruleFiles: readonly RuleFile[] = sources.flatMap(
  ({ path: file, text }) => parseRuleFile(file, text).file ?? [],
);
