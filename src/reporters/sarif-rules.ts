import type { ReportingDescriptor, ToolComponent } from "sarif";
import type { RuleMeta } from "../core/rule.ts";
import { SARIF_LEVEL, SECURITY_SEVERITY } from "./levels.ts";
import { adviceOf, whyOf } from "./rule-words.ts";

/** GitHub shows ten tags of a rule. */
const MOST_TAGS = 10;

/** `github/personal-access-token` → `GithubPersonalAccessToken`, the form that SARIF expects of a name. */
function pascalCase(id: string): string {
  return id
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/** What a rule is about: an inventory rule by its family, a leak by having something to revoke, else a pipeline. */
function subjectTag({ id, revoke }: RuleMeta): string {
  if (id.startsWith("inventory/")) return "inventory";
  return revoke === undefined ? "pipeline" : "secret";
}

function tagsOf(rule: RuleMeta): string[] {
  const weaknesses = rule.cwe.map((cwe) => `external/cwe/cwe-${String(cwe).padStart(3, "0")}`);
  const family = rule.id.split("/")[0] ?? rule.id;
  return [...new Set(["security", subjectTag(rule), ...weaknesses, family])].slice(0, MOST_TAGS);
}

function helpText(rule: RuleMeta): string {
  const { references } = rule;
  const steps = adviceOf(rule).map(({ label, lines }) => `${label}: ${lines.join("\n")}`);
  const links = references.length === 0 ? [] : [`Read more: ${references.join(" ")}`];
  return [`Why it matters: ${whyOf(rule).join("\n")}`, ...steps, ...links].join("\n\n");
}

/** What holds everywhere as a paragraph, then a list of what differs by platform. */
const inList = ([general = "", ...others]: readonly string[]): string =>
  [general, ...(others.length === 0 ? [] : [others.map((line) => `- ${line}`).join("\n")])].join("\n\n");

function helpMarkdown(rule: RuleMeta): string {
  const { references } = rule;
  const steps = adviceOf(rule)
    .map(({ label, lines }) => `## ${label}\n\n${inList(lines)}`)
    .join("\n\n");
  const links = references.map((reference) => `- <${reference}>`).join("\n");
  return `## Why it matters\n\n${inList(whyOf(rule))}\n\n${steps}${links === "" ? "" : `\n\n## Read more\n\n${links}`}\n`;
}

/** Number of each CWE entry in the taxonomy of `cweTaxonomy`. */
export function cweNumbers(rules: readonly RuleMeta[]): number[] {
  return [...new Set(rules.flatMap(({ cwe }) => cwe))].sort((a, b) => a - b);
}

/** The entries of the Common Weakness Enumeration that the rules refer to. */
export function cweTaxonomy(rules: readonly RuleMeta[]): ToolComponent {
  return {
    name: "CWE",
    organization: "MITRE",
    informationUri: "https://cwe.mitre.org/",
    shortDescription: { text: "The Common Weakness Enumeration." },
    isComprehensive: false,
    taxa: cweNumbers(rules).map((number) => ({
      id: `CWE-${number}`,
      helpUri: `https://cwe.mitre.org/data/definitions/${number}.html`,
    })),
  };
}

/** A rule as SARIF and GitHub code scanning describe one. `taxa` are the numbers in the order of the taxonomy. */
export function sarifRule(rule: RuleMeta, taxa: readonly number[]): ReportingDescriptor {
  const helpUri = rule.references[0];
  return {
    id: rule.id,
    name: pascalCase(rule.id),
    shortDescription: { text: `${rule.title}.` },
    fullDescription: { text: rule.why },
    help: { text: helpText(rule), markdown: helpMarkdown(rule) },
    ...(helpUri === undefined ? {} : { helpUri }),
    defaultConfiguration: { level: SARIF_LEVEL[rule.severity] },
    ...(rule.cwe.length === 0 ? {} : { relationships: rule.cwe.map((cwe) => relationship(cwe, taxa)) }),
    properties: {
      tags: tagsOf(rule),
      precision: rule.confidence,
      "security-severity": SECURITY_SEVERITY[rule.severity],
    },
  };
}

function relationship(cwe: number, taxa: readonly number[]) {
  return {
    target: { id: `CWE-${cwe}`, index: taxa.indexOf(cwe), toolComponent: { name: "CWE", index: 0 } },
    kinds: ["superset" as const],
  };
}
