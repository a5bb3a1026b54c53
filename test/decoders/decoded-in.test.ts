import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { STEPS, type Step } from "../../bench/encoded/steps.ts";
import { decodedIn } from "../../src/decoders/decode-at.ts";
import type { Decoded } from "../../src/decoders/decoded.ts";

const stepOf = (name: string): Step => STEPS[name] as Step;
const decoded = (text: string | Buffer, isOpen = false): Decoded[] => [
  ...decodedIn(Buffer.from(text), undefined, isOpen),
];
const texts = (text: string | Buffer, isOpen = false): string[] =>
  decoded(text, isOpen).map(({ encoding, bytes }) => `${encoding}: ${bytes.toString()}`);

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const SENTENCE = "user=shop password=not-so-secret-2 host=db.example";

describe("encoded text", () => {
  it.each([
    ["base 64 in quotes", `x = "${base64(SENTENCE)}"`, `base64: ${SENTENCE}`],
    [
      "base 64 with 0x in front of hexadecimal digits",
      `0x${Buffer.from(SENTENCE).toString("hex")}`,
      `hex: ${SENTENCE}`,
    ],
    [
      "rows that are strings put together",
      `a = "${base64(SENTENCE).slice(0, 40)}" +\n    "${base64(SENTENCE).slice(40)}"`,
      `base64: ${SENTENCE}`,
    ],
    [
      "rows with line breaks as escapes",
      `a = "${base64(SENTENCE).slice(0, 60)}\\n${base64(SENTENCE).slice(60)}\\n"`,
      `base64: ${SENTENCE}`,
    ],
    [
      "rows of a length that is no multiple of four",
      `${base64(SENTENCE).slice(0, 50)}\n${base64(SENTENCE).slice(50)}\n`,
      `base64: ${SENTENCE}`,
    ],
  ])("is %s", (_, text, expected) => {
    expect(texts(text)).toEqual([expected]);
  });

  it("keeps the name that escaped text is assigned to, and the rest of it", () => {
    expect(texts(`export PASSWORD=$'ab\\x63\\x64\\x65\\x66g' # more`)).toEqual([
      "hex escapes: export PASSWORD=$'abcdefg'",
    ]);
    expect(texts(`"a": "x", "url": "postgres:\\u002f\\u002fme:you@db"`)).toEqual([
      'unicode escapes: "a": "x", "url": "postgres://me:you@db"',
    ]);
    expect(texts("see https://a.example/?c=%7B%22k%22%3A%22v%22%7D now")).toEqual(['percent-encoding: /?c={"k":"v"}']);
    expect(texts("postgres://me:p%40ss%3A1@db.example/shop")).toEqual([]);
    expect(texts('<b data-a="{&quot;k&quot;:&quot;v&quot;}">')).toEqual([
      'character references: <b data-a="{"k":"v"}"',
    ]);
  });

  it.each([
    ["a hash", "5".repeat(8) + "deadbeef00ff17ac2b3c4d5e6f708192"],
    ["an identifier", "const CONFIG_ARCH_SUPPORTS_ACPI_X86_64_TABLE = 1;"],
    [
      "digits of an image",
      `data:image/png;base64,${Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1").toString("base64")}AAAA`,
    ],
    ["a certificate's digits", `MIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJ`],
    ["text in the middle of a value", `/a/b/${base64(SENTENCE)}`],
    ["letters alone", "ThisIsNothingButAVeryLongNameOfSomeClassThatIsNotEncoded"],
    ["a format", 'printf("%2d %3d %40s %22s\\n")'.replace("%40s %22s", "%4d")],
    ["escapes of other letters", "\\u0416\\u0417 \\u00e4 \\x00\\x01\\x02"],
    ["an integrity", `sha512-${Buffer.alloc(64, 0xa7).toString("base64")}`],
  ])("is not %s", (_, text) => {
    expect(texts(text)).toEqual([]);
  });

  it("may be UTF-16, and may be compressed", () => {
    const wide = Buffer.from(SENTENCE, "utf16le").toString("base64");
    expect(texts(wide)).toEqual([`base64: ${SENTENCE}`]);
    const packed = stepOf("gzip").run(Buffer.from(SENTENCE), "");
    expect(decoded(packed.toString("base64")).map(({ bytes }) => bytes)).toEqual([packed]);
    expect(decoded(packed.toString("hex")).map(({ bytes }) => bytes)).toEqual([packed]);
  });

  it("goes on where content begins in the middle of it", () => {
    const digits = base64(SENTENCE.repeat(4));
    for (const cut of [1, 2, 3, 4, 5]) {
      const [one] = decoded(digits.slice(cut), true);
      expect(SENTENCE.repeat(4).endsWith(one?.bytes.toString() ?? "-")).toBe(true);
      expect(one?.open).toBe(true);
      expect(decoded(`${digits.slice(cut)} `)[0]?.open ?? false).toBe(false);
    }
  });

  it("is as long as it is read once, however many rows there are", () => {
    const row = base64("a line of text with 2 digits 17 in it, 48 bytes.");
    const rows = Array.from({ length: 5000 }, () => row).join("\n");
    const [one, ...others] = decoded(`${rows}\n`);
    expect(others).toEqual([]);
    expect(one?.bytes.length).toBe(5000 * 48);
  });
});

