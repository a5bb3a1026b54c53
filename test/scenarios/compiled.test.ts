import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { folderWith } from "./folder.ts";
import { repositoryWith } from "./git-repository.ts";

const token = fillExample("ghp_‹alnum 30›‹github-crc32›", "compiled").text;
const nameOf = (program: string): string =>
  `compiled-${program}-${process.version}-${process.platform}-${process.arch}.cache`;
const NAME = nameOf("sealint");

/** What reads a TypeScript file that has a finding as a tree. */
const TREES = nameOf("trees");

/** A program of its own, which has not run yet, and what scans with it. */
function freshProgram() {
  const home = folderWith({ "a.ts": `const token = "${token}";\n`, "b.ts": "export const b = 1;\n" });
  const program = join(home, "sealint");
  cpSync(join(inject("packed").project, "node_modules", "sealint"), program, {
    recursive: true,
    filter: (path) => !path.endsWith(".cache"),
  });
  const dist = join(program, "dist");
  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const command = [join(program, "bin", "sealint.js"), ...args];
    const options = {
      cwd: home,
      env: { PATH: process.env["PATH"], ...env },
      encoding: "utf8",
      maxBuffer: 1 << 26,
    } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, command, options);
    return { status, stdout: stdout.replace(/ in [\d.]+ s/, ""), stderr };
  };
  const kept = (): readonly string[] => readdirSync(dist).filter((name) => name.includes("cache"));
  return { program, run, kept, dist, cache: join(dist, NAME) };
}

describe("compiled code", () => {
  it("is kept by the first scans, says the same, and holds nothing of what was scanned", () => {
    const { run, kept, cache } = freshProgram();
    const first = run(["scan", "a.ts"]);
    expect([first.status, first.stderr, kept().toSorted()]).toEqual([1, "", [NAME, TREES]]);
    const sizes = [1, 2, 3].map(() => {
      expect(run(["scan", "a.ts"])).toEqual(first);
      return readFileSync(cache).readUInt32LE(readFileSync(cache).length - 24);
    });
    expect(sizes).toEqual([2, 3, 3]);
    const bytes = readFileSync(cache);
    expect(bytes.includes(token) || bytes.includes(Buffer.from(token, "utf16le"))).toBe(false);
    expect(run(["scan", "b.ts"]).status).toBe(0);
    expect(run(["scan", "a.ts", "--format", "sarif"])).toMatchObject({ status: 1, stderr: "" });
  });

  it("is kept by hooks, too, which may be all that ever runs", () => {
    const { program, kept } = freshProgram();
    const { folder, git, write } = repositoryWith({ "b.ts": "export const b = 1;\n" });
    write({ "a.ts": `const token = "${token}";\n` });
    git("add", "--all");
    const command = [join(program, "bin", "sealint.js"), "hook", "run", "pre-commit"];
    expect(spawnSync(process.execPath, command, { cwd: folder, env: { PATH: process.env["PATH"] } }).status).toBe(1);
    expect(kept().toSorted()).toEqual([NAME, nameOf("staged"), TREES]);
    const again = spawnSync(process.execPath, command, { cwd: folder, encoding: "utf8" });
    expect([again.status, again.stdout.includes("a.ts:1:"), again.stderr]).toEqual([1, true, ""]);
  });

  it.each<[string, (program: ReturnType<typeof freshProgram>) => void]>([
    ["cut off", ({ cache }) => truncateSync(cache, 100_000)],
    ["empty", ({ cache }) => writeFileSync(cache, "")],
    ["of another program", ({ dist }) => utimesSync(join(dist, "sealint.cjs"), 1, 1)],
    ["of another Node", ({ cache }) => writeFileSync(cache, readFileSync(cache).fill(0x55, 4, 12))],
  ])("is made anew where it is %s", (_, spoil) => {
    const program = freshProgram();
    const first = program.run(["scan", "a.ts"]);
    spoil(program);
    const before = readFileSync(program.cache);
    expect(program.run(["scan", "a.ts"])).toEqual(first);
    expect(readFileSync(program.cache).equals(before)).toBe(false);
    expect(program.run(["scan", "a.ts"])).toEqual(first);
  });

  it("is done without where it cannot be written, is not wanted, or would be another", () => {
    const { run, kept, dist, cache } = freshProgram();
    for (const env of [{ NODE_DISABLE_COMPILE_CACHE: "1" }, { NODE_OPTIONS: "--stack-trace-limit=5" }]) {
      expect([run(["scan", "a.ts"], env).status, kept()]).toEqual([1, []]);
    }
    expect([run(["--version"]).status, run(["scan", "nowhere"]).status, kept()]).toEqual([0, 2, []]);
    mkdirSync(join(dist, NAME));
    expect(run(["scan", "a.ts"])).toMatchObject({ status: 1, stderr: "" });
    expect([kept().toSorted(), readdirSync(cache)]).toEqual([[NAME, TREES], []]);
  });
});
