import { spawn } from "node:child_process";
import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { folderWith } from "./folder.ts";
import { runSealint } from "./packed-cli.ts";

const token = (seed: string): string => fillExample("ghp_‹alnum 30›‹github-crc32›", seed).text;

/** Many small files in many folders, some with something to find, one that is binary and one that is no text in UTF-8. */
function manyFiles(): string {
  const files: Record<string, string> = {};
  for (let index = 0; index < 900; index++) {
    const text = index % 17 === 0 ? `token = "${token(String(index))}"\n` : `const value${index} = ${index};\n`;
    files[`src/part-${index % 23}/file-${index}.ts`] = text.repeat(1 + (index % 5));
  }
  files[".github/workflows/ci.yml"] = "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: env\n";
  files["broken.bin"] = "a\0b";
  return folderWith(files);
}

describe("a scan with threads", () => {
  it("reports the same whatever their number", async () => {
    const cwd = manyFiles();
    const reports = await Promise.all(
      ["1", "2", "3", "8"].map(async (jobs) => {
        const { stdout, code } = await runSealint(["scan", "--format", "json", "--jobs", jobs], { cwd });
        expect(code).toBe(1);
        return stdout.replace(/"durationMs": ?\d+/, `"durationMs": 0`);
      }),
    );
    expect(JSON.parse(reports[0] ?? "").findings.length).toBeGreaterThan(50);
    expect(new Set(reports).size).toBe(1);
  });

  it.each(["0", "x", "65", "1.5"])("refuses %s of them", async (jobs) => {
    const { stderr, code } = await runSealint(["scan", "--jobs", jobs], { cwd: folderWith({}) });
    expect([code, stderr]).toEqual([2, expect.stringContaining("from 1 to 64")]);
  });

  it.skipIf(process.platform === "win32")("stops when it is asked to, and reports what it found", async () => {
    const cwd = folderWith({ "a.env": `TOKEN=${token("a")}\n` });
    // Holes take no room on a disk, and a long time to search.
    writeFileSync(join(cwd, "large.txt"), "");
    truncateSync(join(cwd, "large.txt"), 2 ** 36);
    const { project } = inject("packed");
    const program = join(project, "node_modules", "sealint", "bin", "sealint.js");
    const child = spawn(process.execPath, [program, "scan", "a.env", "large.txt", "--format", "jsonl"], { cwd });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (data) => (stdout += String(data)));
    child.stderr.on("data", (data) => (stderr += String(data)));
    setTimeout(() => child.kill("SIGINT"), 1000);
    const code = await new Promise((resolve) => child.on("exit", resolve));
    expect([code, stderr]).toEqual([130, expect.stringContaining("was stopped before everything was searched")]);
    expect(stdout).toContain("github/classic-personal-access-token");
  });
});
