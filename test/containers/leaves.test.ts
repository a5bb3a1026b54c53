import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { containerOf, mayBeContainer } from "../../src/containers/container-kind.ts";
import { leavesOf } from "../../src/containers/leaves.ts";
import { temporaryFolder, writeTree } from "../sources/temporary.ts";
import { tarOf, zipOf } from "../support/archives.ts";

/** What a container gives, in short: `path: text`, and `path! fault message` of what is wrong. */
function leaves(bytes: Buffer, path = "it"): string[] {
  const found = containerOf(bytes);
  if (found?.kind === undefined) throw new Error("it is no container");
  return Array.from(leavesOf(found.kind, bytes, path), (one) =>
    one.type === "leaf"
      ? `${one.inside}: ${one.bytes.toString()}`
      : `${[one.inside, one.fault.name].filter((part) => part !== undefined).join(" > ")}! ${one.fault.fault} ${one.fault.message}`,
  );
}

const nested = (depth: number, content: string): Buffer => {
  let bytes = zipOf([{ name: "a.env", content }]);
  for (let level = 1; level < depth; level++) bytes = zipOf([{ name: `${level}.zip`, content: bytes }]);
  return bytes;
};

describe("a zip archive", () => {
  it("gives its files, folders left out", () => {
    const archive = zipOf([
      { name: "conf/", content: "" },
      { name: "conf/a.env", content: "deflated" },
      { name: "b.env", content: "stored", method: 0 },
      { name: "c.env", content: "behind", flags: 8 },
    ]);
    expect(leaves(archive)).toEqual(["conf/a.env: deflated", "b.env: stored", "c.env: behind"]);
    expect(leaves(zipOf([]))).toEqual([]);
  });

  it("may have numbers of 64 bits, and something in front of it", () => {
    expect(leaves(zipOf([{ name: "a", content: "one", wide: true }]))).toEqual(["a: one"]);
    // Such a file begins with a program, so that it is opened only where a caller knows what it is.
    const behind = zipOf([{ name: "a", content: "one" }], { prefix: "#!/bin/sh\nexec java -jar $0\n" });
    expect(Array.from(leavesOf("zip", behind, "it"))).toMatchObject([{ inside: "a" }]);
  });

  it("is searched although it lies about sizes and checksums, which is told", () => {
    const archive = zipOf([
      { name: "small", content: "much more than is said", size: 2 },
      { name: "large", content: "little", size: 4_000_000_000 },
      { name: "other", content: "text", crc: 1 },
    ]);
    const told = "malformed is not what the archive's directory says";
    expect(leaves(archive)).toEqual([
      `small! ${told}`,
      "small: much more than is said",
      `large! ${told}`,
      "large: little",
      `other! ${told}`,
      "other: text",
    ]);
  });

  it("tells of what it cannot read", () => {
    const archive = zipOf([
      { name: "locked", content: "x", flags: 1 },
      { name: "strange", content: "x", method: 9 },
      { name: "whole", content: "x" },
    ]);
    expect(leaves(archive)).toEqual([
      "locked! encrypted is encrypted",
      "strange! unknown-method is compressed by the method 9",
      "whole: x",
    ]);
    const broken = Buffer.from(zipOf([{ name: "a", content: "x".repeat(100) }]));
    broken.fill(0xff, 31, 36);
    expect(leaves(broken)).toEqual(["a! malformed is not sound compressed data"]);
  });

  it("without its end gives the members that are whole", () => {
    const archive = zipOf(
      [
        { name: "a", content: "one" },
        { name: "b", content: "two", flags: 8 },
        { name: "c", content: "three" },
      ],
      { directory: false },
    );
    const told = "! malformed has no directory at its end";
    expect(leaves(archive)).toEqual([told, "a: one", "b: two", "c: three"]);
    expect(leaves(archive.subarray(0, archive.length - 36))).toEqual([told, "a: one", "b: two"]);
  });

  it("may hold one name twice, and names of every kind", () => {
    const names = [
      "a",
      "a",
      "../../etc/passwd",
      "/root/x",
      "C:\\x",
      "\n\u0000",
      "",
      Buffer.from([0xe9]),
      "n".repeat(5000),
    ];
    const found = leaves(zipOf(names.map((name) => ({ name, content: "x" }))));
    expect(found.map((line) => line.slice(0, 20))).toEqual([
      "a: x",
      "a:2: x",
      "../../etc/passwd: x",
      "root/x: x",
      "C:/x: x",
      "\n\u0000: x",
      "(no name): x",
      "é: x",
      "n".repeat(20),
    ]);
    expect(found.at(-1)).toHaveLength("n".length * 400 + "…: x".length);
  });
});

