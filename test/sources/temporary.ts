import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { SourceEvent } from "../../src/core/source.ts";

/** A new empty folder, gone when the test has finished. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "sealint-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files by their paths under a folder, with the folders that they need. */
export function writeTree(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Settings under which git and the scan see the same home, a folder beside the repository, and no system settings. */
export function gitEnvironment(folder: string): Record<string, string> {
  return { HOME: `${folder}-home`, GIT_CONFIG_NOSYSTEM: "1" };
}

/** Runs git in a folder and returns what it prints, as bytes. */
export function git(folder: string, ...args: readonly string[]): Buffer {
  return gitWithInput(folder, "", ...args);
}

/** Runs git with text on its standard input. */
export function gitWithInput(folder: string, input: string | Uint8Array, ...args: readonly string[]): Buffer {
  // In a hook, git's own variables lead to the repository that is being committed to.
  const outer = Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"));
  const env = { ...Object.fromEntries(outer), ...gitEnvironment(folder) };
  return execFileSync("git", ["-C", folder, ...args], {
    env,
    input,
    stdio: ["pipe", "pipe", "ignore"],
    maxBuffer: 1 << 28,
  });
}

/** A repository in a new folder, with a home beside it. */
export function temporaryRepository(...options: readonly string[]): string {
  const folder = join(temporaryFolder(), "repository");
  mkdirSync(folder);
  git(folder, "init", "--quiet", ...options);
  return folder;
}

/** Makes a FIFO and returns its path. */
export function makePipe(folder: string, name = "pipe"): string {
  const path = join(folder, name);
  execFileSync("sh", ["-c", 'mkfifo "$0"', path]);
  return path;
}

/** What git lists as content of a repository, sorted by bytes. */
export function listedByGit(folder: string): string[] {
  const listed = git(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard").toString("latin1");
  const paths = [...new Set(listed.split("\0"))].filter((path) => path !== "").sort();
  return paths.map((path) => Buffer.from(path, "latin1").toString("utf8"));
}

/** One line for each event: paths of units, and what was said of the rest. */
export function summary(events: Iterable<SourceEvent>): string[] {
  return Array.from(events, (event) => {
    if (event.type === "unit") return event.unit.path;
    if (event.type === "skipped") return `${event.path} (${event.reason})`;
    return `${event.problem.subject}: ${event.problem.level} ${event.problem.code}`;
  });
}

/** Runs a module's text in a process of its own, started in `src/sources`, and returns what it prints, read as JSON. */
export function runModule(text: string, input = ""): unknown {
  const cwd = new URL("../../src/sources/", import.meta.url);
  const run = spawnSync(process.execPath, ["--input-type=module", "--eval", text], { cwd, input, encoding: "utf8" });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}
