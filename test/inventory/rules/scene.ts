import type { Inventory } from "../../../src/core/inventory.ts";
import type { Reference } from "../../../src/core/pipeline.ts";
import { unitOf } from "../../../src/core/source.ts";
import type { InventoryContext, InventoryRule } from "../../../src/core/stages.ts";
import { parseInventory } from "../../../src/inventory/parse-inventory.ts";
import { markedText } from "../marked-text.ts";

export const MANIFEST = ".sealint/inventory.yaml";
export const WORKFLOW = ".github/workflows/deploy.yml";

/** The inventory of these lines, below `version` and `secrets`, and the spans that they mark. */
export function declare(...lines: readonly string[]): {
  readonly inventory: Inventory;
  readonly spans: ReturnType<typeof markedText>["spans"];
} {
  const { bytes, spans } = markedText(["version: 1", "secrets:", ...lines, ""].join("\n"));
  const { inventory } = parseInventory(unitOf(MANIFEST, bytes));
  if (inventory === undefined) throw new Error("the manifest of the test cannot be read");
  return { inventory, spans };
}

/** A pipeline's reference to a secret, as long as its name, at that byte. */
export function reference(secret: string, start = 0, changes: Partial<Reference> = {}): Reference {
  const file = changes.file ?? WORKFLOW;
  return {
    secret,
    platform: "github-actions",
    file,
    triggers: [],
    place: { unit: file, span: { start, end: start + secret.length } },
    via: "expression",
    ...changes,
  };
}

/** A repository with these files, and with this CODEOWNERS where one is given. */
export const surroundings = (files: readonly string[] = [], owners?: string): InventoryContext["surroundings"] => ({
  exists: (path) => files.includes(path),
  codeOwners: () => owners,
});

/** What a rule says on the day 2026-11-23: place as `unit start-end`, message, and the places related to it. */
export function check(
  rule: InventoryRule,
  inventory: Inventory,
  references: readonly Reference[] = [],
  changes: Partial<InventoryContext> = {},
): unknown[] {
  const where = ({ unit, span }: Reference["place"]): string => `${unit} ${span.start}-${span.end}`;
  const context: InventoryContext = {
    inventory,
    references,
    uses: [],
    isComplete: true,
    surroundings: surroundings(),
    leaks: [],
    observed: [],
    units: [MANIFEST],
    asOf: "2026-11-23",
    ...changes,
  };
  return [...rule.check(context)].map(({ place, message, severity, related }) => ({
    at: where(place),
    message,
    ...(severity === undefined ? {} : { severity }),
    ...(related === undefined || related.length === 0 ? {} : { related: related.map((one) => where(one.place)) }),
  }));
}
