import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { ORIGIN_BASE, type SourceEvent, unitOf } from "../../src/core/source.ts";
import { scan } from "../../src/engine/scan.ts";
import { createReferenceMatcher } from "../../src/matcher/matcher.ts";
import { catalogue, ruleFiles } from "../support/catalogue.ts";
import { engineOptions, scanTexts } from "../support/scan-text.ts";

const tokenOf = (seed: string): string => fillExample("ghp_‹alnum 30›‹github-crc32›", seed).text;

describe("scan", () => {
  it("reports a token once, with its place and its mask", () => {
    const { findings } = scanTexts({ "src/deploy.ts": `// deploy\nconst token = "${tokenOf("a")}";\n` });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      ruleId: "github/classic-personal-access-token",
      confidence: "high",
      location: { path: "src/deploy.ts", start: { line: 2, column: 16 }, end: { line: 2, column: 56 } },
      preview: { text: 'const token = "ghp_***(40)";', mark: { start: 15, length: 11 } },
    });
  });

  it("keeps both prints when lines are put above", () => {
    const line = `const token = "${tokenOf("a")}";\n`;
    const [before] = scanTexts({ "a.ts": line }).findings;
    const [after] = scanTexts({ "a.ts": "// a line\n".repeat(40) + line }).findings;
    expect(after?.location.start.line).toBe(41);
    expect(after?.fingerprint).toEqual(before?.fingerprint);
  });

  it("gives the same value one identity wherever it lies, and each place its own print", () => {
    const line = `token=${tokenOf("a")}\n`;
    const { findings } = scanTexts({ "a.env": line + line, "b.env": line });
    expect(new Set(findings.map(({ fingerprint }) => fingerprint.identity)).size).toBe(1);
    expect(new Set(findings.map(({ fingerprint }) => fingerprint.place)).size).toBe(3);
  });

  it("orders findings by path and place, whatever the order of the units", () => {
    const line = `token=${tokenOf("a")}\n`;
    const files = { "b.env": line, "a.env": `\n${line}${line}`, "c/a.env": line };
    const places = (all: Record<string, string>): string[] =>
      scanTexts(all).findings.map(({ location }) => `${location.path}:${location.start.line}`);
    const expected = ["a.env:2", "a.env:3", "b.env:1", "c/a.env:1"];
    expect(places(files)).toEqual(expected);
    expect(places(Object.fromEntries(Object.entries(files).toReversed()))).toEqual(expected);
  });

  it("leaves out what is less certain than wanted", () => {
    const text = 'password: "q1"\n';
    expect(scanTexts({ "a.yaml": text }, { minConfidence: "high" }).findings).toEqual([]);
  });

  it("counts what it met, and reports what went wrong beside what it found", () => {
    const events: SourceEvent[] = [
      { type: "skipped", path: "logo.png", reason: "binary" },
      { type: "skipped", path: "link", reason: "link" },
      { type: "skipped", path: "pipe", reason: "special" },
      { type: "problem", problem: { level: "error", code: "unreadable", subject: "x", message: "m", hint: "H." } },
      { type: "unit", unit: unitOf("a.env", Buffer.from(`token=${tokenOf("a")}`)) },
    ];
    const report = scan(events, engineOptions());
    expect(report.counts).toMatchObject({ files: 1, bytes: 46, binary: 1, links: 1, special: 1 });
    expect(report.findings).toHaveLength(1);
    // In the order of the events.
    expect(report.problems.map(({ level, subject }) => `${level} ${subject}`)).toEqual(["note pipe", "error x"]);
  });

  it("searches bytes that are no text for tokens only", () => {
    const unit = { ...unitOf("a.bin", Buffer.from(`\0\0${tokenOf("a")}\0 password="Tr0ub4dor&3x"`)), binary: true };
    const { findings } = scan([{ type: "unit", unit }], engineOptions());
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(["github/classic-personal-access-token"]);
  });

  it("reports a match in the window that owns its start, at its line in the file", () => {
    const token = tokenOf("a");
    const bytes = Buffer.from(`xx\nyy ${token}\n`);
    const start = bytes.indexOf(token);
    const base = { offset: 1000, line: 50, column: 7 };
    const window = { ...unitOf("big.txt", bytes), whole: false, base };
    const inside = { type: "unit", unit: { ...window, owned: { start: 0, end: start + 1 } } } as const;
    const outside = { type: "unit", unit: { ...window, owned: { start: 0, end: start } } } as const;
    const [found] = scan([inside], engineOptions()).findings;
    expect(found?.location.start).toEqual({ line: 52, column: 4 });
    expect(scan([outside], engineOptions()).findings).toEqual([]);
    expect(window.base).not.toEqual(ORIGIN_BASE);
  });
});

