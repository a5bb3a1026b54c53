import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import type { ScanReport } from "../../src/core/stages.ts";
import { findReporter, REPORTER_NAMES } from "../../src/reporters/registry.ts";
import { ruleFiles } from "../support/catalogue.ts";
import { scanTexts } from "../support/scan-text.ts";

/** Characters of a value that may never be seen in a row, its fixed front left out. */
const TELLING = 12;

interface Planted {
  readonly id: string;
  readonly text: string;
  readonly path: string;
  /** The values without the front that is the same in all. */
  readonly secrets: readonly string[];
}

const planted: readonly Planted[] = ruleFiles.flatMap((file) =>
  file.examples.flag.map((example, index): Planted => {
    const { text, marks } = fillExample(example.text, `${file.id}:secrecy:${index}`);
    const bytes = Buffer.from(text);
    return {
      id: file.id,
      text,
      path: "path" in example ? example.path : "src/settings.conf",
      secrets: marks.map(({ start, end }) => bytes.toString("utf8", start, end)),
    };
  }),
);

/** Every stretch of twelve characters of a value's random part, and the whole of a short one. */
function tellingParts(secret: string): string[] {
  // Armour and its headers are the same in all keys.
  const random = secret
    .replaceAll(/-----[A-Z ]+-----|^[\w-]+: .*$|\s/gm, " ")
    .split(" ")
    .filter((part) => part.length >= 6);
  return random.flatMap((part) => {
    if (part.length <= TELLING + 4) return [part];
    const from = Math.floor(part.length / 2) - TELLING / 2;
    return [part.slice(from, from + TELLING), part.slice(-TELLING)];
  });
}

/** The words of rules are the same in every report: with those of the findings alone, thousands of reports are made fast. */
const withItsRules = (report: ScanReport): ScanReport => {
  const found = new Set(report.findings.map(({ ruleId }) => ruleId));
  return { ...report, rules: report.rules.filter(({ id }) => found.has(id)) };
};

const reporters = await Promise.all(REPORTER_NAMES.map(findReporter));

function rendered(report: ScanReport): [string, string][] {
  const options = { colors: false, pathPrefix: "", listProblems: true };
  return reporters.map((reporter) => [reporter?.name ?? "", [...(reporter?.render(report, options) ?? [])].join("")]);
}

function leaksIn(report: ScanReport, secrets: readonly string[]): string[] {
  const parts = secrets.flatMap(tellingParts);
  const outputs = [...rendered(report), ["the report itself", JSON.stringify(report)] as [string, string]];
  // Names the output and never the value, so that a failing test does not print one.
  return outputs.filter(([, text]) => parts.some((part) => text.includes(part))).map(([name]) => name);
}

describe("no output contains a value", () => {
  it.each(planted.map((one, index) => [`${one.id} ${index}`, one] as const))("of %s", (_, { text, path, secrets }) => {
    const report = withItsRules(scanTexts({ [path]: text }));
    expect(report.findings.length).toBeGreaterThan(0);
    expect(leaksIn(report, secrets)).toEqual([]);
  });

  const oneLine = planted.filter(({ text }) => /^[\x20-\x7e]{1,300}$/.test(text));
  const ON_A_LINE = 150;
  const lines = Array.from({ length: Math.ceil(oneLine.length / ON_A_LINE) }, (_, index) =>
    oneLine.slice(index * ON_A_LINE, (index + 1) * ON_A_LINE),
  );

  it.each(lines.map((some, index) => [index, some] as const))("of many rules on one line (%i)", (_, some) => {
    let text = "";
    const columns = new Map<number, string>();
    for (const one of some) {
      for (const secret of one.secrets) columns.set(text.length + one.text.indexOf(secret) + 1, secret);
      text += `${one.text} ; `;
    }
    const report = scanTexts({ "src/settings.conf": text });
    // Beside others some values are not found; what is found must not show, in its own preview or a neighbour's.
    const secrets = report.findings.flatMap(({ location }) => columns.get(location.start.column) ?? []);
    expect(secrets.length).toBeGreaterThan(some.length / 4);
    expect(leaksIn(report, secrets)).toEqual([]);
  });
});
