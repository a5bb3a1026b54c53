import { createHash } from "node:crypto";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runOrFail } from "../run/children.ts";

const SAMPLE = join(dirname(import.meta.dirname), "sample");
const CLI = join(dirname(dirname(import.meta.dirname)), "bin", "sealint.js");
const FOLDERS = 20;
const FILES_EACH = 15;
const KNOWN = 500;

/** git as it is without anybody's settings. */
const env = {
  ...process.env,
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  ...Object.fromEntries(
    ["AUTHOR", "COMMITTER"].flatMap((who) => [
      [`GIT_${who}_NAME`, "Bench"],
      [`GIT_${who}_EMAIL`, "bench@example.com"],
    ]),
  ),
};

/**
 * Makes a repository as people work in one: a configuration, a baseline, some hundred files, sealint's hook installed, and
 * one file staged in which nothing is wrong.
 */
export async function makeHookedRepository(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, ".sealint"), { recursive: true });
  cpSync(SAMPLE, folder, { recursive: true });
  writeFileSync(join(folder, ".sealint", "baseline.json"), baseline());
  for (let at = 0; at < FOLDERS * FILES_EACH; at++) {
    const file = join(folder, fileName(at));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `export const answer${at} = ${at};\n`);
  }
  const git = (...args: readonly string[]): Promise<string> => runOrFail("git", args, { cwd: folder, env });
  await git("init", "--quiet");
  await git("add", "--all");
  await git("commit", "--quiet", "-m", "all");
  await runOrFail(process.execPath, [CLI, "hook", "install", "pre-commit"], { cwd: folder, env });
  writeFileSync(join(folder, fileName(7)), "export const answer7 = 42;\n");
  await git("add", "--all");
}

const fileName = (at: number): string => `src/part${at % FOLDERS}/file${at}.ts`;

/** Findings that were there before, in files of which none is staged. */
function baseline(): string {
  const lines = Array.from({ length: KNOWN }, (_, at) => {
    const identity = createHash("md5").update(String(at)).digest("hex");
    const path = `legacy/part${at % FOLDERS}/file${String(at).padStart(3, "0")}.py`;
    const entry = { path, rule: "generic/assigned-secret", count: 1, identity, reason: "Known before." };
    return `${JSON.stringify(entry)},\n`;
  });
  return `{\n"version": 1,\n"findings": [\n${lines.sort().join("")}"end"\n]\n}\n`;
}
