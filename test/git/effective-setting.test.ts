import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { effectiveSetting } from "../../src/git/effective-setting.ts";
import { GitError } from "../../src/git/git-error.ts";
import { git, gitEnvironment, temporaryRepository } from "../sources/temporary.ts";

const KEY = "core.hookspath";

/** A repository with files below its person's home, and the repository's own config. */
function configured(home: Readonly<Record<string, string>>, own = ""): string {
  const work = temporaryRepository();
  for (const [name, text] of Object.entries(home)) {
    mkdirSync(join(`${work}-home`, name, ".."), { recursive: true });
    writeFileSync(join(`${work}-home`, name), text.replaceAll("WORK", work));
  }
  if (own !== "") writeFileSync(join(work, ".git/config"), own, { flag: "a" });
  return work;
}

function settingOf(work: string) {
  const folder = join(work, ".git");
  return effectiveSetting(KEY, { folder, common: folder, environment: gitEnvironment(work) });
}

const set = (value: string): string => `[core]\n\thooksPath = ${value}\n`;

describe("a setting is what git takes", () => {
  it.each<[what: string, home: Readonly<Record<string, string>>, own?: string]>([
    ["of the person", { ".gitconfig": set("a") }],
    ["of the person's other file", { ".config/git/config": set("a"), ".gitconfig": "" }],
    ["of the repository", { ".gitconfig": set("a") }, set("b")],
    ["the last one", {}, set("a") + set("b")],
    ["of an included file", { ".gitconfig": "[include]\npath = more\n", more: set("a") }],
    ["behind an included file", { ".gitconfig": `[include]\npath = ~/more\n${set("b")}`, more: set("a") }],
    ["for repositories below a folder", { ".gitconfig": '[includeIf "gitdir:WORK/"]\npath = more\n', more: set("a") }],
    ["by a pattern", { ".gitconfig": '[includeIf "gitdir/i:**/REPOSITORY/**"]\npath = more\n', more: set("a") }],
    ["by a relative folder", { ".gitconfig": '[includeIf "gitdir:repository/"]\npath = more\n', more: set("a") }],
    ["not for other folders", { ".gitconfig": `${set("b")}[includeIf "gitdir:~/x/"]\npath = m\n`, m: set("a") }],
    ["not of a file that is not there", { ".gitconfig": `${set("b")}[include]\npath = gone\n` }],
    ["behind a value that ends in a backslash", { ".gitconfig": `[x]\ny = C:\\\\z\\\\\n${set("a")}` }],
    ["behind a comment that ends in one", { ".gitconfig": `# C:\\z\\\n${set("a")}` }],
    ["behind a byte order mark", { ".gitconfig": `\ufeff${set("a")}` }],
    ["over several lines", { ".gitconfig": set("a\\\nb\\\\\\\n c") }],
  ])("%s", (_, home, own) => {
    const work = configured(home, own);
    expect(settingOf(work)?.value).toBe(git(work, "config", "core.hooksPath").toString().trim());
  });

  it("of one work tree", () => {
    const work = configured({}, set("a"));
    git(work, "config", "extensions.worktreeConfig", "true");
    git(work, "config", "--worktree", "core.hooksPath", "own");
    expect(settingOf(work)).toMatchObject({ value: "own", scope: "repository" });
  });

  it("is none where there is none", () => {
    expect(settingOf(temporaryRepository())).toBeUndefined();
  });

  it("is refused where files include one another, as git refuses it", () => {
    const both = "[include]\npath = .gitconfig\npath = .gitconfig\n";
    const work = configured({ ".gitconfig": both + set("a") });
    expect(() => settingOf(work)).toThrow("is included by more than 10 files");
    expect(() => git(work, "config", "core.hooksPath")).toThrow("Command failed");
    const elsewhere = configured({ ".gitconfig": `${set("a")}[includeIf "gitdir:~/x/"]\npath = .gitconfig\n` });
    expect(settingOf(elsewhere)?.value).toBe("a");
  });

  it("is refused where it depends on the branch", () => {
    const work = configured({ ".gitconfig": '[includeIf "onbranch:main"]\npath = more\n', more: set("a") });
    expect(() => settingOf(work)).toThrow(GitError);
  });
});
