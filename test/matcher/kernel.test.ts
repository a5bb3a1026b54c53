import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHUNK, URL_REACH as KERNEL_URL_REACH } from "../../assembly/layout.ts";
import { makeCorpus } from "../../bench/encoded/make-corpus.ts";
import { fillExample } from "../../src/catalogue/template.ts";
import { loadKernel } from "../../src/config/load-kernel.ts";
import { URL_REACH } from "../../src/core/anchor.ts";
import type { SecretRule } from "../../src/core/rule.ts";
import { unitOf } from "../../src/core/source.ts";
import { decodedIn } from "../../src/decoders/decode-at.ts";
import { detectors } from "../../src/detectors/registry.ts";
import { createKernelMatcher } from "../../src/matcher/kernel-matcher.ts";
import { createReferenceMatcher, type Matcher } from "../../src/matcher/matcher.ts";
import { unpackTables } from "../../src/matcher/tables-image.ts";
import { catalogue, ruleFiles } from "../support/catalogue.ts";

const DIST = join(import.meta.dirname, "../../dist");
const ROOM = 1 << 16;

/** The kernel as built, with relaxed vectors or without. */
function kernelOf(file: string): Matcher {
  const unpacked = unpackTables(readFileSync(join(DIST, "anchors.bin")));
  if (unpacked === undefined) throw new Error("dist/anchors.bin is no image of tables");
  const module = new WebAssembly.Module(readFileSync(join(DIST, file)));
  return createKernelMatcher({ module, ...unpacked }, { all: catalogue.rules, running: catalogue.rules }, ROOM);
}

const kernel = kernelOf("kernel.wasm");
const relaxed = kernelOf("kernel-relaxed.wasm");
const reference = createReferenceMatcher(catalogue.rules);

const runners = new Map(
  catalogue.rules.map((rule, index) => [index, detectors.find(({ name }) => name === rule.detector)?.prepare(rule)]),
);

/** What the rules find of a matcher's places, as far as `only` lets them run: rule, and where match and value lie. */
function matchesOf(matcher: Matcher, path: string, bytes: Buffer, only?: ReadonlySet<number>): string[] {
  const unit = unitOf(path, bytes);
  const found = matcher.find(unit).rules.flatMap(({ rule, starts }) => {
    if (only?.has(rule) === false) return [];
    const matches = [...(runners.get(rule)?.(unit, starts, () => {}) ?? [])];
    const { id } = catalogue.rules[rule] as SecretRule;
    return matches.map(({ span, secret }) => `${id} ${span.start}-${span.end} ${secret.start}-${secret.end}`);
  });
  return [...new Set(found)].sort();
}

const examples = ruleFiles.flatMap(({ id, examples: { flag } }) =>
  flag.map(({ text }, index) => ({ id, text: fillExample(text, `${id}:kernel:${index}`).text })),
);

/** What the reference finds in each: every rule runs on every byte, so it is asked once. */
const found = examples.map(({ text }) => matchesOf(reference, "a.conf", Buffer.from(text)));