describe("an ar archive", () => {
  const arOf = (...members: readonly (readonly [name: string, content: string | Buffer, size?: number])[]): Buffer =>
    Buffer.concat([
      Buffer.from("!<arch>\n"),
      ...members.flatMap(([name, content, size = content.length]) => [
        Buffer.from(`${name.padEnd(16)}${"0".padEnd(12)}0     0     100644  ${String(size).padEnd(10)}\`\n`),
        Buffer.from(content as string, "latin1"),
        Buffer.alloc(content.length % 2, "\n"),
      ]),
    ]);

  it("gives what a package of Debian holds, and tells what of it is cut off", () => {
    const control = gzipSync(tarOf([{ name: "./postinst", content: "one" }]));
    const data = Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 4]);
    const archive = arOf(["debian-binary", "2.0\n"], ["control.tar.gz/", control], ["data.tar.xz", data]);
    expect(leaves(archive)).toEqual([
      "debian-binary: 2.0\n",
      "control.tar.gz!/control.tar!/postinst: one",
      "data.tar.xz! malformed ends too early",
    ]);
  });

  it("has long names as GNU and BSD write them", () => {
    const gnu = arOf(
      ["/", "symbols"],
      ["//", "a-name-that-is-long.o/\nother.o/\n"],
      ["/0", "one"],
      ["/23", "two"],
      ["/99", "three"],
    );
    expect(leaves(gnu)).toEqual(["a-name-that-is-long.o: one", "other.o: two", "(no name): three"]);
    expect(leaves(arOf(["#1/12", "long-name\0\0\0one"]))).toEqual(["long-name: one"]);
  });

  it("lies about sizes, is cut off or broken: what is there is given, and the rest told", () => {
    expect(leaves(arOf(["a", "one", 4_000_000_000]))).toEqual(["a! malformed is cut off", "a: one\n"]);
    const broken = "! malformed has a broken header, behind which nothing can be told apart";
    const whole = arOf(["a", "one!"], ["b", "two"]);
    expect(leaves(whole.subarray(0, 100))).toEqual(["a: one!", broken]);
    expect(leaves(arOf(["a", "one!"], ["b", "two", -1]))).toEqual(["a: one!", broken]);
    expect(containerOf(Buffer.from("!<arch>\npassword = 'x'".padEnd(100)))).toBeUndefined();
  });
});

