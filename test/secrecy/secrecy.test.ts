import { describe, expect, it } from "vitest";
import type { ScanReport } from "../../src/core/stages.ts";
import { findReporter, REPORTER_NAMES } from "../../src/reporters/registry.ts";
import { RENDER_OPTIONS } from "../reporters/report-builder.ts";
import { BASELINE, changed, settingOf } from "../support/baseline.ts";
import { ruleFiles } from "../support/catalogue.ts";
import { plantedBy } from "../support/planted.ts";
import { scanTexts } from "../support/scan-text.ts";

/** Characters of a value that may never be seen in a row, its fixed front left out. */
const TELLING = 12;

const planted = plantedBy("secrecy");

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
  return reporters.map((reporter) => [
    reporter?.name ?? "",
    [...(reporter?.render(report, RENDER_OPTIONS) ?? [])].join(""),
  ]);
}

function leaksIn(report: ScanReport, secrets: readonly string[]): string[] {
  const parts = secrets.flatMap(tellingParts);
  // A rule's own pattern has what is the same in all of its values.
  const itself = JSON.stringify({ ...report, rules: [] });
  const outputs = [...rendered(report), ["the report itself", itself] as [string, string]];
  // Names the output and never the value, so that a failing test does not print one.
  return outputs.filter(([, text]) => parts.some((part) => text.includes(part))).map(([name]) => name);
}

describe("no output contains a value", () => {
  /** To render a report in every format takes longer than to scan a file, so some share one. */
  const AT_ONCE = 25;
  const parts = Array.from({ length: Math.ceil(planted.length / AT_ONCE) }, (_, index) =>
    planted.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  );

  it.each(parts.map((some, index) => [some[0]?.id, index, some] as const))(
    "of %s and those after it (%i)",
    (_, __, some) => {
      const files = some.map(({ text, path }, index) => [`part-${index}/${path}`, text] as const);
      const report = withItsRules(scanTexts(Object.fromEntries(files)));
      const found = new Set(report.findings.map(({ location }) => location.path));
      expect(files.filter(([path]) => !found.has(path)).map(([path]) => path)).toEqual([]);
      expect(
        leaksIn(
          report,
          some.flatMap(({ secrets }) => secrets),
        ),
      ).toEqual([]);
    },
  );

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

describe("a baseline contains no value", () => {
  const SOME = 50;
  const parts = Array.from({ length: Math.ceil(planted.length / SOME) }, (_, index) =>
    planted.slice(index * SOME, (index + 1) * SOME),
  );
  const rules = new Set(ruleFiles.map(({ id }) => id));

  it.each(parts.map((some, index) => [index, some] as const))("nor a part of one (%i)", (_, some) => {
    const files = Object.fromEntries(some.map(({ text, path }, index) => [`part-${index}/${path}`, text]));
    const { text, entries } = changed(files);
    expect(entries.length).toBeGreaterThanOrEqual(some.length / 2);
    // What is no name of a rule or a file is a print or how the file is built: nothing is left that could be of a value.
    const rest = entries.reduce((left, { path, rule, identity, count }) => {
      expect([path in files, rules.has(rule)]).toEqual([true, true]);
      return left.replace(`${JSON.stringify({ path, rule, count, identity })},\n`, "");
    }, text);
    expect(rest).toBe('{\n"version": 1,\n"findings": [\n"end"\n]\n}\n');
    const prints = entries.map(({ identity }) => identity).join("\n");
    const shows = some.filter(({ secrets }) => secrets.flatMap(tellingParts).some((part) => prints.includes(part)));
    expect(shows.map(({ id }) => id)).toEqual([]);
    // Scanned like any other file, it is nothing that looks like a secret.
    expect(scanTexts({ [BASELINE]: text }).findings).toEqual([]);
    const hidden = scanTexts(files, { baseline: settingOf(text, files) });
    expect(hidden.findings).toEqual([]);
    expect(
      leaksIn(
        withItsRules(hidden),
        some.flatMap(({ secrets }) => secrets),
      ),
    ).toEqual([]);
  });
});
