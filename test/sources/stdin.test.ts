import { spawn } from "node:child_process";
import { closeSync, constants, openSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { scanStdin } from "../../src/sources/stdin.ts";
import { makePipe, runModule, summary, temporaryFolder } from "./temporary.ts";

const PRINT = `
  import { scanStdin } from "./stdin.ts";
  const units = Array.from(scanStdin("pipeline.yml"), ({ unit }) => ({ ...unit, bytes: Buffer.from(unit.bytes).toString() }));
  console.log(JSON.stringify(units));
`;

describe("scanStdin", () => {
  it("reads the standard input to its end under the path that it stands for", () => {
    const text = "name: é\n".repeat(20_000);
    expect(runModule(PRINT, text)).toMatchObject([
      { id: "pipeline.yml", path: "pipeline.yml", origin: { kind: "stdin" }, bytes: text, named: true, whole: true },
    ]);
  });

  it("gives an empty unit for no input", () => {
    expect(runModule(PRINT, "")).toMatchObject([{ bytes: "", owned: { start: 0, end: 0 } }]);
  });

  it("waits for input that comes late on a descriptor that does not wait", () => {
    const pipe = makePipe(temporaryFolder());
    const file = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
    const writing = openSync(pipe, constants.O_WRONLY);
    spawn("sh", ["-c", "sleep 0.1; printf 'one '; sleep 0.1; printf two"], { stdio: ["ignore", writing, "ignore"] });
    closeSync(writing);
    const texts = Array.from(scanStdin(undefined, { file }), (event) =>
      event.type === "unit" ? [event.unit.path, Buffer.from(event.unit.bytes).toString()] : event,
    );
    closeSync(file);
    expect(texts).toEqual([["stdin", "one two"]]);
  });

  it("reports an input that cannot be read", () => {
    const file = openSync(temporaryFolder(), "r");
    expect(summary(scanStdin("x", { file }))).toEqual(["stdin: error unreadable"]);
    closeSync(file);
  });
});
