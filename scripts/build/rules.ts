import { readFileSync } from "node:fs";
import { join } from "node:path";
import fastGlob from "fast-glob";
import { compileCatalogue } from "../../src/catalogue/compile.ts";
import { parseRuleFile } from "../../src/catalogue/rule-file.ts";
import { compileAnchors } from "./anchors.ts";
import { BuildError } from "./build-error.ts";

/** What becomes of `rules/**`: texts of JSON files. */
export interface BuiltRules {
  /** What every scan reads. */
  readonly rules: string;
  /** Examples by the ids of their rules, for those who ask. */
  readonly examples: string;
  /** The kernel's tables, for the rules in that order. */
  readonly anchors: Uint8Array;
}

/** Compiles `rules/**`; throws a BuildError with a line for each rule that is not fit. */
export function compileRules(root: string): BuiltRules {
  const sources = fastGlob
    .sync("rules/**/*.yaml", { cwd: root })
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
  const { rules, problems } = compileCatalogue(sources);
  if (problems.length > 0) throw new BuildError(problems);
  const files = sources
    .flatMap(({ path, text }) => parseRuleFile(path, text).file ?? [])
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const examples = Object.fromEntries(files.map((file) => [file.id, file.examples]));
  return {
    rules: `${JSON.stringify(rules)}\n`,
    examples: `${JSON.stringify(examples)}\n`,
    anchors: compileAnchors(files),
  };
}
