import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { configSchema } from "../../src/config/schema.ts";
import { allRules } from "../../src/engine/all-rules.ts";
import { catalogue } from "../support/catalogue.ts";
import { loadBoth } from "./load-both.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/configuration.md"), "utf8");

it("docs/configuration.md shows a configuration that is taken", () => {
  const root = mkdtempSync(join(tmpdir(), "sealint-docs-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, "node_modules/our-settings"), { recursive: true });
  for (const name of ["base.yaml", "node_modules/our-settings/sealint.yaml"])
    writeFileSync(join(root, name), "version: 1\n");
  mkdirSync(join(root, ".sealint/rules"), { recursive: true });
  writeFileSync(join(root, ".sealint/rules/a.yaml"), "id: a/b\ntitle: T\ntoken: abcd\nexamples: { flag: [«abcd»] }\n");
  const [, sample = ""] = /```yaml\n(.*?)```/s.exec(page) ?? [];
  writeFileSync(join(root, "sealint.yaml"), sample);
  const rules = allRules(catalogue.rules);
  const { config } = loadBoth(join(root, "sealint.yaml"), { root, rules, asOf: "2026-11-23" });
  const { acceptance, preset } = config;
  expect({ preset, entries: acceptance.allow.length }).toEqual({ preset: "strict", entries: 6 });
  expect(config.own?.rules.map(({ rule }) => rule.id)).toEqual(["acme/deploy-token", "a/b"]);
  // Whoever reads the sample sees every key that there is.
  for (const key of Object.keys(configSchema.shape)) expect(sample).toMatch(new RegExp(`^${key}:`, "m"));
});

it("docs/configuration.md tells of every key", () => {
  for (const key of Object.keys(configSchema.shape)) expect(page).toMatch(new RegExp(`^\\|.*\`${key}\\b`, "m"));
});
