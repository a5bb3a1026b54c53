import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractDepcruiseConfig from "dependency-cruiser/config-utl/extract-depcruise-config";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { describe, expect, it } from "vitest";

const ROOT = dirname(import.meta.dirname);

/** The fences that the imports below `baseDir` break, as `fence: from → to`. */
async function broken(baseDir: string, folders: readonly string[]): Promise<string[]> {
  const { forbidden = [], options } = await extractDepcruiseConfig(join(ROOT, ".dependency-cruiser.mjs"));
  const { output } = await cruise(
    [...folders],
    { ...options, baseDir, validate: true, ruleSet: { forbidden } },
    undefined,
    { tsConfig: extractTSConfig(join(ROOT, "tsconfig.json")) },
  );
  return (output as ICruiseResult).summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}

describe("fences", () => {
  it("hold in this repository", async () => {
    expect(await broken(ROOT, ["src", "scripts", "test"])).toEqual([]);
  });

  it.each([
    ["core-imports-nothing", "src/core/a.ts", "node:path"],
    ["core-imports-nothing", "src/core/a.ts", "../judge/b.ts"],
    ["stage-imports-core-and-itself", "src/judge/a.ts", "../findings/b.ts"],
    ["stage-imports-core-and-itself", "src/reporters/a.ts", "../engine/b.ts"],
    ["stage-imports-core-and-itself", "src/some-later-stage/a.ts", "../cli/b.ts"],
    ["flows-imports-platforms", "src/flows/a.ts", "../policies/b.ts"],
    ["policies-imports-flows-and-platforms", "src/policies/family/a.ts", "../../judge/b.ts"],
    ["engine-knows-no-edges", "src/engine/a.ts", "../reporters/b.ts"],
    ["cli-imports-the-edges", "src/cli/a.ts", "../judge/b.ts"],
    ["files-at-the-edges", "src/judge/a.ts", "node:fs"],
    ["files-at-the-edges", "src/engine/a.ts", "node:child_process"],
    ["stage-imports-core-and-itself", "src/history-store/a.ts", "../reporters/b.ts"],
    ["dashboard-imports-reporters", "src/dashboard/a.ts", "../inventory/b.ts"],
    ["files-at-the-edges", "src/dashboard/a.ts", "node:fs"],
    ["databases-in-history-store", "src/cli/a.ts", "node:sqlite"],
    ["no-network", "src/cli/a.ts", "node:https"],
    ["src-stands-alone", "src/cli/a.ts", "../../test/b.ts"],
    ["resolvable", "src/cli/a.ts", "./gone.ts"],
  ])("%s: %s may not import %s", async (fence, path, target) => {
    const folder = mkdtempSync(join(tmpdir(), "sealint-fences-"));
    try {
      const files = { [path]: `import ${JSON.stringify(target)};\n` };
      if (target.startsWith("../")) files[join(dirname(path), target)] = "export {};\n";
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text);
      }
      expect((await broken(folder, ["src"])).map((line) => line.split(":")[0])).toEqual([fence]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
