import { describe, expect, it } from "vitest";
import { fillExample } from "../../../src/catalogue/template.ts";
import { unitOf } from "../../../src/core/source.ts";
import type { EngineOptions } from "../../../src/engine/options.ts";
import { parseInventory } from "../../../src/inventory/parse-inventory.ts";
import { inventoryRules } from "../../../src/inventory/rules/registry.ts";
import { platforms } from "../../../src/platforms/registry.ts";
import { policies } from "../../../src/policies/registry.ts";
import { renderBaseline } from "../../../src/suppressions/baseline/render-baseline.ts";
import { suppressionRules } from "../../../src/suppressions/rules.ts";
import { surroundings } from "../../inventory/rules/scene.ts";
import { BASELINE, changed, type Files, scanWith, shown } from "../../support/baseline.ts";

const TOKEN = "github/classic-personal-access-token";
const WEAK = "generic/assigned-secret";
const tokenOf = (seed: string): string => fillExample("ghp_‹alnum 30›‹github-crc32›", `baseline ${seed}`).text;
const leak = (seed: string): string => `token = "${tokenOf(seed)}"\n`;
const weak = (value: string): string => `db_password = "${value}"\n`;

const all: Partial<EngineOptions> = { suppressionRules, policies, platforms };
const createdOf = (files: Files): string => changed(files, undefined, all).text;

/** What a scan of files still shows of a baseline of other files. */
const after = (before: Files, files: Files): string[] => shown(scanWith(createdOf(before), files, all));

