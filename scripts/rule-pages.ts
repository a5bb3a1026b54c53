import { maskExample } from "../src/catalogue/mask-example.ts";
import { PLATFORM_NAMES } from "../src/core/platform-names.ts";
import type { RuleMeta } from "../src/core/rule.ts";
import type { WrittenOption } from "../src/core/rule-option.ts";
import type { Example, Policy } from "../src/core/stages.ts";
import { knownRules } from "../src/engine/known-rules.ts";
import { fixesOf } from "../src/engine/mending/fixable.ts";
import { inventoryRules } from "../src/inventory/rules/registry.ts";
import { platforms } from "../src/platforms/registry.ts";
import { policies } from "../src/policies/registry.ts";
import { markedLines } from "../src/reporters/marked-lines.ts";
import { adviceOf, optionsOf, whyOf } from "../src/reporters/rule-words.ts";
import { type PolicyCases, policyCases } from "./policy-cases.ts";
import { renderPracticesPage } from "./practices-page.ts";

const WRITTEN =
  "<!-- Written by scripts/write-docs.ts from the rules themselves. Change a rule's file, not this page. -->";

/** A page that is made of the rules: its path from the root of the repository, and its text. */
export interface RulePage {
  readonly path: string;
  readonly text: string;
}

const nameOf = (platform: string): string => PLATFORM_NAMES[platform] ?? platform;

/** Rules of pipelines, the inventory and suppressions: all that are code, and have no file of their own that people read. */
const codedRules = (): readonly RuleMeta[] =>
  knownRules([...policies, ...inventoryRules].map(({ meta }) => meta)).toSorted((a, b) => (a.id < b.id ? -1 : 1));

const policyOf = (id: string): Policy | undefined => policies.find(({ meta }) => meta.id === id);

/** A page for each rule that is code, an index of them, and the table of rules and platforms. */
export function rulePages(): RulePage[] {
  const rules = codedRules();
  const cases = Map.groupBy(policyCases(), ({ rule }) => rule);
  return [
    ...rules.map((rule) => ({ path: `docs/rules/${rule.id}.md`, text: rulePage(rule, cases.get(rule.id) ?? []) })),
    { path: "docs/rules/README.md", text: indexPage(rules) },
    { path: "docs/platforms.md", text: platformsPage() },
    { path: "docs/practices.md", text: renderPracticesPage(rules) },
  ];
}

const paragraphs = (...parts: readonly string[]): string => `${parts.filter((part) => part !== "").join("\n\n")}\n`;

