import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Log } from "sarif";
import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { REPORTER_NAMES } from "../../src/reporters/registry.ts";
import { folderWith } from "./folder.ts";
import { runSealint } from "./packed-cli.ts";

const tokenOf = (seed: string): string => fillExample("ghp_‹alnum 30›‹github-crc32›", seed).text;
const TOKEN = tokenOf("formats");
const LEAK = { "src/a.ts": `const token = "${TOKEN}";\n`, "b/.keep": "" };

/** Every format into a file of its own. */
const ALL = REPORTER_NAMES.flatMap((name) => ["--format", `${name}=out.${name}`]);

describe("several formats", () => {
  it("are written by one scan, none with the value", async () => {
    const cwd = folderWith(LEAK);
    const { code, stdout, stderr } = await runSealint(["scan", ...ALL], { cwd });
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: "", stderr: "" });
    for (const name of REPORTER_NAMES) {
      const text = readFileSync(join(cwd, `out.${name}`), "utf8");
      // What is about pipelines only has nothing to say of this one but that the other report has it.
      expect(text).toContain(name === "gitlab-sast" ? "1 finding of leaked values" : "src/a.ts");
      expect(text).not.toContain(TOKEN.slice(4, 16));
    }
  });

  it.each(REPORTER_NAMES)("are the same on standard output: %s", async (name) => {
    const cwd = folderWith(LEAK);
    const { code, stdout } = await runSealint(["scan", "--format", name], { cwd });
    expect(code).toBe(1);
    expect(stdout.length).toBeGreaterThan(100);
    expect(stdout).not.toContain(TOKEN.slice(4, 16));
  });

  it("are written as far as they can be: a folder that is missing is named", async () => {
    const cwd = folderWith(LEAK);
    const { code, stdout, stderr } = await runSealint(
      ["scan", "--format", "html=no/such/out.html", "--format", "junit=out.xml", "--format", "github"],
      { cwd },
    );
    expect(code).toBe(2);
    expect(stderr).toBe(
      "sealint: error: no/such/out.html: the html report cannot be written: no such file or directory. Name a file in a folder that exists and that you may write to.\n",
    );
    expect(existsSync(join(cwd, "out.xml"))).toBe(true);
    expect(stdout).toMatch(/^::error file=src\/a\.ts,line=1,/);
  });

  it("do not share standard output", async () => {
    const { code, stderr } = await runSealint(["scan", "-f", "markdown", "-f", "csv"], { cwd: folderWith(LEAK) });
    expect(code).toBe(2);
    expect(stderr).toContain("the formats `markdown` and `csv` would both go to standard output");
  });
});

describe("a format with too little room", () => {
  it("says so on standard error, which changes no exit code", async () => {
    const lines = Array.from({ length: 5001 }, (_, index) => `const t${index} = "${tokenOf(`room ${index}`)}";\n`);
    const cwd = folderWith({ "a.ts": lines.join("") });
    const { code, stderr } = await runSealint(["scan", "--fail-on", "never", "--format", "sarif=out.sarif"], { cwd });
    expect(code).toBe(0);
    expect(stderr).toMatch(/^sealint: note: sarif: holds 5,001 findings, of which code scanning shows 5,000; .*\n$/);
    const log = JSON.parse(readFileSync(join(cwd, "out.sarif"), "utf8")) as Log;
    expect(log.runs[0]?.results).toHaveLength(5001);
    expect(log.runs[0]?.invocations?.[0]?.toolExecutionNotifications).toHaveLength(1);
  });
});