describe("a tar archive", () => {
  it("gives its files as tar itself packs them, in each format", () => {
    const folder = temporaryFolder();
    const names = ["a.env", `${"long/".repeat(30)}b.env`, `${"c".repeat(120)}.env`, "ü.env"];
    writeTree(folder, Object.fromEntries(names.map((name) => [`in/${name}`, `of ${name.slice(0, 9)}`])));
    for (const format of ["gnu", "pax", "posix", "v7"]) {
      const given = format === "v7" ? names.slice(0, 1) : names;
      const archive = execFileSync("tar", [`--format=${format}`, "-C", join(folder, "in"), "-cf", "-", ...given]);
      const found = Array.from(leavesOf("tar", archive, "it"), (one) =>
        one.type === "leaf" ? `${one.inside}: ${one.bytes.toString()}` : one,
      );
      expect(found).toEqual(given.map((name) => `${name}: of ${name.slice(0, 9)}`));
    }
  });

  it("may have others behind it, as `cat` makes them and packages of Alpine have them", () => {
    const [one, two] = [tarOf([{ name: "a", content: "one" }]), tarOf([{ name: "b", content: "two" }])];
    expect(leaves(Buffer.concat([one, two]))).toEqual(["a: one", "b: two"]);
    expect(leaves(Buffer.concat([gzipSync(one), gzipSync(two)]), "x.tar.gz")).toEqual([
      "x.tar!/a: one",
      "x.tar!/b: two",
    ]);
    // A tape is filled up with whatever was on it.
    expect(leaves(Buffer.concat([one, Buffer.alloc(700, "x")]))).toEqual(["a: one"]);
  });

  it("is cut off, or broken: what is there is given, and the rest told", () => {
    const archive = tarOf([
      { name: "a", content: "one" },
      { name: "b", content: "x".repeat(600) },
    ]);
    expect(leaves(archive.subarray(0, 1800))).toEqual([
      "a: one",
      "b! malformed is cut off",
      `b: ${"x".repeat(264)}`,
      "! malformed is cut off",
    ]);
    const broken = Buffer.from(archive);
    broken[1024 + 148] = 0x37;
    expect(leaves(broken)).toEqual([
      "a: one",
      "! malformed has a broken header, behind which nothing can be told apart",
    ]);
    const endless = tarOf([{ name: "a", content: "one", size: "77777777777" }]);
    expect(leaves(endless)[0]).toBe("a! malformed is cut off");
  });

  it("passes over links, devices and folders", () => {
    const members = ["1", "2", "3", "5", "0"].map((type) => ({ name: `type${type}`, content: "", type }));
    expect(leaves(tarOf(members))).toEqual(["type0: "]);
  });
});

describe("a compressed file", () => {
  it.each([
    ["logs/dump.sql.gz", "dump.sql"],
    ["site.tgz", "site.tar"],
    ["icon.svgz", "icon.svg"],
    ["data.json.zst", "data.json"],
    ["unnamed", "unnamed"],
    [".gz", ".gz"],
  ])("%s holds %s", (path, inside) => {
    const pack = path.endsWith("zst") ? zstdCompressSync : gzipSync;
    expect(leaves(pack("text"), path)).toEqual([`${inside}: text`]);
  });

  it("may be of several parts, end too early, or be broken", () => {
    expect(leaves(Buffer.concat([gzipSync("one "), gzipSync("two")]))).toEqual(["it: one two"]);
    const whole = gzipSync(
      Buffer.from(Array.from({ length: 4000 }, (_, index) => `${(index * 7919) % 1009}`).join(" ")),
    );
    const [told, text = ""] = leaves(whole.subarray(0, whole.length >> 1));
    expect(told).toBe("! malformed ends too early");
    expect(text).toMatch(/^it: 0 856 703 /);
    const broken = Buffer.from(whole);
    broken.fill(0xff, 20, 60);
    expect(leaves(broken)).toEqual(["! malformed is not sound gzip data"]);
    expect(leaves(Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 1, 2]))).toEqual(["! malformed is not sound zstd data"]);
  });
});

describe("containers in containers", () => {
  it("are opened down to the fifth", () => {
    expect(leaves(nested(5, "deep"))).toEqual(["4.zip!/3.zip!/2.zip!/1.zip!/a.env: deep"]);
    expect(leaves(nested(20, "deep"))).toEqual([
      "19.zip!/18.zip!/17.zip!/16.zip!/15.zip! limit lies in 5 other containers",
    ]);
  });

  it("are told where their format cannot be opened, and text is none whatever it says", () => {
    const archive = zipOf([
      { name: "b.rar", content: Buffer.from([0x52, 0x61, 0x72, 0x21, 0x1a, 7, 1, 0]) },
      { name: "tar.txt", content: `${" ".repeat(257)}ustar` },
    ]);
    expect(leaves(archive)).toEqual(["b.rar! unknown-method is packed as RAR", `tar.txt: ${" ".repeat(257)}ustar`]);
  });

  it("are opened whatever they are", () => {
    const inner = gzipSync(tarOf([{ name: "a.env", content: "deep" }]));
    expect(leaves(zipOf([{ name: "b.tgz", content: inner }]))).toEqual(["b.tgz!/b.tar!/a.env: deep"]);
  });
});

