import { readFileSync } from "node:fs";
import { join } from "node:path";
import fastGlob from "fast-glob";
import { compileCatalogue } from "../../src/catalogue/compile.ts";
import { BuildError } from "./build-error.ts";

/** Compiles `rules/**` to the text of rules.json; throws a BuildError with a line for each rule that is not fit. */
export function compileRules(root: string): string {
  const paths = fastGlob.sync("rules/**/*.yaml", { cwd: root }).sort();
  const { rules, problems } = compileCatalogue(
    paths.map((path) => ({ path, text: readFileSync(join(root, path), "utf8") })),
  );
  if (problems.length > 0) throw new BuildError(problems);
  return `${JSON.stringify(rules)}\n`;
}
