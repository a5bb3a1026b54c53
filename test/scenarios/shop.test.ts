import { cpSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith } from "./folder.ts";
import { runSealint } from "./packed-cli.ts";

const SHOP = path.resolve(import.meta.dirname, "../../fixtures/shop");

interface Report {
  readonly findings: readonly {
    readonly ruleId: string;
    readonly location: { readonly path: string; readonly start: { readonly line: number } };
    readonly fingerprint: { readonly identity: string; readonly place: string };
  }[];
}

function shop(): string {
  const cwd = folderWith({});
  cpSync(SHOP, cwd, { recursive: true });
  return cwd;
}

async function scan(cwd: string, ...args: string[]): Promise<Report> {
  const { stdout } = await runSealint(["scan", "--format", "json", "--as-of", "2026-11-23", ...args], { cwd });
  return JSON.parse(stdout) as Report;
}

describe("the shop", () => {
  it("has the five findings that were put into it", async () => {
    const { findings } = await scan(shop());
    const found = findings.map(({ ruleId, location }) => `${ruleId} ${location.path}`);
    expect(found.sort()).toEqual([
      "expiry/expired-secret .sealint/inventory.yaml",
      "inventory/missing-owner .sealint/inventory.yaml",
      "inventory/undeclared-secret .github/workflows/deploy.yml",
      "logs/secret-echo .github/workflows/deploy.yml",
      "unpinned/unpinned-action-with-secret .github/workflows/deploy.yml",
    ]);
  });

  it("had nothing expired a year before", async () => {
    const { findings } = await scan(shop(), "--as-of", "2020-01-01");
    expect(findings.map(({ ruleId }) => ruleId)).not.toContain("expiry/expired-secret");
  });

  it("keeps its fingerprints when forty lines are put above", async () => {
    const cwd = shop();
    const before = await scan(cwd);
    const file = path.join(cwd, ".github/workflows/deploy.yml");
    const text = readFileSync(file, "utf8");
    const moved = folderWith({});
    cpSync(cwd, moved, { recursive: true });
    cpSync(
      path.join(folderWith({ "deploy.yml": "# a comment\n".repeat(40) + text }), "deploy.yml"),
      path.join(moved, ".github/workflows/deploy.yml"),
    );
    const after = await scan(moved);
    const prints = ({ findings }: Report): string[] =>
      findings.map(({ fingerprint }) => `${fingerprint.identity} ${fingerprint.place}`).sort();
    expect(prints(after)).toEqual(prints(before));
    expect(after.findings.map(({ location }) => location.start.line)).not.toEqual(
      before.findings.map(({ location }) => location.start.line),
    );
  });
});
