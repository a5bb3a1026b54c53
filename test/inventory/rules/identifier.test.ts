import { describe, expect, it } from "vitest";
import { inventoryRules } from "../../../src/inventory/rules/registry.ts";
import { check, declare, reference } from "./scene.ts";

describe("an identifier", () => {
  it("has to be declared, owned and for something, and neither ends nor is rotated, revoked or governed", () => {
    const all = (entry: string): string[] => {
      const { inventory } = declare(`  - { name: APP_ID, ${entry} }`);
      return inventoryRules.flatMap((rule) =>
        check(rule, inventory, [reference("APP_ID")]).map(
          (one) => `${rule.meta.id}: ${(one as { message: string }).message}`,
        ),
      );
    };
    expect(
      all(
        "kind: identifier, owner: web, purpose: 'Names our app.', created: 2020-01-01, rotation: { every: 90d }, review: { every: 90d }",
      ),
    ).toEqual([]);
    expect(all("kind: identifier")).toEqual([
      "inventory/missing-owner: `APP_ID` has no owner.",
      "inventory/missing-purpose: `APP_ID` has no purpose.",
    ]);
    expect(all("kind: token, owner: web, purpose: x").map((line) => line.split(":")[0])).toEqual([
      "incident/missing-revocation",
      "inventory/missing-governance",
      "inventory/missing-inventory-expiry",
      "inventory/missing-inventory-rotation",
      "inventory/policy-not-traced",
    ]);
  });
});
