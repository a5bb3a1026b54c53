import { loadRules } from "../config/load-rules.ts";
import { PRESETS } from "../core/levels.ts";
import type { RuleMeta } from "../core/rule.ts";
import { allRules } from "../engine/all-rules.ts";
import { ruleOf } from "../reporters/json.ts";
import { renderObject } from "../reporters/json-text.ts";
import { plural } from "../reporters/plural.ts";
import { type TextStyle, textStyle } from "../reporters/text-style.ts";
import { columnsOf } from "../reporters/width.ts";
import { wantsColors } from "./colors.ts";
import { EXIT } from "./exit-code.ts";
import { ownMetas } from "./own/own-metas.ts";
import { ownOfRepository } from "./own/own-of-repository.ts";
import type { RulesListArguments } from "./parse-arguments.ts";
import type { Program } from "./program.ts";
import { printOut } from "./write-out.ts";

/** Runs `sealint rules list`: built-in rules, and those of the repository's own. */
export async function runRulesList({ preset, format, color }: RulesListArguments, program: Program): Promise<number> {
  const { rules: files, env, isTty } = program;
  const own = ownMetas(await ownOfRepository(program));
  const ids = new Set(own.map(({ id }) => id));
  const rules = allRules(loadRules(files.secrets), own).filter(
    (rule) => PRESETS.indexOf(rule.preset) <= PRESETS.indexOf(preset),
  );
  if (format === "json") {
    printOut([...renderObject({ schemaVersion: 1, rules: rules.map(ruleOf) }), "\n"].join(""));
    return EXIT.clean;
  }
  const style = textStyle(wantsColors({ choice: color, env, isTty }));
  printOut([...listLines(rules, ids, style), ""].join("\n"));
  return EXIT.clean;
}

/** A rule a line, in columns; what does not run by itself says so. */
function listLines(rules: readonly RuleMeta[], own: ReadonlySet<string>, style: TextStyle): string[] {
  const width = Math.max(0, ...rules.map(({ id }) => columnsOf(id)));
  const lines = rules.map(({ id, title, severity, preset }) => {
    const level = style.severity[severity](severity) + " ".repeat("critical".length - severity.length);
    const notes = [...(preset === "recommended" ? [] : [preset]), ...(own.has(id) ? ["own"] : [])];
    const note = notes.length === 0 ? "" : style.quiet(`  (${notes.join(", ")})`);
    return `${style.path(id.padEnd(width))}  ${level}  ${title}${note}`;
  });
  const end = `${plural(rules.length, "rule")}. \`sealint explain RULE\` tells all about one.`;
  return [...lines, "", style.quiet(end)];
}
