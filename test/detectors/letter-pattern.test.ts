import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ASSIGNMENT_FORMS } from "../../src/detectors/assignment-forms.ts";
import { hasPlainLetters, letterPattern } from "../../src/detectors/letter-pattern.ts";

const PIECES =
  "key,db_password,setPassword,token,API_KEY,get,is,set,export,def,hunter2two,aB3$x,' ',\",',`,(,),{,},[,],=,:,=>,->,;,#,//,$,@,-,_,.,<,>,/,|,\\,\t,–,“,🔑,٣,：,\u3002".split(
    ",",
  );
const lines = fc
  .array(fc.constantFrom(...PIECES, ",", " ", "  "), { minLength: 2, maxLength: 16 })
  .map((pieces) => pieces.join(""));

const found = (pattern: RegExp, line: string): string[] => {
  pattern.lastIndex = 0;
  return [...line.matchAll(pattern)].map(
    ({ index, 0: whole, groups }) => `${index} ${whole} ${groups?.["name"] ?? ""}`,
  );
};

describe("letterPattern", () => {
  it("takes letters of all scripts where text may hold them", () => {
    const pattern = letterPattern(String.raw`[\p{L}\d_]+`, "gv");
    expect("clé_1 = Schlüssel".match(pattern(false))).toEqual(["clé_1", "Schlüssel"]);
    expect("cle_1 = key".match(pattern(true))).toEqual(["cle_1", "key"]);
    expect(pattern(true)).toBe(pattern(true));
  });

  it.each([
    ["key = “x”, – 🔑 1", true],
    ["clé = x", false],
    ["鍵 = x", false],
  ])("tells letters beyond ASCII in %j", (text, isPlain) => {
    expect(hasPlainLetters({ text, isAscii: false })).toBe(isPlain);
    expect(hasPlainLetters({ text, isAscii: true })).toBe(true);
  });

  it("finds the same with either twin where all letters are of ASCII, whatever the form", () => {
    fc.assert(
      fc.property(lines, (line) => {
        for (const { patternFor } of ASSIGNMENT_FORMS)
          expect(found(patternFor(true), line)).toEqual(found(patternFor(false), line));
      }),
      { numRuns: 300 },
    );
  });

  it("has letters in classes only", () => {
    for (const { patternFor } of ASSIGNMENT_FORMS) expect(patternFor(true).source).not.toMatch(/(?<!\[[^\]]*)A-Za-z/);
  });
});
