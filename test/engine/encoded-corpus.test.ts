import { describe, expect, it } from "vitest";
import { makeCorpus } from "../../bench/encoded/make-corpus.ts";
import type { Finding } from "../../src/core/finding.ts";
import { scan } from "../../src/engine/scan.ts";
import { readerOf, readUnits } from "../../src/sources/read-units.ts";
import { windowBuffer } from "../../src/sources/read-windows.ts";
import { engineOptions } from "../support/scan-text.ts";

const SIZES = { size: 1 << 16, left: 1 << 10, right: 1 << 10 };
const options = engineOptions({ minConfidence: "medium" });

function findingsIn(path: string, bytes: Buffer): readonly Finding[] {
  const name = { path, origin: { kind: "file" as const }, named: false };
  const { findings, problems } = scan(readUnits(name, readerOf(bytes), windowBuffer(SIZES), SIZES), options);
  expect(problems).toEqual([]);
  return findings;
}

describe("the corpus of encoded and archived secrets", () => {
  it.each(makeCorpus())("$group: $path holds one, which is found once and where it stands", (made) => {
    const [one, ...others] = findingsIn(made.path, made.bytes);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ ruleId: "github/classic-personal-access-token", location: { path: made.path } });
    expect(one?.location.start.line).toBe(made.line);
    expect(one?.location.decoded?.chain ?? []).toEqual(made.chain);
    const isArchive = made.steps.length > made.chain.length;
    expect(one?.location.inside === undefined).toBe(!isArchive);
    if (made.chain.length > 0) expect(one?.message).toContain(`Decoded from ${made.chain.join(", ")}`);
  });
});
