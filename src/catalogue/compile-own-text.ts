import type { SecretRule } from "../core/rule.ts";
import { compileOwnRule } from "./compile-own-rule.ts";
import { parseRuleFile, type RuleFile } from "./rule-file.ts";

/** A rule that was written as a whole file, compiled as a repository's own; what is wrong with it, as clauses. */
export function compileOwnText(
  path: string,
  text: string,
): { readonly file?: RuleFile; readonly rule?: SecretRule; readonly problems: readonly string[] } {
  const { file, problems } = parseRuleFile(path, text);
  if (file === undefined) return { problems };
  const { detector } = file;
  if (detector === "content" || detector === "tree")
    return { file, problems: [`the detector \`${detector}\` is for built-in rules only`] };
  const { rule, faults } = compileOwnRule({ ...file, detector, slow: false });
  return { file, ...(rule === undefined ? {} : { rule }), problems: faults.map(({ message }) => message) };
}
