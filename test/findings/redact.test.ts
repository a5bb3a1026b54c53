import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskOf, previewOf, redact } from "../../src/findings/redact.ts";

const spanOf = (text: string, part: string): { start: number; end: number } => {
  const start = Buffer.byteLength(text.slice(0, text.indexOf(part)));
  return { start, end: start + Buffer.byteLength(part) };
};

const SECRET = "S3cr3tS3cr3tS3cr3t";

describe("maskOf", () => {
  it.each([
    ["a known prefix and the length", `ghp_${SECRET}`, "ghp_", "ghp_***(22)"],
    ["no prefix where little would stay hidden", "ghp_abc", "ghp_", "***(7)"],
    ["characters, not code units", "🔑🔑🔑", "", "***(3)"],
    ["no prefix that the value does not have", SECRET, "ghp_", "***(18)"],
  ])("shows %s", (_, value, prefix, mask) => {
    expect(maskOf(value, prefix)).toBe(mask);
  });
});

describe("previewOf", () => {
  it("shows the line with the value masked and marked", () => {
    const text = `first\n  token = "${SECRET}" # note\nlast`;
    const span = spanOf(text, SECRET);
    expect(previewOf(Buffer.from(text), span, [{ ...span, prefix: "" }])).toEqual({
      text: 'token = "***(18)" # note',
      mark: { start: 9, length: 7 },
    });
  });

  it("masks every other value of the line too", () => {
    const text = `user:${SECRET} other=An0therAn0ther`;
    const [one, two] = [spanOf(text, SECRET), spanOf(text, "An0therAn0ther")];
    const masked = [
      { ...one, prefix: "" },
      { ...two, prefix: "" },
    ];
    const { text: shown } = previewOf(Buffer.from(text), one, masked);
    expect(shown).toBe("user:***(18) other=***(14)");
  });

  it("shows of a value over several lines one mask", () => {
    const text = `key: |\n-----BEGIN\n${SECRET}\n-----END\nnext: line`;
    const span = { start: 7, end: text.indexOf("\nnext") };
    expect(previewOf(Buffer.from(text), span, [{ ...span, prefix: "" }]).text).toBe("***(38)");
  });

  it("cuts a very long line on both sides", () => {
    const text = `${"a".repeat(5000)}${SECRET}${"b".repeat(5000)}`;
    const span = spanOf(text, SECRET);
    const { text: shown } = previewOf(Buffer.from(text), span, [{ ...span, prefix: "" }]);
    expect(shown).toMatch(/^…a+\*{3}\(18\)b+…$/);
    expect(shown.length).toBeLessThan(400);
  });

  it("never shows a masked value, wherever it and the mark lie", () => {
    const secret = fc.stringMatching(/^[A-Z]{12,40}$/);
    const filler = fc.stringMatching(/^[a-z =\n]{0,200}$/);
    fc.assert(
      fc.property(
        filler,
        secret,
        filler,
        secret,
        filler,
        fc.nat(),
        fc.nat({ max: 30 }),
        (a, one, b, two, c, at, length) => {
          const bytes = Buffer.from(a + one + b + two + c);
          const first = { start: a.length, end: a.length + one.length, prefix: "" };
          const start = a.length + one.length + b.length;
          const second = { start, end: start + two.length, prefix: "" };
          const markStart = at % bytes.length;
          const mark = { start: markStart, end: Math.min(bytes.length, markStart + length) };
          const { text } = previewOf(bytes, mark, [first, second]);
          expect(text).not.toMatch(/[A-Z]/);
        },
      ),
    );
  });
});

describe("redact", () => {
  it("replaces what a plain search through all values replaces", () => {
    const parts = fc.array(
      fc.record({ gap: fc.stringMatching(/^[a-z \n]{0,12}$/), value: fc.stringMatching(/^[A-Z]{1,12}$/) }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(parts, fc.nat({ max: 300 }), fc.nat({ max: 60 }), (all, at, length) => {
        let text = "";
        const masked = all.map(({ gap, value }) => {
          const start = text.length + gap.length;
          text += gap + value;
          return { start, end: start + value.length, prefix: "" };
        });
        const start = Math.min(at, text.length);
        const range = { start, end: Math.min(start + length, text.length) };
        const expected = Array.from(text.slice(range.start, range.end), (character, index) => {
          const span = masked.find((one) => one.start <= start + index && start + index < one.end);
          if (span === undefined) return character;
          return span.start === start + index ? `***(${span.end - span.start})` : "";
        });
        expect(redact(Buffer.from(text), range, masked)).toBe(expected.join(""));
      }),
    );
  });
});
