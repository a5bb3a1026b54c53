import { chmodSync, existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { folderWith } from "./folder.ts";
import { runSealint } from "./packed-cli.ts";

const value = fillExample("‹alnum 28›", "to be fixed").text;
const COMMIT = "0123456789".repeat(4);

const CODE = `import sys\r\n\r\nDB_PASSWORD = "${value}"  # the shop's\r\n`;
const WORKFLOW = `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo hello\n        env:\n          SHOP_PASSWORD: ${value}\n`;

const FILES = { ".git/HEAD": "", "src/shop.py": CODE, ".github/workflows/a.yml": WORKFLOW };

const read = (cwd: string, file: string): string => readFileSync(path.join(cwd, file), "utf8");

describe("sealint fix", () => {
  it("shows what would change as a diff without values, and changes nothing", async () => {
    const cwd = folderWith(FILES);
    const { code, stdout, stderr } = await runSealint(["fix", "--dry-run"], { cwd });
    expect(code).toBe(1);
    expect(stdout + stderr).not.toContain(value);
    expect(stdout).toContain("--- a/src/shop.py\n+++ b/src/shop.py\n@@ -1,3 +1,4 @@\n+import os\r\n import sys\r\n");
    expect(stdout).toContain(
      `-DB_PASSWORD = "***(28)"  # the shop's\r\n+DB_PASSWORD = os.environ["DB_PASSWORD"]  # the shop's\r\n`,
    );
    expect(stdout).toContain("--- /dev/null\n+++ b/.env.example\n@@ -0,0 +1 @@\n+DB_PASSWORD=\n");
    expect(stdout).toContain("+          SHOP_PASSWORD: ${{ secrets.SHOP_PASSWORD }}\n");
    expect(stderr).toContain("revoke each");
    expect(read(cwd, "src/shop.py")).toBe(CODE);
    expect(existsSync(path.join(cwd, ".env.example"))).toBe(false);
  });

  it("changes it, keeps the mode, says what to do, and has nothing to do the next time", async () => {
    const cwd = folderWith(FILES);
    chmodSync(path.join(cwd, "src/shop.py"), 0o755);
    const first = await runSealint(["fix"], { cwd });
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toContain("3 files changed; no finding is left.");
    expect(first.stdout).not.toContain(value);
    expect(read(cwd, "src/shop.py")).toBe(
      'import os\r\nimport sys\r\n\r\nDB_PASSWORD = os.environ["DB_PASSWORD"]  # the shop\'s\r\n',
    );
    expect(statSync(path.join(cwd, "src/shop.py")).mode & 0o777).toBe(0o755);
    expect(read(cwd, ".env.example")).toBe("DB_PASSWORD=\n");
    expect(read(cwd, ".github/workflows/a.yml")).not.toContain(value);
    const again = await runSealint(["fix", "--dry-run"], { cwd });
    expect(again).toMatchObject({ code: 0, stdout: "" });
    expect(again.stderr).toContain("Nothing to mend; no finding is left.");
  });

  it("mends one rule's findings only, and ends as a scan for these would", async () => {
    const cwd = folderWith(FILES);
    const { code, stdout } = await runSealint(["fix", "--rule", "scope/missing-permissions"], { cwd });
    expect({ code, lines: stdout.split("\n").filter((line) => line.includes("scope/")).length }).toEqual({
      code: 0,
      lines: 1,
    });
    expect(read(cwd, ".github/workflows/a.yml")).toBe(WORKFLOW.replace("jobs:", "permissions: {}\njobs:"));
    expect(read(cwd, "src/shop.py")).toBe(CODE);
  });

  it("names a file that it may not write, and writes nothing of it", async () => {
    const cwd = folderWith(FILES);
    chmodSync(path.join(cwd, "src/shop.py"), 0o444);
    const { code, stderr } = await runSealint(["fix"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain("src/shop.py: was not mended: it is read-only.");
    expect(read(cwd, "src/shop.py")).toBe(CODE);
    expect(read(cwd, ".github/workflows/a.yml")).not.toContain(value);
  });

  it("follows no link", async () => {
    const outside = folderWith({ "shop.py": CODE });
    const cwd = folderWith({ ".git/HEAD": "", "a.txt": "" });
    symlinkSync(outside, path.join(cwd, "linked"));
    const { code, stdout, stderr } = await runSealint(["fix", "linked/shop.py"], { cwd });
    expect(code).not.toBe(0);
    expect(stdout + stderr).not.toContain(value);
    expect(read(outside, "shop.py")).toBe(CODE);
  });

  it("says why a value in a file of values is left", async () => {
    const cwd = folderWith({ ".git/HEAD": "", ".env": `SHOP_PASSWORD=${value}\n` });
    const { code, stdout } = await runSealint(["fix"], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain("a file of values has nothing to refer to");
    expect(stdout).toContain("Nothing to mend; 1 finding left, which `sealint scan` shows.");
  });

  it("drafts entries of the inventory for secrets that pipelines now refer to", async () => {
    const inventory = "version: 1\nsecrets: []\n";
    const cwd = folderWith({ ...FILES, ".sealint/inventory.yaml": inventory });
    const { stdout } = await runSealint(["fix"], { cwd });
    expect(stdout).toContain(".sealint/inventory.yaml has drafts for SHOP_PASSWORD: fill in what is marked TODO.");
    expect(read(cwd, ".sealint/inventory.yaml")).toMatch(/^version: 1\nsecrets:\n {2}- name: SHOP_PASSWORD\n/);
  });

  it("adds to the nearest .env.example what it lacks", async () => {
    const cwd = folderWith({ ...FILES, "src/.env.example": "OTHER=\nDB_PASSWORD=" });
    await runSealint(["fix", "src"], { cwd });
    expect(read(cwd, "src/.env.example")).toBe("OTHER=\nDB_PASSWORD=");
    writeFileSync(path.join(cwd, "src/b.py"), 'API_TOKEN = "' + value + '"\n');
    await runSealint(["fix", "src"], { cwd });
    expect(read(cwd, "src/.env.example")).toBe("OTHER=\nDB_PASSWORD=\nAPI_TOKEN=\n");
  });

  it("is told in JSON and SARIF, without values", async () => {
    const cwd = folderWith({
      ...FILES,
      ".github/workflows/b.yml": `on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@${COMMIT}\n        with:\n          token: \${{ secrets.SHOP_TOKEN }}\n      - run: make\n`,
    });
    const args = ["scan", "--rule", "generic/assigned-secret", "--rule", "scope/persisted-git-credentials"];
    await runSealint([...args, "-f", "json=a.json", "-f", "sarif=a.sarif"], { cwd });
    expect(read(cwd, "a.json") + read(cwd, "a.sarif")).not.toContain(value);
    const { findings } = JSON.parse(read(cwd, "a.json")) as {
      findings: { ruleId: string; fix?: { changes: unknown[] } }[];
    };
    const checkout = findings.find(({ ruleId }) => ruleId === "scope/persisted-git-credentials");
    expect(checkout?.fix?.changes).toEqual([
      {
        path: ".github/workflows/b.yml",
        start: { line: 10, column: 1 },
        end: { line: 10, column: 1 },
        insert: "          persist-credentials: false\n",
      },
    ]);
    const sarif = JSON.parse(read(cwd, "a.sarif")) as {
      runs: { results: { fixes?: { artifactChanges: unknown[] }[] }[] }[];
    };
    expect(sarif.runs[0]?.results.map(({ fixes }) => fixes?.length)).toEqual(
      findings.map(({ fix }) => (fix === undefined ? undefined : 1)),
    );
    expect(findings.filter(({ fix }) => fix !== undefined).length).toBeGreaterThan(1);
  });
});
