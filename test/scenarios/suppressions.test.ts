import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { folderWith } from "./folder.ts";
import { runSealint } from "./packed-cli.ts";

const RULE = "github/classic-personal-access-token";
const token = fillExample("ghp_‹alnum 30›‹github-crc32›", "suppressions").text;
const LEAK = `const token = "${token}";`;

const scan = (text: string, ...args: string[]) =>
  runSealint(["scan", "--as-of", "2026-11-23", ...args], { cwd: folderWith({ "a.ts": `${text}\n` }) });

describe("a comment beside a finding", () => {
  it("accepts it with a reason, and the report says so", async () => {
    const { code, stdout, stderr } = await scan(`${LEAK} // sealint-ignore ${RULE} -- revoked until=2027-01-01`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("No findings.\n1 finding is accepted: 1 by a comment.\n");
  });

  it("is kept out of SARIF and in the json report, masked", async () => {
    const text = `// sealint-ignore ${RULE} -- revoked\n${LEAK}`;
    const { runs } = JSON.parse((await scan(text, "-f", "sarif")).stdout) as { runs: [{ results: unknown[] }] };
    expect(runs[0].results).toEqual([]);
    const { stdout } = await scan(text, "-f", "json");
    expect(JSON.parse(stdout)).toMatchObject({
      findings: [],
      suppressed: [
        {
          finding: { ruleId: RULE, location: { start: { line: 2 } } },
          suppression: { by: "inline", reason: "revoked", location: { path: "a.ts", start: { line: 1, column: 4 } } },
        },
      ],
    });
    expect(stdout).not.toContain(token.slice(4, 16));
  });

  it.each([
    ["without a reason", `// sealint-ignore ${RULE}`, "gives no reason"],
    ["without a rule", "// sealint-ignore", "names no rule"],
    ["with an unknown rule", "// sealint-ignore github/classic -- revoked", "There is no rule `github/classic`"],
    ["past its day", `// sealint-ignore ${RULE} -- revoked until=2026-11-22`, "expired on 2026-11-22"],
    ["with a wrong day", `// sealint-ignore ${RULE} -- revoked until=22.11.2026`, "is no day"],
  ])("%s hides nothing and is reported at its place", async (_, comment, words) => {
    const { code, stdout } = await scan(`${comment}\n${LEAK}`);
    expect(code).toBe(1);
    expect(stdout).toContain("[incident/suppressed-without-reason]");
    expect(stdout).toContain(words);
    expect(stdout).toContain("a.ts:1:4");
    expect(stdout).toContain("a.ts:2:16");
    expect(stdout).toContain("2 findings (1 critical, 1 medium)");
  });

  it("that hides nothing is reported, and fails no run by itself", async () => {
    const { code, stdout } = await scan(`// sealint-ignore ${RULE} -- revoked`);
    expect(code).toBe(0);
    expect(stdout).toContain("[incident/unused-suppression]");
    const one = await scan(`// sealint-ignore ${RULE} -- revoked`, "--rule", "logs/secret-echo");
    expect(one.stdout).toContain("No findings.");
  });

  it("of another tool counts where the configuration says so", async () => {
    const files = { ".git/HEAD": "", "a.ts": `${LEAK} // gitleaks:allow\n` };
    expect((await runSealint(["scan"], { cwd: folderWith(files) })).code).toBe(1);
    const honoured = { ...files, "sealint.yaml": "version: 1\nsuppressions: { honour: [gitleaks] }\n" };
    expect((await runSealint(["scan"], { cwd: folderWith(honoured) })).code).toBe(0);
  });
});
