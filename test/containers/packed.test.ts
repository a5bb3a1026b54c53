import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { containerOf } from "../../src/containers/container-kind.ts";
import { type Leaf, type LeafFault, leavesOf } from "../../src/containers/leaves.ts";
import { tarOf, zipOf } from "../support/archives.ts";
import { type SampleName, sampleOf, sampleText } from "../support/packed-samples.ts";
import { numberOf, sevenZipOf } from "../support/seven-zip.ts";

function all(bytes: Buffer, path = "it"): (Leaf | LeafFault)[] {
  const found = containerOf(bytes);
  if (found?.kind === undefined) throw new Error("it is no container");
  return [...leavesOf(found.kind, bytes, path)];
}

/** What a container gives: texts by their paths, and what is wrong. */
function looked(bytes: Buffer, path?: string): { readonly texts: Record<string, string>; readonly faults: string[] } {
  const found = all(bytes, path);
  return {
    texts: Object.fromEntries(
      found.flatMap((one) => (one.type === "leaf" ? [[one.inside, one.bytes.toString()]] : [])),
    ),
    faults: found.flatMap((one) =>
      one.type === "fault" ? [`${one.fault.name ?? ""}! ${one.fault.fault} ${one.fault.message}`] : [],
    ),
  };
}

const SHORT = `höre\n${sampleText().slice(0, 900)}`;

describe("a 7z archive", () => {
  it.each(["7z", "7z of LZMA", "7z of bzip2", "7z of Deflate", "7z of BCJ2"] as const)(
    "made as %s gives its files",
    (name) => {
      const { texts, faults } = looked(sampleOf(name));
      expect(faults).toEqual([]);
      expect(texts).toEqual({ "a.txt": sampleText(), "ö.txt": SHORT });
    },
  );

  it("tells what is encrypted, or compressed in a way that cannot be undone", () => {
    expect(looked(sampleOf("7z, encrypted"))).toEqual({
      texts: {},
      faults: ["a.txt! encrypted is encrypted", "ö.txt! encrypted is encrypted"],
    });
    expect(looked(sampleOf("7z, encrypted with its list")).faults).toEqual([
      "! encrypted is encrypted, with the list of what it holds",
    ]);
    expect(looked(sampleOf("7z of PPMd")).faults).toEqual([
      "a.txt! unknown-method is compressed by the method 030401 of 7z",
      "ö.txt! unknown-method is compressed by the method 030401 of 7z",
    ]);
  });

  it("may have names of any kind, and none", () => {
    const archive = sevenZipOf([
      { name: "../../etc\\\u{1F600}", content: "up" },
      { name: "", content: "no name" },
      { name: "a", content: "one" },
      { name: "a", content: "two" },
    ]);
    expect(looked(archive).texts).toEqual({
      "../../etc/\u{1F600}": "up",
      "(no name)": "no name",
      a: "one",
      "a:2": "two",
    });
  });

  it("tells what is not as it says, and gives what there is", () => {
    const files = [
      { name: "a", content: "one" },
      { name: "b", content: "two" },
    ];
    expect(looked(sevenZipOf(files, { checksum: 7 }))).toEqual({
      texts: { a: "one", b: "two" },
      faults: ["a! malformed is not what the archive says of it", "b! malformed is not what the archive says of it"],
    });
    const lying = looked(sevenZipOf(files, { sizes: [3, 2 ** 40] }));
    expect(lying.texts).toEqual({ a: "one", b: "two" });
    expect(lying.faults).toEqual(["b! malformed is not sound compressed data"]);
    const whole = sevenZipOf(files);
    expect(looked(whole.subarray(0, whole.length - 9)).faults).toEqual([
      "! malformed is cut off, with the list of what it holds",
    ]);
    expect(looked(whole.subarray(0, 20)).faults).toEqual(["! malformed is cut off"]);
    const changed = Buffer.from(whole);
    changed.writeUInt8((changed.at(-2) as number) ^ 1, changed.length - 2);
    expect(looked(changed).faults).toEqual(["! malformed has a broken list of what it holds"]);
  });

  it("gives what stands in front of a break in compressed data", () => {
    const broken = sampleOf("7z of Deflate");
    broken.fill(0, 900, 960);
    const { texts, faults } = looked(broken);
    expect(Object.keys(texts)).not.toContain("ö.txt");
    expect(faults.at(-1)).toBe("ö.txt! malformed is not sound compressed data");
    const lzma = sampleOf("7z");
    lzma.fill(0x55, 700, 760);
    expect(looked(lzma).texts["a.txt"]?.slice(0, 1000)).toBe(sampleText().slice(0, 1000));
    expect(looked(lzma).faults.length).toBeGreaterThan(0);
  });

  it("has no header where it holds nothing, and one that is none is told", () => {
    expect(looked(Buffer.concat([sevenZipOf([]).subarray(0, 8), Buffer.alloc(24)]))).toEqual({ texts: {}, faults: [] });
    const headers = [
      [0],
      [1],
      [1, 4],
      [1, 4, 7, 11, ...numberOf(2 ** 50), 0],
      [1, 5, ...numberOf(2 ** 40)],
      [1, 4, 7, 11, 1, 0, ...numberOf(2 ** 33)],
      [1, 4, 7, 11, 1, 0, 2, 1, 0, 1, 0, 0, 1],
      [23, 0],
    ];
    for (const header of headers)
      expect([String(header), looked(sevenZipOf([], { header: Buffer.from(header) })).faults]).toEqual([
        String(header),
        ["! malformed has a broken list of what it holds"],
      ]);
  });
});