const encodings = Object.entries(STEPS).filter(([name, { isText }]) => isText && name !== "base64-utf16");
const printable = fc
  .stringMatching(/^[ -~]{24,120}$/)
  .filter((text) => /\d/.test(base64(text).slice(0, 20)) && text === text.trim());

describe("where a part of decoded text stands", () => {
  it.each(encodings)("is where its own digits or escapes are: %s", (name, { run }) => {
    fc.assert(
      fc.property(printable, fc.nat(23), fc.integer({ min: 1, max: 20 }), (text, start, length) => {
        const token = name.includes("base64") || name === "hex" ? text : text.replaceAll(/[^a-z]/gi, "r");
        const content = Buffer.from(`name = "${run(Buffer.from(token), "").toString()}"\n`);
        const one = [...decodedIn(content, undefined, false)].find(({ bytes }) => bytes.includes(token));
        const at = one?.bytes.indexOf(token) ?? 0;
        const part = { start: at + start, end: Math.min(at + start + length, at + token.length) };
        const place = one?.place(part) ?? { start: 0, end: 0 };
        // All that follows or comes before may change without the part becoming another one.
        const alone = content.subarray(place.start, place.end).toString();
        const told = run(Buffer.from(token.slice(start, part.end - at)), "").toString();
        if (name.includes("base64")) expect(alone.replaceAll(/\s/g, "").length).toBeLessThanOrEqual(told.length + 8);
        else expect(alone).toBe(told);
      }),
      { numRuns: 40 },
    );
  });
});

describe("whatever content there is", () => {
  const alphabet = fc.constantFrom(..."%\\&;:#x u0123456789abcdefABCDEFGHz/+=\n\"'{}QWxhZGRpbj".split(""));
  it("is read without an error, and all places lie in it", () => {
    fc.assert(
      fc.property(fc.array(alphabet, { maxLength: 400 }), fc.boolean(), (characters, isOpen) => {
        const content = Buffer.from(characters.join(""));
        for (const one of decodedIn(content, undefined, isOpen)) {
          expect(one.span.start).toBeGreaterThanOrEqual(0);
          expect(one.span.end).toBeLessThanOrEqual(content.length);
          const { start, end } = one.place({ start: 0, end: one.bytes.length });
          expect(start).toBeGreaterThanOrEqual(one.span.start);
          expect(end).toBeLessThanOrEqual(one.span.end);
        }
      }),
      { numRuns: 300 },
    );
  });
});
