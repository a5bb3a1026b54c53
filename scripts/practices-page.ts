import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PRACTICES, type Practice } from "../src/core/practices.ts";
import type { RuleMeta } from "../src/core/rule.ts";

const HEAD = `<!-- Written by scripts/write-docs.ts from src/core/practices.ts and from the rules. Change these, not this page. -->

# The practices behind the rules

Each rule names the practices that it holds a repository to. They are numbered so that rules, reports, the
[dashboard](dashboard.md) and exceptions can point at them.

No file shows all of a practice: that people are trained, that a drill goes well, that an alarm rings. Where that is so, it is said
what sealint offers instead. [drills.md](drills.md) tells how to rehearse a leak, [alerts.md](alerts.md) has alert rules to copy.`;

/** docs/practices.md, of the rules that have a page: a table of all practices, then a section each. */
export function renderPracticesPage(rules: readonly Pick<RuleMeta, "id" | "practices">[]): string {
  const ofCatalogue = cataloguePractices();
  const seen = PRACTICES.map((practice) => ({
    practice,
    rules: rules.flatMap(({ id, practices }) => (practices.includes(practice.id) ? [id] : [])).sort(),
    isInCatalogue: ofCatalogue.has(practice.id),
  }));
  const rows = seen.map(({ practice: { id, title, beyond }, rules: own, isInCatalogue }) => {
    const count = own.length === 1 ? "1 rule" : `${own.length} rules`;
    const checked = [own.length === 0 ? [] : [count], isInCatalogue ? ["the catalogue"] : []].flat().join(", ");
    const rest = checked === "" ? "all of it" : beyond === undefined ? "little" : "in part";
    return `| [${id}](#${id.toLowerCase()}) | ${title} | ${checked === "" ? "no rule" : checked} | ${rest} |`;
  });
  const table = ["| No. | Practice | Checked by | Beyond files |", "| :--- | :--- | :--- | :--- |", ...rows].join("\n");
  return `${[HEAD, table, ...seen.map(section)].join("\n\n")}\n`;
}

interface Seen {
  readonly practice: Practice;
  readonly rules: readonly string[];
  readonly isInCatalogue: boolean;
}

function section({ practice: { id, what, beyond, instead }, rules, isInCatalogue }: Seen): string {
  const families = [...Map.groupBy(rules, (rule) => rule.split("/")[0] ?? "")];
  const lines = families.map(
    ([family, some]) =>
      `- ${family}: ${some.map((rule) => `[${rule.slice(family.length + 1)}](rules/${rule}.md)`).join(", ")}`,
  );
  if (isInCatalogue) lines.unshift("- the catalogue: rules on values that are written out");
  return [
    `## ${id}`,
    what,
    lines.length === 0 ? "No rule checks it." : `Checked by:\n\n${lines.join("\n")}`,
    ...(beyond === undefined ? [] : [`**What no file shows:** ${beyond}`]),
    ...(instead === undefined ? [] : [`**Instead:** ${instead.replaceAll(/docs\/(\w+\.md)/g, "[$1]($1)")}`]),
  ].join("\n\n");
}

/** Practices that a rule of `rules/` names; each names P1 and P27 where it says nothing. */
function cataloguePractices(): ReadonlySet<string> {
  const folder = join(dirname(import.meta.dirname), "rules");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yaml"));
  const named = files.flatMap((name) => {
    const list = /^practices: \[(.*)\]/m.exec(readFileSync(join(folder, name), "utf8"))?.[1];
    return list === undefined ? ["P1", "P27"] : list.split(/,\s*/);
  });
  return new Set(named);
}
