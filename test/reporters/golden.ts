import { readFileSync, writeFileSync } from "node:fs";

/**
 * What `golden/<name>` expects, to be compared byte for byte. `UPDATE_GOLDEN=1` writes `actual` there first, which then has to be read
 * and committed; where CI is set that is refused, because a test that writes its own expectation proves nothing.
 */
export function goldenText(name: string, actual: string): string {
  const file = new URL(`golden/${name}`, import.meta.url);
  if (process.env["UPDATE_GOLDEN"] === "1") {
    if (process.env["CI"]) throw new Error("golden files are never written in CI: unset UPDATE_GOLDEN");
    writeFileSync(file, actual);
  }
  return readFileSync(file, "utf8");
}
