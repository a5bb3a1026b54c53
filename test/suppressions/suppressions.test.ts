import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import type { Location } from "../../src/core/finding.ts";
import type { EngineOptions } from "../../src/engine/options.ts";
import { platforms } from "../../src/platforms/registry.ts";
import { policies } from "../../src/policies/registry.ts";
import { suppressionRules } from "../../src/suppressions/rules.ts";
import { scanTexts } from "../support/scan-text.ts";

const RULE = "github/classic-personal-access-token";
const token = fillExample("ghp_‹alnum 30›‹github-crc32›", "suppressions").text;
const LEAK = `token = "${token}"`;

function outcome(files: Record<string, string>, changes: Partial<EngineOptions> = {}) {
  const report = scanTexts(files, { suppressionRules, policies, platforms, ...changes });
  // A token may not come through, whatever is reported.
  expect(JSON.stringify(report)).not.toContain(token.slice(6, 20));
  return {
    found: report.findings.map(({ ruleId, location }) => `${ruleId}:${location.start.line}`),
    said: report.findings.map(({ message }) => message),
    suppressed: report.suppressed.map(({ finding, suppression: { by, reason, until } }) =>
      [`${finding.ruleId}:${finding.location.start.line}`, by, reason, until].filter(Boolean).join(" "),
    ),
  };
}

const WITHOUT = "incident/suppressed-without-reason";
const UNUSED = "incident/unused-suppression";

describe("a finding is hidden", () => {
  it.each([
    ["on the same line", `${LEAK} # sealint-ignore ${RULE} -- made up`, `${RULE}:1 inline made up`],
    ["from the line above", `# sealint-ignore ${RULE} -- made up\n${LEAK}`, `${RULE}:2 inline made up`],
    ["by its group", `# sealint-ignore github/* -- made up\n${LEAK}`, `${RULE}:2 inline made up`],
    [
      "through its last day",
      `# sealint-ignore ${RULE} -- made up until=2026-11-23\n${LEAK}`,
      `${RULE}:2 inline made up 2026-11-23`,
    ],
    [
      "by one of two comments above each other",
      `# sealint-ignore ${RULE} -- made up\n# sealint-ignore aws/* -- made up, too\n${LEAK}`,
      `${RULE}:3 inline made up`,
    ],
  ])("%s", (_, text, expected) => {
    expect(outcome({ "a.conf": text }).suppressed).toEqual([expected]);
    expect(outcome({ "a.conf": text }).found.filter((one) => one.startsWith(RULE))).toEqual([]);
  });

  it("by its first line where it has several", () => {
    const key = fillExample("‹pem RSA PRIVATE KEY›", "multi").text;
    const { suppressed } = outcome({ "a.pem": `# sealint-ignore private-key/rsa -- made up\n${key}\n` });
    expect(suppressed).toEqual(["private-key/rsa:2 inline made up"]);
  });

  it("where a policy reports it", () => {
    const text = `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: o/r@v1 # sealint-ignore unpinned/* -- ours\n        with:\n          t: \${{ secrets.T }}\n`;
    const { found, suppressed } = outcome({ ".github/workflows/a.yml": text });
    expect(found).not.toContain("unpinned/unpinned-action-with-secret:6");
    expect(suppressed).toContain("unpinned/unpinned-action-with-secret:6 inline ours");
  });

  it("and the reason is masked where it repeats the value", () => {
    const { suppressed } = outcome({ "a.conf": `${LEAK} # sealint-ignore ${RULE} -- ${token} is made up` });
    const expected = `${RULE}:1 inline ghp_***(40) is made up`;
    expect(suppressed).toEqual([expected, expected]);
  });
});

describe("a comment that does not hold", () => {
  it.each([
    ["no reason", `# sealint-ignore ${RULE}`, "gives no reason"],
    ["an empty reason", `# sealint-ignore ${RULE} -- ...`, "gives no reason"],
    ["no rule", "# sealint-ignore -- made up", "names no rule"],
    ["an unknown rule", "# sealint-ignore github/classic-personal-acces-token -- made up", `Did you mean \`${RULE}\`?`],
    ["an unknown group", "# sealint-ignore gihtub/* -- made up", "Did you mean `github/*`?"],
    ["a day that is none", `# sealint-ignore ${RULE} -- made up until=2026-02-30`, "is no day"],
    ["a day that has passed", `# sealint-ignore ${RULE} -- made up until=2026-11-22`, "expired on 2026-11-22"],
    ["a value for a rule", `# sealint-ignore ${token} -- made up`, "is no rule"],
  ])("for %s hides nothing and is reported", (_, comment, words) => {
    const { found, said, suppressed } = outcome({ "a.conf": `${comment}\n${LEAK}` });
    expect(found).toContain(`${WITHOUT}:1`);
    expect(found).toContain(`${RULE}:2`);
    expect(suppressed).toEqual([]);
    expect(said.find((message) => message.includes(words))).toBeDefined();
  });
});

