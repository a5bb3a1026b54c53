import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { policies } from "../../src/policies/registry.ts";

const ROOT = join(import.meta.dirname, "../..");

it.each(policies.map(({ meta }) => [meta.id, meta] as const))(
  "%s has a file of its name, and texts that end in a full stop",
  (id, { why, fix, title, references, practices }) => {
    expect(existsSync(join(ROOT, "src/policies", `${id}.ts`))).toBe(true);
    expect(why).toMatch(/\.$/);
    expect(fix).toMatch(/\.$/);
    expect(title).not.toMatch(/\.$/);
    expect(references.length).toBeGreaterThan(0);
    expect(practices.length).toBeGreaterThan(0);
  },
);
