import { describe, expect, it } from "vitest";
import { missingOwner } from "../../../../src/inventory/rules/inventory/missing-owner.ts";
import { check, declare, MANIFEST } from "../scene.ts";

describe("inventory/missing-owner", () => {
  it.each([
    ["none", ["  - name: «A_TOKEN»"]],
    ["a blank one", ["  - name: «A_TOKEN»", '    owner: "  "']],
  ])("flags an entry with %s", (_, lines) => {
    const { inventory, spans } = declare(...lines, "  - { name: B_TOKEN, owner: team-shop }");
    expect(check(missingOwner, inventory)).toEqual([
      { at: `${MANIFEST} ${spans[0]?.start}-${spans[0]?.end}`, message: "`A_TOKEN` has no owner." },
    ]);
  });

  it.each(["owner: [a, b]", "onwer: team"])("leaves `%s` to the manifest's own problems", (line) => {
    expect(check(missingOwner, declare("  - name: A_TOKEN", `    ${line}`).inventory)).toEqual([]);
  });
});
