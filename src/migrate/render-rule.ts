import type { ForeignRule } from "./foreign-rule.ts";
import type { PrintedRegex } from "./regex/print.ts";
import { oneLine, yamlText } from "./yaml-text.ts";

/** A rule with all that its file says. */
export interface RuleContent extends ForeignRule {
  readonly from: string;
  readonly version: string;
  readonly printed: PrintedRegex;
  readonly companion?: PrintedRegex;
  readonly distinctive: boolean;
  /** A text that must be found; undefined where none could be made. */
  readonly example: string | undefined;
}

/** Lines in which the second pattern may stand; the other tool asks for the same stretch of a file, which has no equal. */
const NEARBY = 50;

const LONGEST_TITLE = 120;

/**
 * The file of a rule. What the other tool does not say is filled in so that it is true, with a comment above it for whoever
 * owns the rule. An example that could not be made fails until somebody writes it.
 */
export function renderRule(rule: RuleContent): string {
  const { id, description = "", from, version, printed, companion, distinctive, example } = rule;
  const what = sentenceOf(description);
  const [first = ""] = what.split(/(?<=[.!?])\s/);
  const title = first.slice(0, LONGEST_TITLE).replace(/[.!?\s]+$/, "");
  return [
    `# From ${oneLine(from)}. Complete what is marked with TODO, then run: sealint rules test .sealint/rules/${id}.yaml`,
    `id: ${id}`,
    `title: ${yamlText(title === "" ? rule.id : title)}`,
    "# TODO: the original says no severity.",
    "severity: high",
    "confidence: medium",
    `since: ${version}`,
    ...(what === "" ? ["# TODO: say what somebody can do with such a value."] : []),
    `why: ${yamlText(what === "" ? "Whoever reads the value can do what it was issued for." : what)}`,
    "# TODO: say where the value belongs, and how to take it back at its provider.",
    "fix: Keep the value in a secret store, and let the program read it from there.",
    "revoke: Replace the value where it was issued, so that the leaked one opens nothing any more.",
    "# TODO: link the provider's own description of the value.",
    "references: [https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html]",
    `pattern: ${yamlText(printed.source)}`,
    ...(printed.ignoreCase ? ["ignoreCase: true"] : []),
    ...(companion === undefined ? [] : requiresOf(companion)),
    ...(distinctive ? [] : ["distinctive: false"]),
    "examples:",
    ...(example === undefined ? ["  # TODO: write a text that has to be found, its value between « and »."] : []),
    `  flag: [${yamlText(example ?? "«value»")}]`,
    `  ok: [${yamlText(
      `token = \${${id
        .replace(/^.*\//, "")
        .toUpperCase()
        .replaceAll(/[^A-Z\d]+/g, "_")}}`,
    )}]`,
    "",
  ].join("\n");
}

function requiresOf({ source, ignoreCase }: PrintedRegex): string[] {
  return [
    "requires:",
    `  pattern: ${yamlText(source)}`,
    ...(ignoreCase ? ["  ignoreCase: true"] : []),
    `  withinLines: ${NEARBY}`,
  ];
}

/** A description as a sentence; empty where there is none. */
function sentenceOf(description: string): string {
  const text = description.replaceAll(/\s+/g, " ").trim();
  return text === "" || /[.!?]$/.test(text) ? text : `${text}.`;
}
