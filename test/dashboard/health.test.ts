import { describe, expect, it } from "vitest";
import { attentionFor } from "../../src/dashboard/attention.ts";
import { findingTable } from "../../src/dashboard/finding-table.ts";
import { healthOf } from "../../src/dashboard/health.ts";
import type { DashboardInput } from "../../src/dashboard/input.ts";
import { findingOf, OWNER_RULE, reportOf, TOKEN_RULE } from "../reporters/report-builder.ts";
import { inputOf, secretOf } from "./input-builder.ts";

const MANIFEST = ".sealint/inventory.yaml";
const at = (line: number) => ({ declared: { path: MANIFEST, start: { line, column: 11 } } });
const inManifest = (line: number) =>
  findingOf(MANIFEST, line, ["  - name: ", "X", ""], { ruleId: OWNER_RULE.id, severity: "low" });

const statesOf = (input: DashboardInput): Record<string, string | undefined> => {
  const { states } = healthOf(input);
  return Object.fromEntries(input.secrets.map(({ name }, index) => [name, states[index]]));
};

describe("the health of secrets", () => {
  it("gives each secret the worst state that holds", () => {
    const due = (kind: "expiry" | "rotation" | "review", day: string) => ({ due: [{ kind, day }] });
    const leak = findingOf("src/a.ts", 1, ["", "*", ""], {
      declared: {
        name: "LEAKED",
        recognisedBy: "name",
        location: { unit: MANIFEST, path: MANIFEST, start: { line: 10, column: 11 }, end: { line: 10, column: 17 } },
        environments: [],
        consumers: [],
      },
    });
    const { declared: _, ...undeclared } = secretOf("UNDECLARED");
    const input = inputOf({
      report: reportOf({ findings: [leak, inManifest(92)] }),
      secrets: [
        secretOf("LEAKED", { ...at(10), ...due("expiry", "2026-01-01") }),
        secretOf("EXPIRED", { ...at(20), ...due("expiry", "2026-11-29") }),
        secretOf("LAST_DAY", { ...at(30), ...due("expiry", "2026-11-30") }),
        secretOf("ROTATE", { ...at(40), ...due("rotation", "2026-11-29") }),
        secretOf("REVIEW", { ...at(50), ...due("review", "2026-11-29") }),
        secretOf("SOON", { ...at(60), ...due("review", "2026-12-30") }),
        secretOf("LATER", { ...at(70), ...due("review", "2026-12-31") }),
        secretOf("REVOKED", { ...at(80), isRevoked: true }),
        secretOf("ASKED", at(90)),
        undeclared,
      ],
    });
    expect(statesOf(input)).toEqual({
      LEAKED: "leaked",
      EXPIRED: "expired",
      LAST_DAY: "soon",
      ROTATE: "rotation",
      REVIEW: "review",
      SOON: "soon",
      LATER: "fine",
      REVOKED: "revoked",
      ASKED: "findings",
      UNDECLARED: "undeclared",
    });
    expect(healthOf(input).run).toMatchObject({
      declared: 8,
      undeclared: 1,
      overdue: 4,
      findings: { critical: 1, low: 1 },
    });
  });

  it("asks for the most urgent first, and says so where nothing is urgent", () => {
    const worst = inputOf({ report: reportOf({ findings: [inManifest(3), findingOf("a", 1, ["", "*", ""])] }) });
    expect(attentionFor(worst, healthOf(worst))).toMatchObject({
      headline: "Act now",
      calls: [{ text: "1 critical finding", link: "#findings?severity=critical" }, { text: "1 low finding" }],
    });
    const little = inputOf({ report: reportOf({ findings: [inManifest(3)] }) });
    expect(attentionFor(little, healthOf(little)).headline).toBe("Little is open");
    const good = inputOf();
    expect(attentionFor(good, healthOf(good))).toMatchObject({ headline: "In order", calls: [] });
  });

  it("tells a practice that nothing is known of from one without findings", () => {
    const standing = (input: DashboardInput, id: string) =>
      healthOf(input).practices.find(({ practice }) => practice.id === id)?.standing;
    expect(standing(inputOf(), "P1")).toBe("clean");
    expect(standing(inputOf(), "P2")).toBe("clean");
    expect(standing(inputOf({ hasInventory: false }), "P2")).toBe("unseen");
    expect(standing(inputOf({ report: reportOf({ rules: [OWNER_RULE] }) }), "P1")).toBe("unseen");
    expect(standing(inputOf(), "P11")).toBe("beyond");
    expect(standing(inputOf({ report: reportOf({ findings: [inManifest(3)] }) }), "P2")).toBe("open");
    const urgent = inputOf({ report: reportOf({ findings: [findingOf("a", 1, ["", "*", ""])] }) });
    expect(standing(urgent, "P1")).toBe("urgent");
  });

  it("takes a finding's owner from the inventory or CODEOWNERS, and its age from earlier runs", () => {
    const findings = [findingOf("a.ts", 1, ["", "*", ""]), findingOf("b.ts", 1, ["", "*", ""])];
    const place = findings[1]?.fingerprint.place ?? "";
    const trend = { runs: [], latest: new Set<string>(), firstSeen: new Map([[place, "2026-11-20"]]) };
    const input = inputOf({
      report: reportOf({ findings }),
      trend,
      ownersOf: (path) => (path === "a.ts" ? ["@shop/web", "@shop/ops"] : []),
    });
    const { table, rowOf } = findingTable(input, healthOf(input));
    expect(table.rows.map(({ cells }) => cells.slice(3, 6))).toEqual([
      ["b.ts:1:1", "", 10],
      ["a.ts:1:1", "@shop/web, @shop/ops", 0],
    ]);
    expect(table.rows[0]?.cells[0]).toBe(TOKEN_RULE.title);
    expect([rowOf.get(0), rowOf.get(1)]).toEqual([1, 0]);
  });

  it("names the secret that a finding in the inventory is about, with its own owner", () => {
    const input = inputOf({
      report: reportOf({ findings: [inManifest(12), inManifest(25), inManifest(2)] }),
      secrets: [secretOf("ONE", at(10)), { ...secretOf("TWO", at(20)), owner: "team-data" }],
      ownersOf: () => ["@shop/ops"],
    });
    const { table } = findingTable(input, healthOf(input));
    expect(table.rows.map(({ cells }) => [cells[2], cells[4]])).toEqual([
      ["ONE", "team-web"],
      ["TWO", "team-data"],
      ["", "@shop/ops"],
    ]);
  });
});
