import { describe, expect, it } from "vitest";
import { expiredSecret } from "../../../../src/inventory/rules/expiry/expired-secret.ts";
import { check, declare, MANIFEST, reference, WORKFLOW } from "../scene.ts";

const expires = (day: string): ReturnType<typeof declare> => declare("  - name: A_TOKEN", `    expires: «${day}»`);

describe("expiry/expired-secret", () => {
  it("flags an expired secret that is still used, with its uses", () => {
    const { inventory, spans } = expires("2026-11-13");
    expect(check(expiredSecret, inventory, [reference("A_TOKEN", 9), reference("a_token", 30)])).toEqual([
      {
        at: `${MANIFEST} ${spans[0]?.start}-${spans[0]?.end}`,
        message: "`A_TOKEN` expired on 2026-11-13, 10 days ago, and a pipeline still uses it.",
        related: [`${WORKFLOW} 9-16`, `${WORKFLOW} 30-37`],
      },
    ]);
  });

  it("is milder where nothing uses it", () => {
    const { inventory } = expires("2026-11-22");
    expect(check(expiredSecret, inventory, [reference("B_TOKEN"), reference("*")])).toMatchObject([
      { severity: "medium", message: "`A_TOKEN` expired on 2026-11-22, a day ago; no pipeline here uses it." },
    ]);
    expect(check(expiredSecret, inventory, [], { isComplete: false })).toMatchObject([
      { message: "`A_TOKEN` expired on 2026-11-22, a day ago; no pipeline that was read uses it." },
    ]);
  });

  it.each(["2026-11-23", "2026-11-24", "2030-01-01"])("is silent on %s: the day itself is still valid", (day) => {
    expect(check(expiredSecret, expires(day).inventory, [reference("A_TOKEN")])).toEqual([]);
  });

  it("is silent without a date that can be read", () => {
    const { inventory } = declare("  - { name: A_TOKEN, ttl: 1h }", "  - { name: B_TOKEN, expires: 2020-02-30 }");
    expect(check(expiredSecret, inventory, [reference("A_TOKEN"), reference("B_TOKEN")])).toEqual([]);
  });

  it("holds a job's environment against the entry's", () => {
    const { inventory } = declare(
      "  - { name: A_TOKEN, environment: production, expires: 2020-01-01 }",
      "  - { name: A_TOKEN, environment: staging, expires: 2030-01-01 }",
    );
    const staging = reference("A_TOKEN", 5, { environment: "staging" });
    const production = reference("A_TOKEN", 50, { environment: "production" });
    const unknown = reference("A_TOKEN", 70);
    expect(check(expiredSecret, inventory, [staging])).toMatchObject([{ severity: "medium" }]);
    expect(check(expiredSecret, inventory, [staging, production, unknown])).toMatchObject([
      { related: [`${WORKFLOW} 50-57`, `${WORKFLOW} 70-77`] },
    ]);
  });
});
