import { execFileSync, spawn } from "node:child_process";
import { closeSync, openSync, symlinkSync, writeSync } from "node:fs";
import path from "node:path";
import { describe, expect, inject, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { folderWith } from "./folder.ts";
import { runSealint } from "./packed-cli.ts";

const token = fillExample("ghp_‹alnum 30›‹github-crc32›", "input").text;
const LEAK = `const token = "${token}";\n`;

/** Paths and lines of a json report's findings. */
function placesIn(stdout: string): string[] {
  const { findings } = JSON.parse(stdout) as {
    findings: { location: { path: string; start: { line: number } } }[];
  };
  return findings.map(({ location }) => `${location.path}:${location.start.line}`);
}

async function scanPlaces(args: readonly string[], cwd: string, stdin?: string | Uint8Array): Promise<string[]> {
  const { stdout } = await runSealint(["scan", "--format", "json", ...args], {
    cwd,
    ...(stdin === undefined ? {} : { stdin }),
  });
  return placesIn(stdout);
}

describe("a tree", () => {
  const files = {
    ".gitignore": "*.log\nbuild/\n",
    ".env": LEAK,
    "src/a.ts": LEAK,
    "debug.log": LEAK,
    "build/out.js": LEAK,
    "logo.png": Buffer.from(`\x89PNG\0${token}`, "latin1"),
  };

  it("is searched but for what git ignores, hidden files included", async () => {
    const cwd = folderWith(files);
    execFileSync("git", ["init", "-q"], { cwd });
    expect(await scanPlaces([], cwd)).toEqual([".env:1", "src/a.ts:1"]);
  });

  it("is searched whole with --no-ignore", async () => {
    const cwd = folderWith(files);
    execFileSync("git", ["init", "-q"], { cwd });
    expect(await scanPlaces(["--no-ignore"], cwd)).toEqual([".env:1", "build/out.js:1", "debug.log:1", "src/a.ts:1"]);
  });

  it("is searched where a named file is ignored, or binary", async () => {
    const cwd = folderWith(files);
    execFileSync("git", ["init", "-q"], { cwd });
    expect(await scanPlaces(["debug.log", "logo.png"], cwd)).toEqual(["debug.log:1", "logo.png:1"]);
  });

  it("has its binary files and links counted", async () => {
    const cwd = folderWith(files);
    symlinkSync("src", path.join(cwd, "link"));
    const { stdout } = await runSealint(["scan"], { cwd });
    expect(stdout).toContain("1 binary file");
    expect(stdout).toContain("1 symbolic link");
  });

  it("may hold a pipe, which is named and not waited for", async () => {
    const cwd = folderWith({ "a.ts": LEAK });
    execFileSync("mkfifo", [path.join(cwd, "pipe")]);
    const { code, stderr } = await runSealint(["scan"], { cwd });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^sealint: note: pipe: .+\.\n$/);
  });
});

describe("named input", () => {
  it("that is a pipe, a loop of links or missing is named, and the rest is searched", async () => {
    const cwd = folderWith({ "a.ts": LEAK });
    execFileSync("mkfifo", [path.join(cwd, "pipe")]);
    symlinkSync("loop", path.join(cwd, "loop"));
    const { code, stdout, stderr } = await runSealint(["scan", "pipe", "loop", "missing", "a.ts"], { cwd });
    expect(code).toBe(2);
    for (const name of ["pipe", "loop", "missing"]) {
      expect(stderr.split("\n").filter((line) => line.startsWith(`sealint: error: ${name}: `))).toHaveLength(1);
    }
    expect(stdout).toContain("1 finding");
  });

  it("comes from a list", async () => {
    const cwd = folderWith({ "a.ts": LEAK, "b.ts": LEAK, "c d.ts": LEAK });
    expect(await scanPlaces(["--files-from", "-"], cwd, "a.ts\r\nc d.ts\n")).toEqual(["a.ts:1", "c d.ts:1"]);
    expect(await scanPlaces(["--files-from", "-"], cwd, "a.ts\0b.ts\0")).toEqual(["a.ts:1", "b.ts:1"]);
  });

  it("comes from stdin under the path that it stands for", async () => {
    const cwd = folderWith({});
    expect(await scanPlaces(["--stdin", "--stdin-path", "src/x.ts"], cwd, `\n${LEAK}`)).toEqual(["src/x.ts:2"]);
  });

  it("in UTF-16 is read as text", async () => {
    const cwd = folderWith({
      "le.txt": Buffer.from(`\ufeff\n${LEAK}`, "utf16le"),
      "be.txt": Buffer.from(`\ufeff\n${LEAK}`, "utf16le").swap16(),
    });
    expect(await scanPlaces([], cwd)).toEqual(["be.txt:2", "le.txt:2"]);
  });

  it("with bytes that are no UTF-8 is searched all the same", async () => {
    const cwd = folderWith({
      "a.txt": Buffer.concat([Buffer.from([0xff, 0xfe, 0x41, 0xc3, 0x28]), Buffer.from(`\n${LEAK}`)]),
    });
    const latin = folderWith({ "a.txt": Buffer.concat([Buffer.from([0x41, 0xe9, 0xff]), Buffer.from(` ${LEAK}`)]) });
    expect(await scanPlaces(["a.txt"], latin)).toEqual(["a.txt:1"]);
    // The first two bytes promise UTF-16: what comes out is searched, and nothing crashes.
    expect((await runSealint(["scan", "a.txt"], { cwd })).code).toBe(0);
  });

  it("of one line of 200 MB is searched to its end", async () => {
    const cwd = folderWith({});
    const file = openSync(path.join(cwd, "long.txt"), "w");
    const filler = Buffer.alloc(8 << 20, "lorem ipsum ");
    for (let written = 0; written < 200 << 20; written += filler.length) writeSync(file, filler);
    writeSync(file, ` ${LEAK}`);
    closeSync(file);
    expect(await scanPlaces([], cwd)).toEqual(["long.txt:1"]);
  });
});

describe("a reader that closes early", () => {
  it("ends the run quietly, with the code that the findings call for", async () => {
    const cwd = folderWith(Object.fromEntries(Array.from({ length: 400 }, (_, at) => [`f${at}.ts`, LEAK])));
    const { project } = inject("packed");
    const bin = path.join(project, "node_modules", ".bin", "sealint");
    const child = spawn(
      "bash",
      ["-c", '"$0" "$1" scan --format json | head -c 10; exit "${PIPESTATUS[0]}"', process.execPath, bin],
      { cwd },
    );
    const stderr: Buffer[] = [];
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    const code = await new Promise((resolve) => child.once("close", resolve));
    expect(Buffer.concat(stderr).toString()).toBe("");
    expect(code).toBe(1);
  });
});
