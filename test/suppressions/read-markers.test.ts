import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FOREIGN_MARKERS } from "../../src/core/acceptance.ts";
import { unitOf } from "../../src/core/source.ts";
import { decode } from "../../src/core/text.ts";
import { readMarkers } from "../../src/suppressions/read-markers.ts";

function read(text: string, path = "a.ts") {
  const bytes = Buffer.from(text);
  return readMarkers(unitOf(path, bytes), FOREIGN_MARKERS).map(({ tool, rules, reason, until, alone, span }) => ({
    tool,
    rules: rules.join(),
    reason: decode(bytes, reason),
    until,
    alone,
    marked: decode(bytes, span),
  }));
}

describe("a comment of ours", () => {
  it.each<[text: string, rules: string, reason: string, until: string | undefined, alone: boolean]>([
    ["x = 1 // sealint-ignore a/b -- made up", "a/b", "made up", undefined, false],
    ["# sealint-ignore a/b -- made up", "a/b", "made up", undefined, true],
    ["  #sealint-ignore a/b -- made up until=2027-01-01", "a/b", "made up", "2027-01-01", true],
    ["# sealint-ignore a/b -- until=2027-01-01 made up", "a/b", "made up", "2027-01-01", true],
    ["# sealint-ignore a/b until=2027-01-01 -- made up", "a/b", "made up", "2027-01-01", true],
    ["# sealint-ignore a/b -- made up until=soon", "a/b", "made up", "soon", true],
    ["/* sealint-ignore a/b, c/* -- made up */", "a/b,c/*", "made up", undefined, true],
    ["/* sealint-ignore a/b -- made up */ x = 1", "a/b", "made up", undefined, false],
    ["<!-- sealint-ignore a/b -- made up -->", "a/b", "made up", undefined, true],
    [" * sealint-ignore a/b -- made up", "a/b", "made up", undefined, true],
    [" * sealint-ignore a/b -- made up */", "a/b", "made up", undefined, true],
    ["-- sealint-ignore a/b -- a -- b", "a/b", "a -- b", undefined, true],
    ["; sealint-ignore a/b -- x", "a/b", "x", undefined, true],
    ["REM sealint-ignore a/b -- x", "a/b", "x", undefined, true],
    ["{# sealint-ignore a/b -- x #}", "a/b", "x", undefined, true],
    ["# sealint-ignore", "", "", undefined, true],
    ["# sealint-ignore a/b", "a/b", "", undefined, true],
    ["# sealint-ignore a/b --", "a/b", "", undefined, true],
    ["# sealint-ignore -- why", "", "why", undefined, true],
    ["# sealint-ignore secret-echo -- why", "secret-echo", "why", undefined, true],
    ["x = 1 # noqa, sealint-ignore a/b -- why", "a/b", "why", undefined, false],
    ["ключ = 1 # sealint-ignore a/b -- причина", "a/b", "причина", undefined, false],
    ['x = "a\\"b" # sealint-ignore a/b', "a/b", "", undefined, false],
    ["\r\n# sealint-ignore a/b -- why\r\n", "a/b", "why", undefined, true],
  ])("%j is read", (text, rules, reason, until, alone) => {
    const [marker, ...others] = read(text);
    expect(others).toEqual([]);
    expect(marker).toMatchObject({ tool: "sealint", rules, reason, until, alone });
    expect(marker?.marked).toMatch(/^sealint-ignore[^\r\n]*$/);
  });

  it.each([
    ["`sealint-ignore a/b -- why`", "a.md"],
    ["Write sealint-ignore behind the line.", "a.md"],
    ["# The sealint-ignore comment", "a.md"],
    ["# sealint-ignore", "a.md"],
    ['const WORD = "sealint-ignore a/b";', "a.ts"],
    ['const WORD = "# sealint-ignored";', "a.ts"],
    ["// see sealint-ignore for more", "a.ts"],
    ['const text = "# sealint-ignore";', "a.ts"],
    ["const text = `# sealint-ignore ${rule} -- why`;", "a.ts"],
    ["// sealint-ignores a/b -- why", "a.ts"],
    [`${"x".repeat(3000)} # sealint-ignore a/b -- why`, "a.min.js"],
  ])("%j in %s is none", (text, path) => {
    expect(read(text, path)).toEqual([]);
  });
});

describe("comments of other tools", () => {
  it.each([
    ["x = 1 # gitleaks:allow", "gitleaks", false],
    ["x = 1 # betterleaks:allow", "betterleaks", false],
    ["x = 1 # pragma: allowlist secret", "detect-secrets", false],
    ["# pragma: allowlist nextline secret", "detect-secrets", true],
    ["x = 1 // kingfisher:ignore", "kingfisher", false],
    ["x = 1 // secretlint-disable-line", "secretlint", false],
    ["// secretlint-disable-next-line", "secretlint", true],
    ["uses: a/b@v1 # zizmor: ignore[unpinned-uses]", "zizmor", false],
    ["# checkov:skip=CKV_SECRET_6:made up", "checkov", false],
  ])("%j", (text, tool, alone) => {
    expect(read(text)).toMatchObject([{ tool, alone, rules: "", reason: "" }]);
    expect(readMarkers(unitOf("a.ts", Buffer.from(text)), [])).toEqual([]);
  });
});

it("any text is read without a crash, and every span lies in it", () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom("# sealint-ignore ", "a/b", " -- ", "until=", "*/", "/*", "\n", "gitleaks:allow", "é🔑"),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const bytes = Buffer.from(pieces.join(""));
      for (const { span, reason } of readMarkers(unitOf("a", bytes), FOREIGN_MARKERS)) {
        for (const { start, end } of [span, reason]) {
          expect(start).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(bytes.length);
        }
      }
    }),
  );
});
