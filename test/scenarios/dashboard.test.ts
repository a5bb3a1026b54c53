import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { folderWith } from "./folder.ts";
import { runSealint } from "./packed-cli.ts";

const token = (seed: string): string => fillExample("ghp_‹alnum 30›‹github-crc32›", seed).text;
const workflow = (job: string): string =>
  `on: push\npermissions: {}\njobs:\n  ${job}:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./deploy\n        env:\n          K: \${{ secrets.DEPLOY_TOKEN }}\n`;
const MANIFEST = `version: 1\nsecrets:\n  - name: DEPLOY_TOKEN\n    owner: web\n    expires: 2026-12-10\n`;
const DAY = ["--as-of", "2026-11-30"];

const shop = (more: Readonly<Record<string, string>> = {}): string =>
  folderWith({
    ".git/HEAD": "ref: refs/heads/main\n",
    ".github/workflows/ci.yml": workflow("deploy"),
    ".sealint/inventory.yaml": MANIFEST,
    ...more,
  });

describe("sealint dashboard", () => {
  it("writes a page of findings, dates and secrets, the same one on any day, and fails no run for findings", async () => {
    const cwd = shop({ "src/a.ts": `const token = "${token("dashboard")}";\n` });
    const args = ["dashboard", ...DAY, "--title", "The shop"];
    const ran = await runSealint([...args, "--output", "health.html"], { cwd });
    expect(ran).toMatchObject({ code: 0, stdout: "" });
    expect(ran.stderr).toMatch(/^sealint: wrote health\.html, with \d+ findings and 1 secret\.\n$/);
    const page = readFileSync(path.join(cwd, "health.html"), "utf8");
    expect(page).toContain("<h1>The shop</h1>");
    expect(page).toContain('expiry on <time datetime="2026-12-10">');
    // Neither is the page itself searched, nor does it matter when it is made.
    await runSealint([...args, "--output", "health.html"], { cwd });
    expect(readFileSync(path.join(cwd, "health.html"), "utf8")).toBe(page);
    const shown = await runSealint([...args, "-o", "-"], { cwd });
    expect(shown).toMatchObject({ code: 0, stderr: "" });
    expect(shown.stdout).toContain("<h1>The shop</h1>");
  });

  it("keeps figures of its runs, and says on standard error nothing of how", async () => {
    const cwd = shop();
    const run = (day: string) =>
      runSealint(["dashboard", "-o", "health.html", "--trend", "trend.db", "--as-of", day], { cwd });
    expect((await run("2026-11-23")).stderr).toMatch(/^sealint: wrote .*\n$/);
    expect(readFileSync(path.join(cwd, "health.html"), "utf8")).toContain("This is the first run that is kept.");
    writeFileSync(path.join(cwd, "b.ts"), `const token = "${token("later")}";\n`);
    await run("2026-11-30");
    const page = readFileSync(path.join(cwd, "health.html"), "utf8");
    expect(page).toContain(
      'Since the run of <time datetime="2026-11-23">2026-11-23</time>, <b>1</b> finding came and <b>0</b> went.',
    );
  });

  it("shows what stores hold, and needs an inventory for it", async () => {
    const list = JSON.stringify([{ name: "FORGOTTEN_KEY", updatedAt: "2026-10-01T00:00:00Z", visibility: "" }]);
    const cwd = shop({ "gh.json": list });
    const args = ["dashboard", ...DAY, "-o", "-", "--observed", "github-secret=gh.json"];
    const ran = await runSealint(args, { cwd });
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(ran.stdout).toContain("the repository's secrets (changed 2026-10-01)");
    expect(ran.stdout).toContain("drift/undeclared-in-store");
    const without = await runSealint(args, { cwd: folderWith({ ".git/HEAD": "", "gh.json": list }) });
    expect(without).toMatchObject({ code: 2, stdout: "" });
    expect(without.stderr).toContain("there is no inventory to hold the stores against");
  });

  it("leaves a history alone that it cannot read, and writes no page", async () => {
    const cwd = shop({ "trend.db": "no database\n" });
    const ran = await runSealint(["dashboard", "-o", "health.html", "--trend", "trend.db"], { cwd });
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toBe(
      "sealint: trend.db is damaged, or no history at all. Put a copy of it back, or move it away to begin a new one; nothing was changed.\n",
    );
    expect(readFileSync(path.join(cwd, "trend.db"), "utf8")).toBe("no database\n");
    expect(existsSync(path.join(cwd, "health.html"))).toBe(false);
  });

  it("has no value in it, nor in the history, wherever somebody wrote one", async () => {
    const values = ["purpose", "revoke", "owner", "file", "job", "folder"].map(token);
    const [purpose, revoke, owner, file, job, folder] = values;
    const cwd = shop({
      [`.github/workflows/${folder}.yml`]: workflow(`${job}`),
      ".sealint/inventory.yaml": `${MANIFEST}    purpose: "Is ${purpose}."\n    revoke: "curl -H 'Authorization: ${revoke}' https://a.example"\n  - name: B\n    owner: ${owner}\n`,
      "a.env": `TOKEN=${file}\n`,
    });
    const ran = await runSealint(["dashboard", "-o", "health.html", "--trend", "trend.db", ...DAY], { cwd });
    expect(ran.code).toBe(0);
    const written = ["health.html", "trend.db"].map((name) => readFileSync(path.join(cwd, name), "latin1"));
    const shown = values.filter((value) => [...written, ran.stderr].some((text) => text.includes(value.slice(8))));
    expect(shown.map((value) => values.indexOf(value))).toEqual([]);
    expect(written[0]).toContain("(withheld: it holds what looks like a secret)");
  });

  it("says what is wrong with a page or a place that cannot be", async () => {
    const cwd = shop();
    expect(await runSealint(["dashboard"], { cwd })).toMatchObject({ code: 2, stdout: "" });
    const nowhere = await runSealint(["dashboard", "-o", "gone/health.html", "--trend", "trend.db"], { cwd });
    expect(nowhere.code).toBe(2);
    expect(nowhere.stderr).toContain("gone/health.html cannot be written");
    expect(existsSync(path.join(cwd, "trend.db"))).toBe(false);
  });
});