describe("a baseline", () => {
  it("hides what was there, with its reason, masked, at its line of the file", () => {
    const files = { "a.conf": leak("a") };
    const { text } = changed(files, undefined, all, {
      adds: { reason: "Revoked.", until: "2027-01-01" },
      drops: false,
    });
    const { findings, suppressed } = scanWith(text, files, all);
    expect(findings).toEqual([]);
    expect(
      suppressed.map(({ finding, suppression: { by, reason, until, location } }) => [
        finding.ruleId,
        by,
        reason,
        until,
        location.path,
        location.start.line,
      ]),
    ).toEqual([[TOKEN, "baseline", "Revoked.", "2027-01-01", BASELINE, 4]]);
    expect(text).not.toContain(tokenOf("a").slice(4, 12));
  });

  it.each<[name: string, before: Files, now: Files, shows: string[]]>([
    ["a line that moved", { "a.conf": leak("a") }, { "a.conf": `\n\n# more\n${leak("a")}` }, []],
    ["another indent and other quotes", { "a.yaml": leak("a") }, { "a.yaml": `  token: '${tokenOf("a")}'\n` }, []],
    [
      "another password in the same line",
      { "a.conf": weak("hunter2x") },
      { "a.conf": weak("hunter3x") },
      [`${WEAK} a.conf:1`],
    ],
    ["another token in the same line", { "a.conf": leak("a") }, { "a.conf": leak("b") }, [`${TOKEN} a.conf:1`]],
    ["a second copy in the file", { "a.conf": leak("a") }, { "a.conf": leak("a").repeat(2) }, [`${TOKEN} a.conf:2`]],
    [
      "a copy in another file",
      { "a.conf": leak("a") },
      { "a.conf": leak("a"), "b.conf": leak("a") },
      [`${TOKEN} b.conf:1`],
    ],
    ["a file that was renamed", { "a.conf": leak("a") }, { "lib/b.toml": leak("a") }, []],
    [
      "a token that moved between files",
      { "a.conf": leak("a"), "b.conf": "" },
      { "a.conf": "", "b.conf": leak("a") },
      [],
    ],
    [
      "one of two that moved, and a copy",
      { "a.conf": leak("a").repeat(2) },
      { "a.conf": leak("a"), "b.conf": leak("a").repeat(2) },
      [`${TOKEN} b.conf:2`],
    ],
    ["a password whose file was moved", { "a/app.conf": weak("hunter2x") }, { "b/app.conf": weak("hunter2x") }, []],
    [
      "a password whose file got a longer name",
      { "app.conf": weak("hunter2x") },
      { "app-old.conf": weak("hunter2x") },
      [],
    ],
    [
      "a password in a file of another name",
      { "app.conf": weak("hunter2x") },
      { "main.conf": weak("hunter2x") },
      [`${WEAK} main.conf:1`],
    ],
    [
      "a password that moved between files",
      { "app.conf": weak("hunter2x") },
      { "app.conf": "", "lib/app.conf": weak("hunter2x") },
      [`${WEAK} lib/app.conf:1`],
    ],
    [
      "a password beside a token that shows where its file went",
      { "app.conf": leak("a") + weak("hunter2x") },
      { "main.conf": weak("hunter2x") + leak("a") },
      [],
    ],
    [
      "all passwords of a file that was renamed",
      { "app.conf": weak("hunter2x") + 'smtp_password = "Tr0ub4dor9"\n' },
      { "main.conf": weak("hunter2x") + 'smtp_password = "Tr0ub4dor9"\n' },
      [],
    ],
    [
      "one of the passwords of a file that is gone",
      { "app.conf": weak("hunter2x") + 'smtp_password = "Tr0ub4dor9"\n' },
      { "main.conf": weak("hunter2x") },
      [`${WEAK} main.conf:1`],
    ],
  ])("against %s shows %j", (_, before, now, shows) => {
    expect(Object.keys(before).length).toBeGreaterThan(0);
    expect(after(before, before)).toEqual([]);
    expect(after(before, now)).toEqual(shows);
  });

  it("knows a key by its lines, however far they are indented and whatever ends them", () => {
    const key = fillExample("‹pem RSA PRIVATE KEY›", "baseline").text;
    const indented = (by: string): string => `key: |\n${key.replaceAll(/^/gm, by)}\n`;
    const before = { "a.yaml": indented("  ") };
    expect(scanWith(renderBaseline([]), before, all).findings.length).toBeGreaterThan(0);
    expect(after(before, { "a.yaml": `deep:\n${indented("      ")}` })).toEqual([]);
    expect(after(before, { "a.yaml": indented("  ").replaceAll("\n", "\r\n") })).toEqual([]);
  });

  it("does not think that a finding moved that a comment hides where it was", () => {
    const hidden = `${leak("a").trim()} # sealint-ignore ${TOKEN} -- revoked\n`;
    expect(after({ "a.conf": leak("a") }, { "a.conf": hidden, "b.conf": leak("a") })).toEqual([`${TOKEN} b.conf:1`]);
  });

  it("does not think that a finding moved out of a file that nobody looked at", () => {
    const files = { "a.conf": "", "b.conf": leak("a") };
    const text = createdOf({ "a.conf": leak("a") });
    const isSearched = (path: string): boolean => path === "b.conf";
    expect(shown(scanWith(text, files, all, { isSearched }))).toEqual([`${TOKEN} b.conf:1`]);
    // One that is gone needs no look.
    expect(shown(scanWith(text, { "b.conf": leak("a") }, all, { isSearched }))).toEqual([]);
  });

  it("does not think so of a file that could not be read either", () => {
    const workflow = "on: push\njobs: [\n";
    const files = { ".github/workflows/a.yml": workflow, "b.conf": leak("a") };
    const report = scanWith(createdOf({ ".github/workflows/a.yml": `# ${leak("a")}${workflow}` }), files, all);
    expect(shown(report)).toEqual([`${TOKEN} b.conf:1`]);
    expect(report.problems.filter(({ code }) => code === "stale-baseline")).toEqual([]);
  });

  it("reports an entry that is over and what it stood for, once for each day", () => {
    const files = { "a.conf": leak("a"), "b.conf": leak("b"), "c.conf": leak("c") };
    const until = (day: string) => ({ adds: { until: day }, drops: false });
    const { text } = changed(files, createdOf({}), all, until("2026-11-22"));
    const { findings } = scanWith(text, files, all);
    expect(findings.map(({ ruleId, message }) => (ruleId === TOKEN ? ruleId : message))).toEqual([
      "3 entries of the baseline expired on 2026-11-22, so they hide nothing. Mend what was found, or decide again and write a later day.",
      TOKEN,
      TOKEN,
      TOKEN,
    ]);
    expect(findings[0]).toMatchObject({
      ruleId: "incident/suppressed-without-reason",
      location: { path: BASELINE, start: { line: 4, column: 1 } },
      preview: { text: `${TOKEN} in a.conf` },
    });
    expect(shown(scanWith(text, files, { ...all, asOf: "2026-11-22" }))).toEqual([]);
    expect(shown(scanWith(text, files, { ...all, suppressionRules: [] }))).toHaveLength(3);
  });

  it("tells in a note what it holds and what is not there any more", () => {
    const text = createdOf({ "a.conf": leak("a").repeat(3), "b.conf": leak("b") });
    const noteOf = (files: Files, options = all, changes = {}): string[] =>
      scanWith(text, files, options, changes).problems.map(({ level, code, message }) => `${level} ${code} ${message}`);
    const files = { "a.conf": leak("a"), "b.conf": leak("b") };
    expect(noteOf(files)).toEqual(["note stale-baseline holds 2 findings that are not there any more"]);
    expect(noteOf(files, all, { isSearched: (path: string) => path === "b.conf" })).toEqual([]);
    expect(noteOf(files, all, { canMiss: false })).toEqual([]);
    expect(noteOf({}, { ...all, rules: [], idleRules: () => [TOKEN] })).toEqual([]);
  });

  it("keeps entries of rules that nobody knows, and says so", () => {
    const text = renderBaseline([{ path: "a.conf", rule: "gone/rule", identity: "0".repeat(32) }]);
    const { problems } = scanWith(text, {}, all);
    expect(problems.map(({ message }) => message)).toEqual(["has entries of a rule that this sealint does not know"]);
    expect(changed({}, text, all, { adds: {}, drops: true }).text).toBe(text);
  });

  it("takes the longer of two entries that a merge left of one", () => {
    const files = { "a.conf": leak("a").repeat(2) };
    const [entry] = changed(files, undefined, all).entries;
    if (entry === undefined) throw new Error("nothing was found");
    const over = { ...entry, until: "2020-01-01" };
    const text = renderBaseline([over, { ...entry, count: 1 }, { ...entry, count: 2 }, over]);
    expect(shown(scanWith(text, files, all))).toEqual([]);
    expect(shown(scanWith(text, { "a.conf": leak("a").repeat(3) }, all))).toEqual([`${TOKEN} a.conf:3`]);
    expect(changed(files, text, all).entries).toEqual([{ ...entry, count: 2 }]);
  });

  it("covers policies, the inventory and what is wrong with comments", () => {
    const files = {
      ".github/workflows/a.yml": `on: push\npermissions: write-all\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: o/r@v1\n        with:\n          t: \${{ secrets.T }}\n`,
      "a.conf": `${leak("a").trim()} # sealint-ignore ${TOKEN}\n`,
    };
    const inventory = unitOf(".sealint/inventory.yaml", Buffer.from("version: 1\nsecrets:\n  - name: S\n"));
    const options = {
      ...all,
      inventoryRules,
      inventory: { parsed: parseInventory(inventory), surroundings: surroundings() },
    };
    const bare = scanWith(renderBaseline([]), files, options);
    const families = new Set(bare.findings.map(({ ruleId }) => ruleId.split("/")[0]));
    for (const family of ["inventory", "unpinned", "scope", "incident", "github"]) expect(families).toContain(family);
    const { text } = changed(files, undefined, options);
    expect(shown(scanWith(text, files, options))).toEqual([]);

    // What is no value may be anybody's: a file of another name that has it is another file.
    const { ".github/workflows/a.yml": workflow, ...rest } = files;
    const copied = { ...files, ".github/workflows/b.yml": workflow };
    expect(shown(scanWith(text, copied, options)).map((one) => one.split(" ")[1]?.split(":")[0])).toEqual(
      bare.findings.filter(({ location }) => location.path.endsWith("a.yml")).map(() => ".github/workflows/b.yml"),
    );
    const renamed = { ...rest, ".github/workflows/release.yml": workflow.replaceAll("'", '"') };
    expect(shown(scanWith(text, renamed, options))).toEqual([]);
  });
});

