import { describe, expect, it } from "vitest";
import { parseGitConfig, readPersonalSettings } from "../../src/git/git-config.ts";
import { temporaryFolder, writeTree } from "../sources/temporary.ts";

describe("parseGitConfig", () => {
  it.each([
    ["a plain value", "[core]\n\texcludesFile = ~/x\n", "~/x"],
    ["any letter case", "[CORE]\nEXCLUDESFILE=~/x", "~/x"],
    ["a key beside its section", "[core] excludesfile = x", "x"],
    ["quotes, with blanks and marks in them", '[core]\nexcludesfile = " a;b#c " ; x', " a;b#c "],
    ["comments", "[core]\n# excludesfile = a\nexcludesfile = b # c", "b"],
    ["escapes", '[core]\nexcludesfile = "a\\"b\\\\c"', 'a"b\\c'],
    ["a line that goes on", "[core]\nexcludesfile = a\\\nb", "ab"],
    ["the last of several", "[core]\nexcludesfile = a\n[x]\ny = z\n[core]\nexcludesfile = b", "b"],
    ["Windows line ends", "[core]\r\nexcludesfile = a b\r\n", "a b"],
  ])("reads %s", (_, text, value) => {
    expect(parseGitConfig(text).get("core.excludesfile")).toBe(value);
  });

  it("keeps sections with a name of their own apart", () => {
    expect(parseGitConfig('[core "x"]\nexcludesfile = a\n').get("core.excludesfile")).toBeUndefined();
  });
});

describe("readPersonalSettings", () => {
  it("looks where git looks, the nearest to the person last", () => {
    const home = temporaryFolder();
    const none = `${home}/none`;
    const rules = (more: Record<string, string>) =>
      readPersonalSettings({ HOME: home, GIT_CONFIG_SYSTEM: none, ...more }).excludesFile;
    expect(rules({})).toBe(`${home}/.config/git/ignore`);
    expect(rules({ XDG_CONFIG_HOME: "/xdg" })).toBe("/xdg/git/ignore");
    writeTree(home, {
      system: "[core]\nexcludesfile = /system\n",
      ".config/git/config": "[core]\nexcludesfile = ~/xdg\n",
    });
    const system = { GIT_CONFIG_SYSTEM: `${home}/system`, XDG_CONFIG_HOME: "/xdg" };
    expect(rules(system)).toBe("/system");
    expect(rules({ ...system, GIT_CONFIG_NOSYSTEM: "0" })).toBe("/system");
    expect(rules({ ...system, GIT_CONFIG_NOSYSTEM: "1" })).toBe("/xdg/git/ignore");
    expect(rules({ GIT_CONFIG_SYSTEM: `${home}/system` })).toBe(`${home}/xdg`);
    writeTree(home, { ".gitconfig": "[core]\nexcludesfile = ~/own\n", global: "[core]\nexcludesfile = ~/global\n" });
    expect(rules({})).toBe(`${home}/own`);
    expect(rules({ GIT_CONFIG_GLOBAL: `${home}/global` })).toBe(`${home}/global`);
  });

  it("finds nothing where there is no home", () => {
    expect(readPersonalSettings({ GIT_CONFIG_NOSYSTEM: "1" })).toEqual({ home: undefined, excludesFile: undefined });
  });
});
