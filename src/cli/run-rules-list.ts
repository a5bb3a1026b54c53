import { loadRules } from "../config/load-rules.ts";
import { PRESETS } from "../core/levels.ts";
import type { RuleMeta } from "../core/rule.ts";
import { allRules, scopeOfRule } from "../engine/all-rules.ts";
import { fixesOf, type KnownFix, LITERAL_FIX } from "../engine/mending/fixable.ts";
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
  const secrets = loadRules(files.secrets);
  const secretIds = new Set(secrets.map(({ id }) => id));
  const rules = allRules(secrets, own)
    .filter((rule) => PRESETS.indexOf(rule.preset) <= PRESETS.indexOf(preset))
    .map((meta) => ({ meta, ...scopeOf(meta.id, secretIds.has(meta.id)) }));
  if (format === "json") {
    printOut(
      [
        ...renderObject({
          schemaVersion: 1,
          rules: rules.map(({ meta, ...scope }) => ({ ...ruleOf(meta), ...settingsOf(meta), ...scope })),
        }),
        "\n",
      ].join(""),
    );
    return EXIT.clean;
  }
  const style = textStyle(wantsColors({ choice: color, env, isTty }));
  printOut([...listLines(rules, ids, style), ""].join("\n"));
  return EXIT.clean;
}

/** What the configuration can tell a rule, beside what it tells every rule. */
const settingsOf = ({ allows, options }: RuleMeta): Pick<RuleMeta, "allows" | "options"> => ({
  ...(allows === undefined ? {} : { allows }),
  ...(options === undefined ? {} : { options }),
});

/** What a rule looks at (`own` where that is for its author to say), and how its findings can be mended by `sealint fix`. */
interface RuleScope {
  readonly looksAt: "files" | "pipelines" | "inventory" | "comments" | "own";
  /** Ids of platforms; empty for a rule that reads no pipelines. */
  readonly platforms: readonly string[];
  readonly fixes: readonly KnownFix[];
}

function scopeOf(id: string, isSecret: boolean): RuleScope {
  if (isSecret) return { looksAt: "files", platforms: [], fixes: [LITERAL_FIX] };
  return { ...(scopeOfRule(id) ?? { looksAt: "own", platforms: [] }), fixes: fixesOf(id) };
}

interface ListedRule extends RuleScope {
  readonly meta: RuleMeta;
}

/** More platforms than these are told as a number: `--format json` names all. */
const MOST_NAMED = 2;

function placeOf({ looksAt, platforms }: RuleScope): string {
  if (looksAt !== "pipelines") return looksAt;
  return platforms.length > MOST_NAMED ? plural(platforms.length, "platform") : platforms.join(", ");
}

/** A rule a line, in columns; what does not run by itself says so. */
function listLines(rules: readonly ListedRule[], own: ReadonlySet<string>, style: TextStyle): string[] {
  const width = Math.max(0, ...rules.map(({ meta }) => columnsOf(meta.id)));
  const placeWidth = Math.max(0, ...rules.map((rule) => placeOf(rule).length));
  const lines = rules.map((rule) => {
    const { id, title, severity, preset } = rule.meta;
    const level = style.severity[severity](severity) + " ".repeat("critical".length - severity.length);
    const notes = [...(preset === "recommended" ? [] : [preset]), ...(own.has(id) ? ["own"] : [])];
    const note = notes.length === 0 ? "" : style.quiet(`  (${notes.join(", ")})`);
    const scope = `${placeOf(rule).padEnd(placeWidth)}  ${rule.fixes.length > 0 ? "fix" : "   "}`;
    return `${style.path(id.padEnd(width))}  ${level}  ${scope}  ${title}${note}`;
  });
  const end = `${plural(rules.length, "rule")}. \`sealint explain RULE\` tells all about one; \`fix\` marks what \`sealint fix\` can mend.`;
  return [...lines, "", style.quiet(end)];
}
