import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { runSealint } from "./packed-cli.ts";

const ROOT = dirname(dirname(import.meta.dirname));

const withoutTime = (text: string): string => text.replaceAll(/in \d+\.\d+ s/g, "in … s");

it("README.md shows the end of what a scan of the shop prints", async () => {
  const [, sample = ""] = /```text\n(.*?)```/s.exec(readFileSync(join(ROOT, "README.md"), "utf8")) ?? [];
  // A day, because more of the shop's secrets expire as time goes by.
  const { code, stdout } = await runSealint(["scan", "fixtures/shop", "--as-of", "2026-11-23"], { cwd: ROOT });
  expect(code).toBe(1);
  expect(sample).toContain("findings");
  expect(withoutTime(stdout).endsWith(withoutTime(sample)), "Paste the end of the output into README.md.").toBe(true);
});