describe("the kernel", () => {
  it("is the one that this machine can run best", () => {
    expect(loadKernel(DIST)).toMatchObject({ code: readFileSync(join(DIST, "kernel-relaxed.wasm")) });
  });

  it.each([
    ["without relaxed vectors", kernel],
    ["with them", relaxed],
  ])("%s finds what the reference finds in each example of each rule", (_, matcher) => {
    const seen = examples.map(({ text }) => matchesOf(matcher, "a.conf", Buffer.from(text)));
    expect(seen).toEqual(found);
  });

  it.each([
    ["# sealint-ignore github/classic-token -- a sample", true],
    ["sealint-ignore", true],
    ["a text about sealint", false],
    ["xsealint-ignore", false],
  ])("tells of %j whether it may hold a comment that hides findings", (text, expected) => {
    expect(kernel.find(unitOf("a.py", Buffer.from(text))).mayHaveMarkers).toBe(expected);
  });

  it.each([
    ["without relaxed vectors", kernel],
    ["with them", relaxed],
  ])("%s tells of each place at which encoded text is found", (_, matcher) => {
    const spansIn = (bytes: Buffer, places?: readonly number[]): string[] =>
      Array.from(decodedIn(bytes, places, false), ({ encoding, span }) => `${encoding} ${span.start}-${span.end}`);
    const agree = (bytes: Buffer): void => {
      expect(spansIn(bytes, matcher.find(unitOf("a.conf", bytes)).encoded)).toEqual(spansIn(bytes));
    };
    for (const { bytes } of makeCorpus()) agree(bytes);
    const piece = fc.oneof(
      fc.constantFrom(
        "\\x67",
        "\\x41",
        "\\u0067",
        "\\147",
        "%67",
        "%3A",
        "%22",
        "&#103;",
        "&quot;:&quot;",
        "0x",
        " ",
        '"',
        "\n",
        "=",
      ),
      fc.stringMatching(/^[ -~]{15,60}$/).map((text) => Buffer.from(text).toString("base64")),
      fc.stringMatching(/^[ -~]{12,40}$/).map((text) => Buffer.from(text).toString("hex")),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.nat(200), (pieces, shift) => {
        agree(Buffer.from(" ".repeat(shift) + pieces.join("")));
      }),
      { numRuns: 150 },
    );
  });

  it("leaves what lies in its buffer as it is while it searches something else", () => {
    const buffer = kernel.buffer as Buffer;
    buffer.fill("a text with a password = 'hunter2-is-none'\n", 0, 5000);
    const before = Buffer.from(buffer);
    kernel.find(unitOf("a.conf", Buffer.from("TOKEN=abc".repeat(300))));
    expect(buffer.equals(before)).toBe(true);
  });

  it("finds a value of bytes that no text has, in code", () => {
    const bytes = Buffer.from("APP_KEY=\0\0\u0080");
    expect(matchesOf(kernel, "a.sh", bytes)).toEqual(matchesOf(reference, "a.sh", bytes));
    expect(matchesOf(kernel, "a.sh", bytes)).toHaveLength(1);
  });

  it("finds an example wherever it stands to the vectors, at the start and at the end", () => {
    const owners = new Map(catalogue.rules.map(({ id }, index) => [id, new Set([index])]));
    for (const { id, text } of examples) {
      const only = owners.get(id);
      const wanted = matchesOf(reference, "a.conf", Buffer.from(`${text}\n`), only).length;
      for (let shift = 0; shift < 64; shift += 1 + (text.length % 7)) {
        const front = matchesOf(kernel, "a.conf", Buffer.from(`${"\n".repeat(shift)}${text}\n`), only);
        expect(front).toHaveLength(wanted);
      }
    }
  });

  it("looks into addresses as far as the anchors are planned for", () => {
    expect(KERNEL_URL_REACH).toBe(URL_REACH);
  });

  it("finds an example wherever it lies across the chunks that it is gone through in", () => {
    const owners = new Map(catalogue.rules.map(({ id }, index) => [id, new Set([index])]));
    for (const { id, text } of examples) {
      const only = owners.get(id);
      const wanted = matchesOf(reference, "a.conf", Buffer.from(`${text}\n`), only).length;
      const length = Buffer.byteLength(text);
      for (let beyond = 0; beyond <= length; beyond += 1 + (length % 7)) {
        const bytes = Buffer.from(`${"\n".repeat(CHUNK - (beyond % CHUNK))}${text}\n`);
        expect(matchesOf(kernel, "a.conf", bytes, only)).toHaveLength(wanted);
      }
    }
  });

  it("finds an example that lies across the parts of what is longer than its room", () => {
    const owners = new Map(catalogue.rules.map(({ id }, index) => [id, new Set([index])]));
    for (const [index, { id, text }] of examples.entries()) {
      if (index % 8 !== 0) continue;
      const only = owners.get(id);
      const wanted = matchesOf(reference, "a.conf", Buffer.from(`${text}\n`), only).length;
      const before = ROOM - 4096 - Math.floor(text.length / 2);
      const bytes = Buffer.from(`${"\n".repeat(before)}${text}\n${"\n".repeat(ROOM)}`);
      expect(matchesOf(kernel, "a.conf", bytes, only)).toHaveLength(wanted);
    }
  });

  it("finds what the reference finds in examples that are written in other ways", () => {
    const rewritten: readonly ((text: string) => string)[] = [
      // The value on the line below, as long lines are broken.
      (text) => text.replace(/([=:])\s*(?=["']?\S*$)/m, "$1\n    "),
      (text) => text.replace(/\s*[=:]\s*(?=["']?\S*$)/m, "\r\n"),
      // A type, a scheme, or both in front of it.
      (text) => text.replace(/\s*=\s*/, ": string = "),
      (text) => text.replace(/([=:])\s*(["']?)(?=\S*$)/m, "$1 $2Bearer "),
      (text) => text.replace(/\s*[=:]\s*(["']?)(?=\S*$)/m, ": string = $1token "),
      // Other separators, and other blanks.
      (text) => text.replace(/\s*[=:]\s*/, " => "),
      (text) => text.replace(/\s*=\s*/, " <- "),
      (text) => text.replace(/\s*=\s*/, "[] = "),
      (text) => text.replace(/^([\w-]+)\s*[=:]\s*/, "**$1:** "),
      (text) => text.replace(/^([\w-]+)\s*[=:]\s*/, "| $1 | "),
      (text) => text.replaceAll(" ", "\t"),
      (text) => text.replaceAll('"', String.raw`\"`),
    ];
    const differing = examples.flatMap(({ id, text }) => {
      const index = catalogue.rules.findIndex((rule) => rule.id === id);
      const only = new Set([index]);
      return rewritten.flatMap((rewrite) => {
        // In code it takes the most for a value to count.
        const bytes = Buffer.from(rewrite(text));
        const expected = matchesOf(reference, "a.c", bytes, only);
        return expected.join() === matchesOf(kernel, "a.c", bytes, only).join() ? [] : [`${id}: ${bytes.toString()}`];
      });
    });
    expect(differing).toEqual([]);
  });

  it("finds what the reference finds in any mixture of examples and noise", () => {
    const noise = fc.oneof(
      fc.constantFrom(
        "\n",
        " ",
        '"',
        "'",
        "\\n",
        "%20",
        "=",
        ": ",
        "ü",
        "🔑",
        "_",
        "-",
        ".",
        "/",
        "a",
        "0",
        "key",
        "://",
        "\r\n",
      ),
      fc.string({ maxLength: 20 }),
      fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
    );
    const piece = fc.oneof(fc.constantFrom(...examples.map(({ text }) => text)), noise, noise);
    const path = fc.constantFrom("a.conf", "a.c", "src/a.ts", "a.sh");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), path, fc.boolean(), (pieces, name, latin1) => {
        const bytes = Buffer.from(pieces.join(""), latin1 ? "latin1" : "utf8");
        expect(matchesOf(kernel, name, bytes)).toEqual(matchesOf(reference, name, bytes));
      }),
      { numRuns: 150 },
    );
  });
});
