import { appendFileSync, closeSync, openSync, symlinkSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { eventsOf, fileReader } from "../../src/sources/read-file.ts";
import { makePipe, runModule, summary, temporaryFolder, writeTree } from "./temporary.ts";

const SMALL = { size: 64, left: 8, right: 16 };

function events(location: string, named = false) {
  return eventsOf(fileReader(SMALL)({ type: "file", location, path: "x", named }));
}

function owned(location: string): string {
  let text = "";
  for (const event of events(location)) {
    if (event.type === "unit")
      text += event.unit.bytes.subarray(event.unit.owned.start, event.unit.owned.end).toString();
  }
  return text;
}

describe("fileReader", () => {
  it("makes a unit of a file, an empty one too", () => {
    const folder = temporaryFolder();
    writeTree(folder, { full: "é\n", empty: "" });
    expect(Array.from(events(join(folder, "full")))).toMatchObject([
      {
        type: "unit",
        unit: { id: "x", path: "x", origin: { kind: "file" }, whole: true, transcoded: false, binary: false },
      },
    ]);
    expect(Array.from(events(join(folder, "empty")))).toMatchObject([
      { type: "unit", unit: { owned: { start: 0, end: 0 } } },
    ]);
  });

  it("uses one buffer for all files", () => {
    const folder = temporaryFolder();
    writeTree(folder, { a: "first", b: "other" });
    const read = fileReader(SMALL);
    const bytes = ["a", "b"].flatMap((name) =>
      Array.from(eventsOf(read({ type: "file", location: join(folder, name), path: name, named: false })), (event) =>
        event.type === "unit" ? event.unit.bytes : undefined,
      ),
    );
    expect(bytes[0]?.buffer).toBe(bytes[1]?.buffer);
    expect(Buffer.from(bytes[0] ?? []).toString()).toBe("other");
  });

  it("passes over a binary file unless it was named", () => {
    const file = join(temporaryFolder(), "x");
    writeFileSync(file, "ab\0c");
    expect(summary(events(file))).toEqual(["x (binary)"]);
    expect(Array.from(events(file, true))).toMatchObject([{ type: "unit", unit: { binary: true, named: true } }]);
  });

  it("takes a file for text whose first NUL comes late", () => {
    const file = join(temporaryFolder(), "x");
    const read = fileReader({ size: 1 << 16, left: 1, right: 1 });
    for (const [nulAt, expected] of [
      [8191, "x (binary)"],
      [8192, "x"],
    ] as const) {
      writeFileSync(file, `${"a".repeat(nulAt)}\0`);
      expect(summary(eventsOf(read({ type: "file", location: file, path: "x", named: false })))).toEqual([expected]);
    }
  });

  it.each(["utf-16le", "utf-16be"])("reads %s, in windows where it is long", (label) => {
    const file = join(temporaryFolder(), "x");
    const text = "Grüße, 日本 😀\n".repeat(30);
    const little = Buffer.from(`\ufeff${text}`, "utf16le");
    writeFileSync(file, label === "utf-16le" ? little : little.swap16());
    expect(owned(file)).toBe(text);
    expect(Array.from(events(file)).every((event) => event.type === "unit" && event.unit.transcoded)).toBe(true);
  });

  it("passes over a file whose UTF-16 holds NULs", () => {
    const file = join(temporaryFolder(), "x");
    writeFileSync(file, Buffer.from("\ufeffa\0b", "utf16le"));
    expect(summary(events(file))).toEqual(["x (binary)"]);
  });

  it("gives the windows of a large file one id", () => {
    const file = join(temporaryFolder(), "x");
    writeFileSync(file, "0123456789\n".repeat(40));
    const units = Array.from(events(file), (event) => (event.type === "unit" ? event.unit : undefined));
    expect(units.length).toBeGreaterThan(3);
    expect(new Set(units.map((unit) => `${unit?.id} ${unit?.whole}`))).toEqual(new Set(["x false"]));
    expect(owned(file)).toBe("0123456789\n".repeat(40));
  });

  it("reads a file to its end that shrinks or grows a little meanwhile", () => {
    const file = join(temporaryFolder(), "x");
    writeFileSync(file, "a".repeat(500));
    let seen = 0;
    for (const event of events(file)) {
      if (event.type === "unit") seen += event.unit.owned.end - event.unit.owned.start;
      if (seen < 200) appendFileSync(file, "b".repeat(50));
      else truncateSync(file, 400);
    }
    expect(seen).toBe(400);
  });

  it.skipIf(process.platform !== "linux")("reads on where a read gives less than there is", () => {
    // The kernel gives some of its own files page by page.
    const location = "/proc/self/smaps";
    const read = fileReader();
    let seen = 0;
    for (const event of eventsOf(read({ type: "file", location, path: "x", named: false })))
      if (event.type === "unit") seen += event.unit.bytes.length;
    expect(seen).toBeGreaterThan(16 << 10);
  });

  it("gives up on a file that grows without end, and says so", () => {
    const file = join(temporaryFolder(), "x");
    writeFileSync(file, "a".repeat(200));
    const said: string[] = [];
    for (const event of events(file)) {
      appendFileSync(file, "b".repeat(200));
      if (event.type === "problem") said.push(event.problem.level, event.problem.code, event.problem.message);
    }
    expect(said).toEqual([
      "error",
      "limit-reached",
      expect.stringMatching(/^grew while it was read; .* beyond \d+ bytes/),
    ]);
  });

  it("tells a file that has gone from one that cannot be read", () => {
    const folder = temporaryFolder();
    expect(summary(events(join(folder, "gone")))).toEqual(["x: note changed-while-read"]);
    expect(summary(events(join(folder, "gone"), true))).toEqual(["x: error changed-while-read"]);
    expect(summary(events(folder))).toEqual(["x: error unreadable"]);
    expect(Array.from(events(folder))).toMatchObject([
      { problem: { message: "cannot be read: illegal operation on a directory" } },
    ]);
  });

  it("does not follow what has become a link, and does not wait for what has become a FIFO", () => {
    const folder = temporaryFolder();
    writeTree(folder, { target: "text" });
    symlinkSync("target", join(folder, "link"));
    expect(summary(events(join(folder, "link")))).toEqual(["x: note changed-while-read"]);
    expect(summary(events(makePipe(folder)))).toEqual(["x: note changed-while-read"]);
    expect(summary(events(join(folder, "pipe"), true))).toEqual(["x: error changed-while-read"]);
  });

  it("closes the file where the reading is given up", () => {
    const file = join(temporaryFolder(), "x");
    writeFileSync(file, "a".repeat(500));
    for (const _ of events(file)) break;
    const before = openSync(file, "r");
    closeSync(before);
    for (let round = 0; round < 20; round++) for (const _ of events(file)) break;
    const after = openSync(file, "r");
    closeSync(after);
    expect(after).toBe(before);
  });

  it("reads a line of 200 MB in little memory", { timeout: 60_000 }, () => {
    const file = join(temporaryFolder(), "x");
    const part = Buffer.from("é".repeat(4 << 20));
    const handle = openSync(file, "w");
    for (let round = 0; round < 25; round++) writeSync(handle, part);
    closeSync(handle);
    const result = runModule(`
      import { fileReader } from "./read-file.ts";
      let bytes = 0, windows = 0, column = 0;
      for (const { unit } of fileReader()({ type: "file", location: ${JSON.stringify(file)}, path: "x", named: false })) {
        windows++;
        bytes += unit.owned.end - unit.owned.start;
        column = unit.base.column * 2 - unit.base.offset + unit.base.line;
      }
      console.log(JSON.stringify({ bytes, windows, column, megabytes: process.resourceUsage().maxRSS / 1024 }));
    `);
    expect(result).toMatchObject({ bytes: 25 * part.length, windows: 25, column: 0 });
    expect((result as { megabytes: number }).megabytes).toBeLessThan(150);
  });
});
