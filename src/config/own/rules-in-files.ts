import { ConfigError } from "../../core/config-error.ts";
import type { RuleMeta } from "../../core/rule.ts";
import type { Problem } from "../../core/source.ts";
import type { ConfigDocument } from "../layer.ts";
import { compileWritten } from "./compile-written.ts";
import type { OwnRule } from "./own-parts.ts";
import { readRuleFile } from "./read-rule-file.ts";

/** The rules in files, beside those that there are but for those of the same ids. Throws a ConfigError with all that is wrong with any. */
export function rulesInFiles(
  documents: readonly ConfigDocument[],
  known: readonly Pick<RuleMeta, "id">[],
  root: string,
): readonly OwnRule[] {
  const problems: Problem[] = [];
  const written = documents.flatMap((document) => readRuleFile(document, problems));
  const own = new Set(written.map(({ file }) => file.id));
  const others = known.filter(({ id }) => !own.has(id));
  const compiled = compileWritten(written, others);
  const all = [...problems, ...compiled.problems];
  if (all.length > 0) throw new ConfigError(all, root);
  return compiled.rules;
}