describe("a comment that hides nothing", () => {
  const idle = { "a.conf": `# sealint-ignore ${RULE} -- made up\nx = 1` };

  it("is reported", () => {
    expect(outcome(idle)).toMatchObject({
      found: [`${UNUSED}:1`],
      said: [`The comment hides nothing of \`${RULE}\`.`],
    });
  });

  it("is reported for those of its rules that found nothing", () => {
    const text = `${LEAK} # sealint-ignore ${RULE}, aws/* -- made up`;
    expect(outcome({ "a.conf": text }).said).toEqual(["The comment hides nothing of `aws/*`."]);
  });

  it("is not reported where its rule did not run", () => {
    expect(outcome(idle, { rules: [], idleRules: () => [RULE] }).found).toEqual([]);
  });

  it("is not reported where the finding is only less certain than wanted", () => {
    const text = 'password: "Tr0ub4dor&3" # sealint-ignore generic/assigned-secret -- made up\n';
    const sure = outcome({ "test/a.yaml": text }, { minConfidence: "high" });
    expect(sure.found).toEqual([]);
    expect(outcome({ "test/a.yaml": text }).suppressed).toHaveLength(1);
  });

  it("is not reported in a file that could not be read as what it is", () => {
    const text = "on: push\njobs: [\n# sealint-ignore logs/secret-echo -- printed on purpose\n";
    expect(outcome({ ".github/workflows/a.yml": text }).found).toEqual([]);
  });

  it("is not reported where its rule is not selected", () => {
    expect(outcome(idle, { suppressionRules: [] }).found).toEqual([]);
  });
});

describe("a comment that came with the change that is searched", () => {
  const distrust = { loosenings: [], stood: () => false };
  const LOOSENED = "incident/loosened-by-change";

  it("hides nothing, and is told", () => {
    const text = `# sealint-ignore ${RULE} -- made up\n${LEAK}`;
    expect(outcome({ "a.conf": text }, { distrust })).toEqual({
      found: [`${LOOSENED}:1`, `${RULE}:2`],
      said: ["The comment came with this change, so it hides nothing in it.", expect.any(String)],
      suppressed: [],
    });
  });

  it("does not keep an older one from hiding", () => {
    const text = `# sealint-ignore ${RULE} -- new\n# sealint-ignore ${RULE} -- old\n${LEAK}`;
    const older = { loosenings: [], stood: ({ start }: Location) => start.line === 2 };
    const { found, suppressed } = outcome({ "a.conf": text }, { distrust: older });
    expect(found).toEqual([`${LOOSENED}:1`]);
    expect(suppressed).toEqual([`${RULE}:3 inline old`]);
  });

  it("is only idle where there is nothing to hide", () => {
    expect(outcome({ "a.conf": `# sealint-ignore ${RULE} -- made up\nx` }, { distrust }).found).toEqual([
      `${UNUSED}:1`,
    ]);
  });

  it("is told of other tools, too", () => {
    const acceptance = { allow: [], unread: [], excluded: [], isComplete: true, override: () => ({}) };
    const { found, suppressed } = outcome(
      { "a.conf": `${LEAK} # gitleaks:allow\n` },
      { distrust, acceptance: { ...acceptance, honour: ["gitleaks"] } },
    );
    expect(suppressed).toEqual([]);
    expect(found.toSorted()).toEqual([`${RULE}:1`, `${LOOSENED}:1`]);
  });

  it("is told beside what the configuration would loosen", () => {
    const at = { line: 3, column: 1 };
    const written = {
      location: { unit: "sealint.yaml", path: "sealint.yaml", start: at, end: at },
      preview: { text: "failOn", mark: { start: 0, length: 6 } },
    };
    const loosenings = [{ message: "`failOn` would be `never`.", written }];
    expect(outcome({ "a.conf": "x" }, { distrust: { loosenings, stood: () => true } })).toMatchObject({
      found: [`${LOOSENED}:3`],
      said: ["`failOn` would be `never`."],
    });
  });
});

describe("comments of other tools", () => {
  const acceptance = {
    allow: [],
    unread: [],
    excluded: [],
    honour: ["gitleaks" as const],
    isComplete: true,
    override: () => ({}),
  };

  it("hide where the configuration says so", () => {
    const text = { "a.conf": `${LEAK} # gitleaks:allow` };
    expect(outcome(text).found).toEqual([`${RULE}:1`]);
    expect(outcome(text, { acceptance })).toMatchObject({
      found: [],
      suppressed: [`${RULE}:1 inline marked by a comment for gitleaks`],
    });
  });

  it("are never called unused", () => {
    expect(outcome({ "a.conf": "x = 1 # gitleaks:allow" }, { acceptance }).found).toEqual([]);
  });
});
