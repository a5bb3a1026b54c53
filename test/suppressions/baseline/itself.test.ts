import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { renderBaseline } from "../../../src/suppressions/baseline/render-baseline.ts";
import { ruleFiles } from "../../support/catalogue.ts";
import { scanTexts } from "../../support/scan-text.ts";

const printOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 32);

it.each([{}, { count: 20 }, { reason: "Revoked with the old suite.", until: "2027-01-01" }, { until: "2027-01-01" }])(
  "a baseline with entries of all rules and %j is nothing that looks like a secret itself",
  (fields) => {
    for (const seed of ["a", "b", "c"]) {
      const entries = ruleFiles.map(({ id }) => {
        return { path: `src/${id}/${id.replace("/", "-")}`, rule: id, identity: printOf(id + seed), ...fields };
      });
      expect(scanTexts({ ".sealint/baseline.json": renderBaseline(entries) }).findings).toEqual([]);
    }
  },
);
