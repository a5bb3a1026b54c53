import { describe, expect, it } from "vitest";
import { CHECKOV_CHECKS } from "../../src/migrate/checkov/checks.ts";
import { PLUGINS, SECRET_TYPES } from "../../src/migrate/detect-secrets/plugins.ts";
import { GITLEAKS_RULES } from "../../src/migrate/gitleaks/default-rules.ts";
import { ZIZMOR_AUDITS } from "../../src/migrate/zizmor/audits.ts";
import { policies } from "../../src/policies/registry.ts";
import { catalogue } from "../support/catalogue.ts";

const ours = new Set([...catalogue.rules.map(({ id }) => id), ...policies.map(({ meta }) => meta.id)]);

describe("tables of other tools' rules", () => {
  it.each([
    ["gitleaks", GITLEAKS_RULES],
    ["detect-secrets", SECRET_TYPES],
    ["zizmor", ZIZMOR_AUDITS],
    ["checkov", CHECKOV_CHECKS],
  ])("%s: name rules that there are, each once", (_, table) => {
    expect(table.size).toBeGreaterThan(10);
    expect([...table.values()].flat().filter((id) => !ours.has(id))).toEqual([]);
    expect([...table].filter(([, ids]) => new Set(ids).size !== ids.length)).toEqual([]);
    expect([...table.keys()].filter((id) => id !== id.trim())).toEqual([]);
  });

  it("detect-secrets: every plugin finds a kind that is known", () => {
    expect([...PLUGINS.values()].filter((type) => !SECRET_TYPES.has(type))).toEqual([]);
  });
});