function rulePage(rule: RuleMeta, cases: readonly PolicyCases[]): string {
  const { id, title, severity, confidence, preset, since, references, practices, cwe } = rule;
  const facts = [
    `\`${id}\``,
    `${severity} severity`,
    `${confidence} confidence`,
    `preset \`${preset}\``,
    `since ${since}`,
    ...(policyOf(id)?.platforms ?? []).map(nameOf),
  ];
  return paragraphs(
    WRITTEN,
    `# ${title}`,
    facts.join(" · "),
    `## Why it matters\n\n${inList(whyOf(rule))}`,
    ...adviceOf(rule).map(({ label, lines }) => `## ${label}\n\n${inList(lines)}`),
    fixSection(id),
    toldSection(rule),
    cases.length === 0 ? "" : ["## Examples", ...cases.map(platformExamples)].join("\n\n"),
    `## Read more\n\n${references.map((link) => `- <${link}>`).join("\n")}`,
    `Practices: ${practices.map((practice) => `[${practice}](${upTo(id)}practices.md#${practice.toLowerCase()})`).join(", ")}.${
      cwe.length === 0
        ? ""
        : ` Weaknesses: ${cwe.map((one) => `[CWE-${one}](https://cwe.mitre.org/data/definitions/${one}.html)`).join(", ")}.`
    }`,
  );
}

/** What holds everywhere as a paragraph, then a list of what differs by platform. */
function inList([general = "", ...others]: readonly string[]): string {
  const list = others.map((line) => `- ${plainMarkdown(line)}`).join("\n");
  return [plainMarkdown(general), ...(list === "" ? [] : [list])].join("\n\n");
}

/** What `sealint fix` does about it. */
function fixSection(id: string): string {
  const fixes = fixesOf(id);
  if (fixes.length === 0) return "";
  const lines = fixes.map(
    ({ does, platforms: own }) =>
      `- ${own.map(nameOf).join(", ")}: ${plainMarkdown(does.charAt(0).toLowerCase() + does.slice(1))}`,
  );
  return [`## What \`sealint fix\` does`, `[\`sealint fix\`](${upTo(id)}fix.md) can mend it:`, lines.join("\n")].join(
    "\n\n",
  );
}

/** What `rules` of the configuration takes for this rule besides what it takes for all. */
function toldSection(rule: RuleMeta): string {
  const { id, allows, options = {} } = rule;
  const lines = optionsOf(rule);
  if (allows === undefined && lines.length === 0) return "";
  const listed =
    allows === undefined
      ? ""
      : `\`allow\` takes ${allows.what}, with \`*\` within a part and \`**\` over slashes; what it names is accepted, and counted as such. `;
  const asAll = `The severity, the paths that these settings hold at and the least confidence are set [as for every rule](${upTo(id)}configuration.md#sealintyaml).`;
  return [
    "## What it can be told",
    `${listed}${asAll}`,
    ...(lines.length === 0 ? [] : ["`options` are:", lines.map((line) => `- ${plainMarkdown(line)}`).join("\n")]),
    [
      "```yaml",
      "rules:",
      `  ${id}:`,
      ...(allows === undefined ? [] : [`    allow: ["${allows.example}"]`]),
      ...(lines.length === 0 ? [] : ["    options:"]),
      ...Object.entries(options).map(([name, { example }]) => `      ${name}: ${written(example)}`),
      "    reason: Why that is acceptable.",
      "```",
    ].join("\n"),
  ].join("\n\n");
}

/** An option's value as YAML. */
const written = (value: WrittenOption): string =>
  typeof value === "object" ? `[${value.map((one) => `"${one}"`).join(", ")}]` : String(value);

/** From a rule's page to the folder of all documents. */
const upTo = (id: string): string => "../".repeat(id.split("/").length);

/** The first of a platform's cases of each kind; the others stand in its file. */
function platformExamples({ platform, flag, ok }: PolicyCases): string {
  return [`### ${nameOf(platform)}`, shownExample("This is found", flag[0]), shownExample("This is fine", ok[0])].join(
    "\n\n",
  );
}

function shownExample(heading: string, { path = "", text, beside = {} }: Example): string {
  const others = Object.entries(beside).flatMap(([other, lines]) => [
    "",
    `with \`${other}\` beside it:`,
    "",
    ...fenced(lines),
  ]);
  return [`${heading}, in \`${path}\`:`, "", ...fenced(text), ...others].join("\n");
}

function fenced(text: string): readonly string[] {
  const lines = [...markedLines(maskExample(text).trimEnd())];
  return ["```text", ...lines.flatMap((line) => (line.under === "" ? [line.text] : [line.text, line.under])), "```"];
}

/** Text of a rule, in which only what stands between backticks is marked up. */
const plainMarkdown = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith("`") ? part : part.replaceAll(/[<>*_]/g, String.raw`\$&`)))
    .join("");

function indexPage(rules: readonly RuleMeta[]): string {
  const rows = rules.map(
    ({ id, title, severity, preset }) =>
      `| [\`${id}\`](${id}.md) | ${title} | ${severity} | ${preset} | ${fixesOf(id).length > 0 ? "yes" : "–"} |`,
  );
  return paragraphs(
    WRITTEN,
    "# Rules about pipelines, the inventory and suppressions",
    "`sealint explain RULE` shows the same for each of them, and for the rules on secrets, which `sealint rules list` names.",
    ["| Rule | What it finds | Severity | Preset | Fix |", "| :--- | :--- | :--- | :--- | :---: |", ...rows].join("\n"),
  );
}

function platformsPage(): string {
  const names = platforms.map(({ id }) => nameOf(id));
  const rows = policies
    .toSorted((a, b) => (a.meta.id < b.meta.id ? -1 : 1))
    .map(({ meta: { id }, platforms: own }) => {
      const mended = new Set(fixesOf(id).flatMap((fix) => fix.platforms));
      const cells = platforms.map((platform) =>
        own.includes(platform.id) ? (mended.has(platform.id) ? "yes, fix" : "yes") : "–",
      );
      return `| [\`${id}\`](rules/${id}.md) | ${cells.join(" | ")} |`;
    });
  return paragraphs(
    WRITTEN,
    "# Platforms",
    "Which rules read the pipelines of which platform. Where there is a dash the platform cannot express what the rule is about, or sealint does not follow it there. `fix` stands where `sealint fix` can mend what is found.",
    [`| Rule | ${names.join(" | ")} |`, `| :--- |${names.map(() => " :---: |").join("")}`, ...rows].join("\n"),
  );
}
