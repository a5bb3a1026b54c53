import { expect } from "vitest";
import type { Config } from "../../src/config/config.ts";
import { loadConfig } from "../../src/config/load-config.ts";
import { quickConfig } from "../../src/config/quick-config.ts";
import type { ConfigContext } from "../../src/config/resolve-config.ts";
import { findingOf } from "../reporters/report-builder.ts";

const PATHS = [
  "a",
  "src/deploy.ts",
  "src/.ts",
  "fixtures/a/b.env",
  "test/fixtures/a",
  "docs/guide.md",
  "docs",
  "templates/ci.yml",
  ".github/workflows/deploy.yml",
  "/tmp/docs/x",
];
const NAMES = [undefined, "", "token", "TEST_KEY", "DB_PASSWORD"];

/** What a configuration answers to questions of all kinds, as data. */
function answers(
  { off, on, acceptance, isExcluded, rules: written, written: _, ...settings }: Config,
  rules: ConfigContext["rules"],
): Readonly<Record<string, unknown>> {
  const findings = PATHS.map((path) => findingOf(path, 1, ["", "x", ""]));
  return {
    ...settings,
    rules: [...written],
    off: [...off].sort(),
    on: [...on].sort(),
    excluded: acceptance.excluded,
    honour: acceptance.honour,
    allow: acceptance.allow.map(({ accepts, ruleIds, ...entry }) => ({
      ...entry,
      ruleIds: ruleIds === undefined ? undefined : [...ruleIds].sort(),
      accepted: findings.flatMap((finding) => NAMES.map((name) => accepts(finding, name))),
    })),
    unread: acceptance.unread.map(({ accepts, ...entry }) => ({ ...entry, accepted: PATHS.map(accepts) })),
    isExcluded: PATHS.map(isExcluded),
    overrides: rules.flatMap(({ id }) => PATHS.map((path) => acceptance.override(id, path))),
  };
}

/** Loads a configuration in full, and holds the quick way against it: that says the same, or nothing. */
export function loadBoth(file: string, context: ConfigContext): { readonly config: Config; readonly isQuick: boolean } {
  const quick = quickConfig(file, context);
  try {
    const config = loadConfig(file, context);
    if (quick !== undefined) expect(answers(quick, context.rules)).toEqual(answers(config, context.rules));
    return { config, isQuick: quick !== undefined };
  } catch (error) {
    expect(quick).toBeUndefined();
    throw error;
  }
}
