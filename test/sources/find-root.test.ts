import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findRoot } from "../../src/sources/find-root.ts";
import { temporaryFolder, writeTree } from "./temporary.ts";

describe("findRoot", () => {
  const folder = () => {
    const made = temporaryFolder();
    writeTree(made, {
      "repo/.git/HEAD": "",
      "repo/a/x": "",
      "repo/b/y": "",
      "repo/sub/.git": "gitdir: ../.git/modules/sub\n",
      "repo/sub/deep/z": "",
      "loose/p/x": "",
      "loose/pq/y": "",
    });
    return made;
  };

  it.each([
    ["a file in a repository", ["repo/a/x"], "repo"],
    ["the repository itself", ["repo"], "repo"],
    ["two files in it", ["repo/a/x", "repo/b/y"], "repo"],
    ["a path in a submodule", ["repo/sub/deep"], "repo/sub"],
    ["a submodule and what lies outside it", ["repo/sub/deep/z", "repo/a"], "repo"],
    ["a path that does not exist", ["repo/a/missing"], "repo"],
    ["a file outside any repository", ["loose/p/x"], "loose/p"],
    ["a folder outside any repository", ["loose/p"], "loose/p"],
    ["two folders whose names start alike", ["loose/p", "loose/pq"], "loose"],
    ["a repository and its neighbour", ["repo/a", "loose/p"], "."],
    ["no path at all", [], "."],
  ])("takes %s", (_, paths, root) => {
    const cwd = folder();
    expect(findRoot(paths, cwd)).toBe(join(cwd, root));
  });

  it("does not stumble over a link that loops", () => {
    const cwd = folder();
    symlinkSync("loop", join(cwd, "repo/loop"));
    expect(findRoot(["repo/loop"], cwd)).toBe(join(cwd, "repo"));
  });
});
