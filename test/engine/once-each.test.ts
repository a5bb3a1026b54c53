import { describe, expect, it } from "vitest";
import type { SuppressedFinding } from "../../src/core/acceptance.ts";
import type { Finding } from "../../src/core/finding.ts";
import type { ScanReport } from "../../src/core/stages.ts";
import { onceEach } from "../../src/engine/once-each.ts";
import { placePrint } from "../../src/findings/fingerprint.ts";

/** A finding of a commit, by the number of the commit; one of an old line where `isOld`. */
interface Made {
  readonly commit: number;
  readonly identity?: string;
  readonly path?: string;
  readonly line?: number;
  readonly isOld?: boolean;
  readonly isAccepted?: boolean;
  readonly isSetting?: boolean;
  /** Where its commit's version of the file is what stands in the end. */
  readonly isCurrent?: boolean;
}

function made({ commit, identity = "i", path = "a", line = 1 }: Made, at: number): Finding {
  return {
    ruleId: "group/rule",
    severity: "high",
    confidence: "high",
    reasons: [],
    message: "",
    location: { unit: `${path}@${commit}`, path, start: { line, column: 1 }, end: { line, column: 2 } },
    origin: { kind: "commit", sha: String(commit), author: "", date: "" },
    related: [],
    preview: { text: "", mark: { start: 0, length: 0 } },
    fingerprint: { identity, place: `made ${at}` },
  };
}

function once(...all: readonly Made[]) {
  const findings = all.map(made);
  const accepted = (at: number): boolean => all[at]?.isAccepted === true;
  const suppressed = findings
    .filter((_, at) => accepted(at))
    .map((finding) => ({ finding, suppression: { by: "inline", reason: "" } }) as unknown as SuppressedFinding);
  const report = {
    findings: findings.filter((_, at) => !accepted(at)),
    suppressed,
    rules: [],
  } as unknown as ScanReport;
  const madeOf = (finding: Finding): Made | undefined =>
    all[findings.findIndex(({ fingerprint }) => fingerprint === finding.fingerprint)];
  const result = onceEach(
    report,
    {
      orderOf: (unit) => Number(unit.split("@")[1]),
      isAdded: (finding) => madeOf(finding)?.isOld !== true,
      isCurrent: (unit) => all.some((one) => one.isCurrent === true && `${one.path ?? "a"}@${one.commit}` === unit),
    },
    (finding) => madeOf(finding)?.isSetting === true,
  );
  const shown = ({ location: { unit, start } }: Finding): string => `${unit}:${start.line}`;
  return {
    findings: result.findings.map(shown),
    suppressed: result.suppressed.map(({ finding }) => shown(finding)),
    places: result.findings.map(({ fingerprint }) => fingerprint.place),
  };
}

describe("findings of several commits", () => {
  it("come once, by the commit that brought them", () => {
    expect(once({ commit: 2, line: 7 }, { commit: 1, line: 9 }, { commit: 3, isOld: true }).findings).toEqual([
      "a@1:9",
    ]);
  });

  it("come not at all where no commit has brought them", () => {
    expect(once({ commit: 1, isOld: true }).findings).toEqual([]);
  });

  it("are told apart by secret and by file", () => {
    expect(once({ commit: 1 }, { commit: 2, identity: "other" }, { commit: 2, path: "b" }).findings).toEqual([
      "a@1:1",
      "a@2:1",
      "b@2:1",
    ]);
  });

  it("that one commit brings twice come twice, with the prints that they have there", () => {
    const { findings, places } = once(
      { commit: 1, line: 4 },
      { commit: 1, line: 2 },
      { commit: 0, line: 3, isOld: true },
    );
    expect(findings).toEqual(["a@1:2", "a@1:4"]);
    expect(places).toEqual([placePrint("i", "a", 0), placePrint("i", "a", 1)]);
  });

  it("are accepted where the last version that has them accepts them", () => {
    expect(once({ commit: 1 }, { commit: 2, isAccepted: true })).toMatchObject({ findings: [], suppressed: ["a@2:1"] });
    expect(once({ commit: 1, isAccepted: true }, { commit: 2 })).toMatchObject({ findings: ["a@2:1"], suppressed: [] });
  });

  it("about how something is set up count where they stand in the end, by the commit that brought them", () => {
    const [brought, mended] = [
      { commit: 1, isSetting: true },
      { commit: 2, isSetting: true, isOld: true },
    ];
    expect(once(brought).findings).toEqual([]);
    expect(once(brought, { ...mended, isCurrent: true }).findings).toEqual(["a@1:1"]);
    expect(once(brought, mended).findings).toEqual([]);
    expect(once({ ...brought, isCurrent: true }).findings).toEqual(["a@1:1"]);
  });

  it("are not accepted by a comment on another copy", () => {
    const copies = [{ commit: 1 }, { commit: 2, line: 5, isAccepted: true }, { commit: 2, isOld: true }];
    expect(once(...copies)).toMatchObject({ findings: ["a@1:1"], suppressed: [] });
  });
});