describe("severity", () => {
  it("of a value that reads like a sample is low, so that it fails no run", () => {
    const row = "0123456789abcdef".repeat(2);
    const { findings } = scanTexts({ "deploy.env": `ALGOLIA_ADMIN_KEY=${row}\n` });
    expect(findings.map(({ ruleId, severity, confidence }) => [ruleId, severity, confidence])).toEqual([
      ["algolia/admin-api-key", "low", "medium"],
    ]);
  });

  const text = 'password: "Tr0ub4dor&3"\n';

  it.each([
    ["config/app.yaml", "high"],
    ["test/app.yaml", "low"],
    ["docs/setup.md", "low"],
    ["app.example.yaml", "low"],
  ])("of a password in %s is %s", (path, severity) => {
    expect(scanTexts({ [path]: text }).findings.map((finding) => finding.severity)).toEqual([severity]);
  });

  it("of a token is the same in a test", () => {
    const [found] = scanTexts({ "test/a.env": `token=${tokenOf("a")}` }).findings;
    expect(found?.severity).toBe("critical");
  });
});

describe("the matcher and the reference", () => {
  const reference = createReferenceMatcher(catalogue.rules);
  const outline = (texts: Readonly<Record<string, string | Uint8Array>>, changes = {}): string =>
    JSON.stringify(scanTexts(texts, changes).findings);

  const filler = (lines: number): string => "filler text\n".repeat(lines);
  /** A file a rule: the reference runs every rule on every byte, so its examples share what is around them. */
  const files = ruleFiles.map(({ id, examples }) => {
    const filled = examples.flag
      .concat(examples.ok)
      .map(({ text }, index) => fillExample(text, `${id}:lossless:${index}`).text);
    return [`${id}.conf`, `${filler(25)}${filled.join(`\n${filler(8)}`)}\n${filler(25)}`] as const;
  });
  /** Rules in one scan: to prepare all of them for the reference takes longer than to run them on a few files. */
  const AT_ONCE = 30;
  const parts = Array.from({ length: Math.ceil(files.length / AT_ONCE) }, (_, index) =>
    files.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  );

  it.each(parts.map((some) => [some[0]?.[0], some.at(-1)?.[0], Object.fromEntries(some)] as const))(
    "find the same in the examples of all rules from %s to %s",
    (_first, _last, texts) => {
      expect(outline(texts)).toBe(outline(texts, { matcher: reference }));
    },
  );
});

describe("any input", () => {
  it("is scanned without a crash, and every place lies in it", () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc
        .constantFrom(
          "password = '",
          "token: ",
          "-----BEGIN RSA PRIVATE KEY-----",
          "ghp_",
          "://user:",
          "@host",
          "\r\n",
          "ü🔑",
        )
        .map((text) => Buffer.from(text)),
      fc.constant(Buffer.from(tokenOf("p"))),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const bytes = Buffer.concat(pieces);
        const lines = bytes.toString("latin1").split("\n");
        for (const { location } of scanTexts({ "a.txt": bytes }).findings) {
          expect(location.start.line).toBeGreaterThan(0);
          expect(location.end.line).toBeLessThanOrEqual(lines.length);
          expect(location.start.column).toBeGreaterThan(0);
        }
      }),
      { numRuns: 300 },
    );
  });
});