describe("a compressed file", () => {
  it.each(["xz", "xz of several blocks", "lzma", "lzip", "bzip2"] as const)("made as %s becomes its text", (name) => {
    expect(looked(sampleOf(name), "logs/a.txt")).toEqual({ texts: { "a.txt": sampleText() }, faults: [] });
  });

  it.each(["xz", "lzip", "bzip2"] as const)("of %s may follow on another", (name) => {
    const two = Buffer.concat([sampleOf(name), sampleOf(name)]);
    expect(looked(two, "two").texts).toEqual({ two: sampleText().repeat(2) });
  });

  it("loses its ending, and an archive in it is opened", () => {
    expect(Object.keys(looked(sampleOf("xz"), "a/notes.txt.xz").texts)).toEqual(["notes.txt"]);
    expect(Object.keys(looked(sampleOf("bzip2"), "notes.bz2").texts)).toEqual(["notes"]);
    const inner = tarOf([{ name: "b.7z", content: sevenZipOf([{ name: "c.env", content: "deep" }]) }]);
    expect(looked(zipOf([{ name: "a.tar", content: inner }])).texts).toEqual({ "a.tar!/b.7z!/c.env": "deep" });
  });

  it.each(["xz", "lzma", "lzip", "bzip2"] as const)("of %s that is cut off, or broken, is told", (name) => {
    const sample = sampleOf(name);
    const cut = looked(sample.subarray(0, 800));
    expect(cut.faults).toEqual(["! malformed ends too early"]);
    expect(sampleText().startsWith(cut.texts["it"] ?? "")).toBe(true);
    const broken = Buffer.from(sample);
    for (let at = 400; at < 420; at++) broken[at] = (broken[at] as number) ^ 0x5a;
    if (name !== "lzma") expect(looked(broken).faults).toHaveLength(1);
  });

  it("in a zip archive is one of its methods", () => {
    const members = [
      { name: "a", content: sampleOf("xz"), method: 95, size: sampleText().length },
      { name: "b", content: sampleOf("bzip2"), method: 12, size: sampleText().length },
    ];
    expect(looked(zipOf(members)).texts).toEqual({ a: sampleText(), b: sampleText() });
  });

  it("is given up when it has become too large", () => {
    // Some 50 bytes become 45 MB, which is as much as bzip2 can do.
    const bomb = sampleOf("bzip2 bomb");
    expect(looked(Buffer.concat(Array<Buffer>(2).fill(bomb))).faults).toEqual([
      "! limit becomes larger than a file may",
    ]);
  });
});

const SAMPLES: readonly SampleName[] = ["7z", "7z of LZMA", "7z of bzip2", "7z of BCJ2", "xz", "lzma", "lzip", "bzip2"];

it("never throws and always ends, whatever becomes of the bytes", () => {
  const change = fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) });
  fc.assert(
    fc.property(
      fc.constantFrom(...SAMPLES),
      fc.array(change, { maxLength: 4 }),
      fc.nat(),
      fc.boolean(),
      (name, changes, cut, isCut) => {
        const bytes = sampleOf(name);
        const { kind } = containerOf(bytes) ?? {};
        if (kind === undefined) throw new Error("it is no container");
        for (const { at, byte } of changes) bytes[at % bytes.length] = byte;
        const given = isCut ? bytes.subarray(0, cut % bytes.length) : bytes;
        for (const one of leavesOf(kind, given, "it")) expect(one.type).toMatch(/^(?:leaf|fault)$/);
      },
    ),
    { numRuns: 200 },
  );
});

it("holds against the checksum of a 7z header that was changed on purpose", () => {
  const sound = sevenZipOf([
    { name: "a", content: sampleText() },
    { name: "b", content: "two" },
  ]);
  const header = sound.subarray(sound.readUInt32LE(12) + 32);
  fc.assert(
    fc.property(fc.array(fc.record({ at: fc.nat(), byte: fc.nat(255) }), { minLength: 1, maxLength: 3 }), (changes) => {
      const own = Buffer.from(header);
      for (const { at, byte } of changes) own[at % own.length] = byte;
      for (const one of all(sevenZipOf([{ name: "a", content: sampleText() }], { header: own })))
        expect(one.type).toMatch(/^(?:leaf|fault)$/);
    }),
    { numRuns: 300 },
  );
});
