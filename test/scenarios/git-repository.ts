import { execFileSync, type StdioOptions, spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { folderWith } from "./folder.ts";

/** Whatever the machine's git is set to has no say, and commits are the same each time. */
const ENVIRONMENT = {
  PATH: process.env["PATH"],
  HOME: "/nonexistent",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: process.platform === "win32" ? "NUL" : "/dev/null",
  GIT_AUTHOR_NAME: "A",
  GIT_AUTHOR_EMAIL: "a@example.com",
  GIT_AUTHOR_DATE: "2026-11-23T00:00:00Z",
  GIT_COMMITTER_NAME: "A",
  GIT_COMMITTER_EMAIL: "a@example.com",
  GIT_COMMITTER_DATE: "2026-11-23T00:00:00Z",
};

/** A repository that git itself made. */
export interface Repository {
  readonly folder: string;
  /** Runs git and gives what it prints; throws where it fails. */
  git(...args: readonly string[]): string;
  /** Runs git and gives its exit code. */
  tryGit(...args: readonly string[]): number | null;
  /** Writes files; one without content goes. */
  write(files: Readonly<Record<string, string | undefined>>): void;
  /** Commits all there is. */
  commit(): void;
}

/** Makes a repository with these files in its first commit, on the branch `main`. */
export function repositoryWith(files: Readonly<Record<string, string>>): Repository {
  const folder = folderWith(files);
  const stdio: StdioOptions = ["ignore", "pipe", "pipe"];
  const run = { cwd: folder, env: ENVIRONMENT, encoding: "utf8", stdio } as const;
  const git = (...args: readonly string[]): string => execFileSync("git", args, run);
  const commit = (): void => {
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--message", "more");
  };
  git("init", "--quiet", "--initial-branch", "main");
  commit();
  return {
    folder,
    git,
    tryGit: (...args) => spawnSync("git", args, run).status,
    write(changes) {
      for (const [name, content] of Object.entries(changes)) {
        const file = path.join(folder, name);
        if (content === undefined) {
          rmSync(file);
          continue;
        }
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, content);
      }
    },
    commit,
  };
}
