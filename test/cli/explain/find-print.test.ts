import { describe, expect, it } from "vitest";
import { findPrint, type Searched } from "../../../src/cli/explain/find-print.ts";
import type { Finding } from "../../../src/core/finding.ts";
import { findingOf, MASKED_TOKEN } from "../../reporters/report-builder.ts";

/** A finding with prints that begin with the given digits. */
function printed(path: string, identity: string, place: string): Finding {
  const fingerprint = { identity: identity.padEnd(32, "0"), place: place.padEnd(32, "1") };
  return { ...findingOf(path, 1, ["", MASKED_TOKEN, ""]), fingerprint };
}

function searched(...findings: Finding[]): Searched {
  return { name: "scan.json", findings, suppressed: [], rules: [] };
}

describe("the finding of a print", () => {
  const one = printed("a.ts", "aaaa11", "bbbb11");
  const two = printed("b.ts", "aaaa22", "cccc22");

  it("is the one whose identity or place begins with it", () => {
    expect(findPrint("aaaa11", searched(one, two))).toEqual({ finding: one, others: [] });
    expect(findPrint("cccc22", searched(one, two))).toEqual({ finding: two, others: [] });
    expect(findPrint("dddddd", searched(one, two))).toBeUndefined();
  });

  it("is one secret, though it lies in several places", () => {
    const copy = printed("c.ts", "aaaa11", "dddd33");
    expect(findPrint("aaaa11", searched(one, copy))).toEqual({ finding: one, others: [copy] });
    expect(findPrint("dddd33", searched(one, copy))).toEqual({ finding: copy, others: [one] });
  });

  it("is refused where it means several secrets, which are listed", () => {
    expect(() => findPrint("aaaa", searched(one, two))).toThrow(
      /`aaaa` begins the fingerprints of 2 findings in scan\.json/v,
    );
    const hint = (() => {
      try {
        findPrint("aaaa", searched(one, two));
        return undefined;
      } catch (error) {
        return (error as { hint?: string }).hint;
      }
    })();
    expect(hint).toContain("aaaa11000000");
    expect(hint).toContain("b.ts:1");
  });

  it("tells what accepts it, and its rule", () => {
    const suppression = { by: "config", reason: "a test", location: one.location } as const;
    const accepted: Searched = { ...searched(), suppressed: [{ finding: one, suppression }] };
    expect(findPrint("bbbb11", accepted)?.accepted).toEqual(suppression);
  });
});
