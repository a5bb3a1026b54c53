import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ScanError } from "../../src/core/errors.ts";
import type { TrendRun } from "../../src/core/trend.ts";
import { changeDatabase, type HistoryFile } from "../../src/history-store/open-database.ts";
import { readTrend, recordRun } from "../../src/history-store/trend-store.ts";

let folder: string;
let file: HistoryFile;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sealint-trend-"));
  file = { path: join(folder, "trend.db"), named: "trend.db" };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const runOn = (day: string, critical = 1): TrendRun => ({
  day,
  findings: { critical, high: 2, medium: 3, low: 4 },
  accepted: 5,
  declared: 6,
  undeclared: 7,
  overdue: 8,
  cleanPractices: 9,
  errors: 0,
});

function refusal(run: () => unknown): ScanError {
  try {
    run();
  } catch (error) {
    if (error instanceof ScanError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("the history of runs", () => {
  it("gives back what earlier days came to, and since when findings are there", () => {
    expect(readTrend(file, ".", "2026-11-01")).toEqual({ runs: [], firstSeen: new Map(), latest: new Set() });
    recordRun(file, ".", runOn("2026-11-02"), ["a", "b"]);
    recordRun(file, ".", runOn("2026-11-09", 0), ["b", "c"]);
    const trend = readTrend(file, ".", "2026-11-16");
    expect(trend.runs).toEqual([runOn("2026-11-02"), runOn("2026-11-09", 0)]);
    expect(Object.fromEntries(trend.firstSeen)).toEqual({ a: "2026-11-02", b: "2026-11-02", c: "2026-11-09" });
    expect([...trend.latest].sort()).toEqual(["b", "c"]);
    // Seen from an earlier day, what came later has not come yet.
    expect(readTrend(file, ".", "2026-11-09").runs).toEqual([runOn("2026-11-02")]);
    expect([...readTrend(file, ".", "2026-11-09").firstSeen.keys()]).toEqual(["a", "b"]);
  });

  it("has a second run of a day in place of the first", () => {
    recordRun(file, ".", runOn("2026-11-02"), ["old"]);
    recordRun(file, ".", runOn("2026-11-09"), ["old", "typo"]);
    recordRun(file, ".", runOn("2026-11-09", 0), []);
    const trend = readTrend(file, ".", "2026-11-16");
    expect(trend.runs).toEqual([runOn("2026-11-02"), runOn("2026-11-09", 0)]);
    expect([...trend.latest]).toEqual([]);
    expect(Object.fromEntries(trend.firstSeen)).toEqual({ old: "2026-11-02" });
  });

  it("keeps what was searched apart", () => {
    recordRun(file, ".", runOn("2026-11-02"), ["a"]);
    recordRun(file, "services/web", runOn("2026-11-03"), ["b"]);
    expect(readTrend(file, ".", "2026-11-16").runs).toEqual([runOn("2026-11-02")]);
    expect([...readTrend(file, "services/web", "2026-11-16").latest]).toEqual(["b"]);
  });

  it("begins in an empty file", () => {
    writeFileSync(file.path, "");
    recordRun(file, ".", runOn("2026-11-02"), []);
    expect(readTrend(file, ".", "2026-11-16").runs).toHaveLength(1);
  });
});

describe("a file that is no history of this format", () => {
  const written = (): void =>
    recordRun(
      file,
      ".",
      runOn("2026-11-02"),
      Array.from({ length: 5000 }, (_, at) => `place-${at}`),
    );

  it.each<[string, () => void, RegExp]>([
    ["text", () => writeFileSync(file.path, "no database\n".repeat(100)), /is damaged, or no history at all/],
    ["cut off", () => (written(), truncateSync(file.path, 20_000)), /is damaged, or no history at all/],
    [
      "overwritten in the middle",
      () => {
        written();
        const bytes = readFileSync(file.path);
        writeFileSync(file.path, bytes.fill(0x55, 8192, 60_000));
      },
      /is damaged, or no history at all/,
    ],
    [
      "of a newer sealint",
      () => (written(), changeDatabase(file, (database) => database.exec("PRAGMA user_version = 7"))),
      /is a history of format 7, and this sealint knows format 1/,
    ],
    [
      "of another program",
      () => (written(), changeDatabase(file, (database) => database.exec("PRAGMA application_id = 42"))),
      /is a database of another program/,
    ],
  ])("%s: is refused, and left as it is", (_, make, words) => {
    make();
    const before = readFileSync(file.path);
    for (const error of [
      refusal(() => readTrend(file, ".", "2026-11-16")),
      refusal(() => recordRun(file, ".", runOn("2026-11-16"), ["x"])),
    ]) {
      expect(error.message).toMatch(words);
      expect(error.message).toContain("trend.db");
      expect(error.hint).toMatch(/nothing was changed/);
    }
    expect(readFileSync(file.path).equals(before)).toBe(true);
  });

  it("is told from a folder, and from a place where none can be", () => {
    expect(refusal(() => readTrend({ path: folder, named: "x" }, ".", "2026-11-16")).message).toBe("x is no file");
    const nowhere = { path: join(folder, "gone", "trend.db"), named: "gone/trend.db" };
    expect(refusal(() => recordRun(nowhere, ".", runOn("2026-11-16"), [])).message).toBe(
      "gone/trend.db cannot be opened",
    );
  });

  it("loses nothing where a run ends halfway", () => {
    written();
    const places = (function* () {
      yield "new";
      throw new Error("stopped");
    })();
    expect(() => recordRun(file, ".", runOn("2026-11-16"), places)).toThrow("stopped");
    expect(readTrend(file, ".", "2026-11-20").runs).toEqual([runOn("2026-11-02")]);
  });
});