describe("a bomb", () => {
  it("is given up when it has become too large, and what came before it is given", () => {
    const bomb = zipOf([
      { name: "a", content: "first" },
      { name: "b", content: Buffer.alloc(80 << 20, 32) },
      { name: "c", content: "last" },
    ]);
    expect(bomb.length).toBeLessThan(200_000);
    expect(leaves(bomb)).toEqual(["a: first", "! limit holds more than may be taken out of one file"]);
    expect(leaves(gzipSync(Buffer.alloc(80 << 20, 32)))).toEqual(["! limit becomes larger than a file may"]);
  });

  it("of many members within others shares one allowance", () => {
    const part = zipOf([{ name: "zeros", content: Buffer.alloc(30 << 20, 32) }]);
    const found = leaves(zipOf(["a", "b", "c"].map((name) => ({ name: `${name}.zip`, content: part, method: 0 }))));
    expect(found.map((line) => line.slice(0, 60))).toEqual([
      `a.zip!/zeros: ${" ".repeat(46)}`,
      `b.zip!/zeros: ${" ".repeat(46)}`,
      "c.zip! limit holds more than may be taken out of one file",
    ]);
  });
});

it("never throws, whatever becomes of an archive's bytes", () => {
  const samples = [
    zipOf([
      { name: "a", content: "one".repeat(50) },
      { name: "b", content: "two", wide: true },
    ]),
    tarOf([
      { name: "a", content: "one" },
      { name: "b", content: "two" },
    ]),
    gzipSync("text ".repeat(100)),
    zstdCompressSync("text ".repeat(100)),
  ];
  const change = fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) });
  fc.assert(
    fc.property(fc.constantFrom(...samples), fc.array(change, { maxLength: 4 }), fc.nat(), (sample, changes, cut) => {
      const bytes = Buffer.from(sample);
      for (const { at, byte } of changes) bytes[at % bytes.length] = byte;
      const short = bytes.subarray(0, Math.max(300, cut % (bytes.length + 1)));
      for (const kind of ["zip", "tar", "gzip", "zstd"] as const)
        for (const one of leavesOf(kind, short, "it")) expect(one.type).toMatch(/^(?:leaf|fault)$/);
    }),
    { numRuns: 300 },
  );
});

describe("a container's beginning", () => {
  it("tells its format, also one that cannot be opened", () => {
    const kinds: readonly (readonly [string, readonly number[]])[] = [
      ["7z", [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
      ["xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]],
      ["bzip2", [0x42, 0x5a, 0x68, 0x31, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59]],
      ["bzip2", [0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59]],
      ["lzip", [0x4c, 0x5a, 0x49, 0x50, 1, 12]],
      ["lzma", [0x5d, 0, 0, 0x80, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0]],
      ["lzma", [0x5d, 0, 0, 0, 4, 0x10, 0x27, 0, 0, 0, 0, 0, 0, 0]],
    ];
    for (const [kind, head] of kinds) {
      expect(containerOf(Buffer.from(head))).toEqual({ kind });
      expect(mayBeContainer(head[0])).toBe(true);
    }
    const heads: readonly (readonly [string, readonly number[]])[] = [
      ["RAR", [0x52, 0x61, 0x72, 0x21, 0x1a, 7, 1, 0]],
      ["lz4", [4, 0x22, 0x4d, 0x18, 0x64]],
      ["compress", [0x1f, 0x9d, 0x90]],
      ["RPM", [0xed, 0xab, 0xee, 0xdb, 3, 0]],
      ["CAB", [0x4d, 0x53, 0x43, 0x46, 0, 0, 0, 0]],
    ];
    for (const [closed, head] of heads) {
      expect(containerOf(Buffer.from(head))).toEqual({ closed });
      expect(mayBeContainer(head[0])).toBe(true);
    }
    for (const text of [
      "PK",
      "Postcode,City",
      "Rare",
      "7zip",
      "BZh9 is no start",
      "MSCF",
      "LZIP",
      "]",
      "!<arch>\n",
      "",
    ])
      expect(containerOf(Buffer.from(text))).toBeUndefined();
  });
});
