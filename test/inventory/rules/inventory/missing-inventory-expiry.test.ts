import { describe, expect, it } from "vitest";
import { missingInventoryExpiry } from "../../../../src/inventory/rules/inventory/missing-inventory-expiry.ts";
import { check, declare, MANIFEST } from "../scene.ts";

describe("inventory/missing-inventory-expiry", () => {
  it("flags an entry with neither", () => {
    const { inventory, spans } = declare("  - owner: team-shop", "    name: '«A_TOKEN»'", "    expires:");
    expect(check(missingInventoryExpiry, inventory)).toEqual([
      {
        at: `${MANIFEST} ${spans[0]?.start}-${spans[0]?.end}`,
        message: "`A_TOKEN` has no `expires` and no `ttl`.",
      },
    ]);
  });

  it.each(["expires: 2026-12-31", "expires: 2020-01-01", "ttl: 1h"])("is content with `%s`", (line) => {
    expect(check(missingInventoryExpiry, declare("  - name: A_TOKEN", `    ${line}`).inventory)).toEqual([]);
  });

  it.each(["expires: 2026-02-30", "ttl: 1 hour", "expirse: 2026-12-31"])(
    "leaves `%s` to the manifest's own problems",
    (line) => {
      expect(check(missingInventoryExpiry, declare("  - name: A_TOKEN", `    ${line}`).inventory)).toEqual([]);
    },
  );
});