describe("changing a baseline", () => {
  const old = { adds: { reason: "Old." }, drops: false };

  it("adds what is new, and keeps what was written beside the rest", () => {
    const { text } = changed({ "a.conf": leak("a") }, undefined, all, old);
    const next = changed({ "a.conf": leak("a"), "b.conf": leak("b") }, text, all, {
      adds: { reason: "New." },
      drops: false,
    });
    expect(next).toMatchObject({ added: 1, kept: 1, moved: 0, dropped: 0, stale: 0 });
    expect(next.entries.map(({ path, reason }) => `${path} ${reason}`)).toEqual(["a.conf Old.", "b.conf New."]);
  });

  it("follows what moved", () => {
    const { text } = changed({ "a.conf": leak("a") }, undefined, all, old);
    const next = changed({ "b.conf": leak("a") }, text, all);
    expect(next).toMatchObject({ added: 0, kept: 1, moved: 1 });
    expect(next.entries.map(({ path, reason }) => `${path} ${reason}`)).toEqual(["b.conf Old."]);
  });

  it("drops what is gone where it is told to, count by count", () => {
    const { text } = changed({ "a.conf": leak("a").repeat(3), "b.conf": leak("b") }, undefined, all);
    const now = { "a.conf": leak("a") };
    expect(changed(now, text, all)).toMatchObject({ kept: 4, dropped: 0, stale: 3, text });
    const pruned = changed(now, text, all, { adds: {}, drops: true });
    expect(pruned).toMatchObject({ kept: 1, dropped: 3, stale: 0 });
    expect(pruned.text).toBe(changed(now, undefined, all).text);
  });

  it("adds nothing where it only drops", () => {
    const { text } = changed({ "a.conf": leak("a") }, undefined, all);
    const pruned = changed({ "b.conf": leak("b") }, text, all, { drops: true });
    expect(pruned).toMatchObject({ added: 0, dropped: 1, entries: [] });
  });

  it("keeps an entry that is over as it is", () => {
    const files = { "a.conf": leak("a") };
    const { text } = changed(files, undefined, all, { adds: { until: "2026-01-01" }, drops: false });
    expect(changed(files, text, all, { adds: {}, drops: true }).text).toBe(text);
  });

  it("changes nothing where nothing changed", () => {
    const files = { "a.conf": leak("a") + weak("hunter2x"), "b.conf": leak("a").repeat(2) };
    const { text } = changed(files, undefined, all, old);
    expect(changed(files, text, all).text).toBe(text);
  });
});
