import { maskExample } from "../../catalogue/mask-example.ts";
import type { RuleMeta } from "../../core/rule.ts";
import type { Example, Examples } from "../../core/stages.ts";
import { markedLines } from "../../reporters/marked-lines.ts";
import { adviceOf, optionsOf, whyOf } from "../../reporters/rule-words.ts";
import type { TextStyle } from "../../reporters/text-style.ts";
import { wrapWords } from "../../reporters/width.ts";

const WIDTH = 100;
const INDENT = "  ";
/** More examples teach nothing new. */
const MOST_SHOWN = 2;

/** Everything about a rule, for somebody who has just met it: what it is, what to do now, how it looks, how to accept it. */
export function* explainRule(rule: RuleMeta, examples: Examples | undefined, style: TextStyle): Iterable<string> {
  const { id, title, severity, confidence, preset, revoke, references } = rule;
  yield `${style.title(title)} ${style.quiet(`[${id}]`)}`;
  yield `${style.severity[severity](severity)}, ${confidence} confidence, runs in the preset ${preset}`;
  yield* section("Why it matters", whyOf(rule), style);
  for (const { label, lines } of adviceOf(rule))
    yield* section(lines[0] === revoke ? `${label}, if it leaked` : label, lines, style);
  yield* section("How bad, how sure", [howBad(rule)], style);
  if (examples !== undefined) {
    if (examples.flag.length > 0) yield* exampleSection("This is found", examples.flag, style);
    if (examples.ok.length > 0) yield* exampleSection("This is fine", examples.ok, style);
  }
  yield* settingsSection(rule, style);
  yield* acceptSection(id, style);
  if (references.length > 0) yield* section("Read more", references, style);
}

function* section(heading: string, paragraphs: readonly string[], style: TextStyle): Iterable<string> {
  yield "";
  yield style.label(heading);
  for (const paragraph of paragraphs) {
    for (const line of wrapWords(paragraph, WIDTH - INDENT.length)) yield INDENT + line;
  }
}

function howBad({ severity, confidence, revoke }: RuleMeta): string {
  const level = `Severity says how bad it is if the finding is right: ${severity} for this rule`;
  const joint =
    revoke === undefined
      ? ", or another level where what is at stake makes it worse or harmless."
      : ", lower in tests and documentation where the rule says so.";
  return `${level}${joint} Confidence says how sure the finding is: ${confidence} to begin with, and each report says what it rests on.`;
}

function* exampleSection(heading: string, examples: readonly Example[], style: TextStyle): Iterable<string> {
  yield "";
  yield style.label(heading);
  for (const [index, { path, text, beside = {} }] of examples.slice(0, MOST_SHOWN).entries()) {
    if (index > 0) yield "";
    if (path !== undefined) yield INDENT + style.path(path);
    yield* exampleLines(text, style);
    for (const [other, lines] of Object.entries(beside)) {
      yield `${INDENT}${style.path(other)} ${style.quiet("(beside it)")}`;
      yield* exampleLines(lines, style);
    }
  }
}

function* exampleLines(text: string, style: TextStyle): Iterable<string> {
  for (const line of markedLines(maskExample(text).trimEnd())) {
    yield `${INDENT}${style.quiet("|")} ${line.text}`;
    if (line.under !== "") yield `${INDENT}${style.quiet("|")} ${style.error(line.under)}`;
  }
}

/** What `rules` of the configuration can tell this rule besides what it tells every rule. */
function* settingsSection(rule: RuleMeta, style: TextStyle): Iterable<string> {
  const { id, allows } = rule;
  const options = optionsOf(rule);
  if (allows === undefined && options.length === 0) return;
  const names =
    allows === undefined ? [] : [`\`allow\` (names, such as \`${allows.example}\`): ${allows.what} to accept.`];
  const heading = `What it can be told in sealint.yaml, under \`rules: ${id}:\``;
  yield* section(heading, [...names, ...options.map((line) => `\`options\`: ${line}`)], style);
}

function* acceptSection(id: string, style: TextStyle): Iterable<string> {
  yield* section(
    "If a finding is acceptable",
    ["Write a comment behind the line, or alone above it; a reason is required, the last day is not:"],
    style,
  );
  yield `${INDENT}${INDENT}# sealint-ignore ${id} -- why it is acceptable until=YYYY-MM-DD`;
  yield `${INDENT}Or accept it in sealint.yaml, under \`allow\` or \`rules\`; \`sealint init\` writes one with examples.`;
}
