import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { openGit } from "../../src/git/open-repository.ts";
import { carryOut } from "../../src/hooks/change.ts";
import type { HookName } from "../../src/hooks/hook-name.ts";
import type { Installed } from "../../src/hooks/hook-script.ts";
import { planInstall, planUninstall } from "../../src/hooks/install-hooks.ts";
import type { Plan } from "../../src/hooks/plan.ts";
import { gitEnvironment } from "../sources/temporary.ts";

/** A program in sealint's place, which writes down what it was given and fails where a file `fail` lies in its folder. */
export function standIn(folder: string): Installed & { readonly told: () => string } {
  mkdirSync(folder, { recursive: true });
  const script = join(folder, "sealint's stand-in.js");
  writeFileSync(
    script,
    `const fs = require("node:fs");
    const args = process.argv.slice(2);
    const input = args[2] === "pre-commit" ? "" : fs.readFileSync(0, "latin1");
    fs.appendFileSync(__dirname + "/told", JSON.stringify({ args, input }) + "\\n");
    if (fs.existsSync(__dirname + "/fail")) process.exitCode = 1;`,
  );
  const told = (): string => (existsSync(join(folder, "told")) ? readFileSync(join(folder, "told"), "utf8") : "");
  return { node: process.execPath, script, told };
}

/** Writes a script that can be run. */
export function writeScript(path: string, lines: string, mode = 0o755): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, lines);
  chmodSync(path, mode);
}

export interface Options {
  readonly hooks?: readonly HookName[];
  readonly installed?: Installed;
  readonly isShared?: boolean;
  readonly isForced?: boolean;
}

function requestFor(start: string, { hooks = [], isShared = false }: Options) {
  const environment = gitEnvironment(start);
  const repository = openGit({ start, environment });
  repository.close();
  return { repository, environment, hooks, isShared };
}

/** Installs hooks as the command does. */
export function install(start: string, options: Options = {}): Plan[] {
  const { installed, isForced = false } = options;
  const plans = planInstall({ ...requestFor(start, options), installed, isForced });
  carryOut(plans.flatMap(({ changes }) => changes));
  return plans;
}

/** Takes hooks away as the command does. */
export function uninstall(start: string, options: Options = {}): Plan[] {
  const plans = planUninstall(requestFor(start, options));
  carryOut(plans.flatMap(({ changes }) => changes));
  return plans;
}

/** What became of a run of git. */
export interface GitRun {
  readonly code: number | null;
  readonly text: string;
}

/** Runs git where it may fail. */
export function tryGit(folder: string, ...args: readonly string[]): GitRun {
  const outer = Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"));
  const author = { GIT_AUTHOR_NAME: "Ann", GIT_AUTHOR_EMAIL: "ann@example.com" };
  const committer = { GIT_COMMITTER_NAME: "Ann", GIT_COMMITTER_EMAIL: "ann@example.com" };
  const env = { ...Object.fromEntries(outer), ...gitEnvironment(folder), ...author, ...committer };
  const { status, stdout, stderr } = spawnSync("git", ["-C", folder, ...args], { env, encoding: "utf8" });
  return { code: status, text: stdout + stderr };
}

/** Runs a script with bytes on its standard input. */
export function runScript(shell: string, path: string, args: readonly string[], input: string, cwd: string) {
  const { status, stdout, stderr } = spawnSync(shell, [path, ...args], {
    cwd,
    input: Buffer.from(input, "latin1"),
    env: { PATH: "/usr/bin:/bin" },
    encoding: "latin1",
  });
  return { code: status, stdout, stderr };
}

/** Shells of this machine that hooks may be run by. */
export const SHELLS: readonly string[] = ["sh", "dash", "bash"].filter((shell) => {
  try {
    execFileSync("sh", ["-c", `command -v ${shell}`]);
    return true;
  } catch {
    return false;
  }
});
