import { expect, it } from "vitest";
import type { Finding } from "../../src/core/finding.ts";
import { type AcceptedFinding, keepAccepted } from "../../src/migrate/accepted.ts";

function accepted(place: string, isBaseline: boolean, reason = "r"): AcceptedFinding {
  const finding = {
    ruleId: "a/one",
    location: { path: "src/a.py" },
    fingerprint: { place, identity: `identity of ${place}` },
  } as Finding;
  return { finding, reason, from: "file: entry", isBaseline };
}

it("keeps what a baseline held in ours, what was decided one by one in the configuration, each finding once", () => {
  const { allow, baseline } = keepAccepted([
    accepted("1", true, "first"),
    accepted("1", true, "second"),
    accepted("2", true),
    accepted("3", false, "first"),
    accepted("2", false),
    accepted("3", false, "second"),
  ]);
  expect(allow.map(({ fingerprint, reason }) => [fingerprint, reason])).toEqual([
    ["2", "r"],
    ["3", "first"],
  ]);
  expect(baseline.map(({ entry }) => entry)).toEqual([
    { path: "src/a.py", rule: "a/one", identity: "identity of 1", reason: "first" },
  ]);
});
