import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { folderWith } from "./folder.ts";
import { runSealint } from "./packed-cli.ts";

const WORKFLOW = [
  "on: { push: { branches: [main] } }",
  "permissions: {}",
  "jobs:",
  "  deploy:",
  "    runs-on: ubuntu-24.04",
  "    environment: live",
  "    steps:",
  '      - { name: Send, run: "echo $KEY", env: { KEY: "${{ secrets.DEPLOY_KEY }}" } }',
  '      - { name: Ask, run: gh api x, env: { GH_TOKEN: "${{ github.token }}" } }',
  "",
].join("\n");
const GITLAB = 'deploy:\n  script:\n    - curl --user "shop:$SHOP_TOKEN" https://shop.example\n';
const shop = () =>
  folderWith({
    ".github/workflows/deploy.yml": WORKFLOW,
    "sub/.gitlab-ci.yml": GITLAB,
    "other.yaml": "a: 1\n",
    "a.txt": "no pipeline\n",
  });

describe("sealint flows", () => {
  it("shows each secret with where it goes", async () => {
    const { code, stdout, stderr } = await runSealint(["flows"], { cwd: shop() });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const words of ["DEPLOY_KEY", "deploy › Send  as KEY (env)  of live  line 8", "→ log by echo", "SHOP_TOKEN"])
      expect(stdout).toContain(words);
    expect(stdout).toMatch(/\n3 secrets in 2 pipelines\.\n$/);
  });

  it("writes JSON in the published shape", async () => {
    const cwd = shop();
    const { code, stdout } = await runSealint(["flows", "--format", "json", ".github"], { cwd });
    const schema = readFileSync(new URL("../../docs/schema/flows.schema.json", import.meta.url), "utf8");
    const map = JSON.parse(stdout) as {
      readonly pipelines: readonly { readonly secrets: readonly { name: string }[] }[];
    };
    expect(code).toBe(0);
    expect(z.fromJSONSchema(JSON.parse(schema)).safeParse(map).error).toBeUndefined();
    expect(map.pipelines.flatMap(({ secrets }) => secrets.map(({ name }) => name))).toEqual([
      "DEPLOY_KEY",
      "GITHUB_TOKEN",
    ]);
  });

  it("draws pictures, without the tokens that each run has", async () => {
    const cwd = shop();
    const { code, stdout, stderr } = await runSealint(["flows", "-f", "svg", "-o", "flows.svg"], { cwd });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(stderr).toContain(
      "`GITHUB_TOKEN` is not drawn, since it is made for each run; `--secret GITHUB_TOKEN` draws it.",
    );
    const picture = readFileSync(path.join(cwd, "flows.svg"), "utf8");
    expect(picture).toContain(">DEPLOY_KEY</text>");
    expect(picture).not.toContain("GITHUB_TOKEN");
    const { stdout: chart } = await runSealint(["flows", "-f", "mermaid", "--secret", "github_token"], { cwd });
    expect(chart).toContain('(["GITHUB_TOKEN<br>made for each run"])');
    expect(chart).not.toContain("DEPLOY_KEY");
  });

  it.each<[string[], number, string]>([
    [["a.txt"], 0, "a.txt: is no pipeline that sealint reads"],
    [["other.yaml"], 0, "there is no pipeline in `other.yaml`."],
    [["--secret", "NONE"], 0, "no pipeline uses `NONE`."],
    [["missing"], 2, "missing"],
    [["-f", "png"], 2, "`--format` cannot be `png`"],
    [["-o", "no/such/folder.svg"], 2, "no/such/folder.svg cannot be written: no such file or directory"],
  ])("%j says so", async (args, expected, words) => {
    const cwd = shop();
    const { code, stderr } = await runSealint(["flows", ...args], { cwd });
    expect(code).toBe(expected);
    expect(stderr).toContain(words);
    expect(existsSync(path.join(cwd, "no"))).toBe(false);
  });

  it("tells a pipeline that it cannot read, and shows the others", async () => {
    const cwd = shop();
    const { code, stdout, stderr } = await runSealint(["flows"], {
      cwd: folderWith({ ".github/workflows/a.yml": "on: push\njobs: [\n", ".github/workflows/b.yml": WORKFLOW }),
    });
    expect(code).toBe(2);
    expect(stderr).toContain(".github/workflows/a.yml:");
    expect(stdout).toContain("DEPLOY_KEY");
    expect(existsSync(cwd)).toBe(true);
  });
});
