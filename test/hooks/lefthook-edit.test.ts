import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { lefthookCommand } from "../../src/hooks/lefthook-command.ts";
import { addCommand, hasCommand, removeCommand } from "../../src/hooks/lefthook-edit.ts";

const RUN = "sealint hook run pre-commit";
const COMMAND = lefthookCommand("pre-commit", false, "lefthook.yml");

describe("a command in lefthook's YAML", () => {
  it.each<[what: string, before: string, after: string]>([
    ["nothing", "", `pre-commit:\n  commands:\n    sealint:\n      run: ${RUN}\n`],
    ["comments only", "# ours\n", `# ours\npre-commit:\n  commands:\n    sealint:\n      run: ${RUN}\n`],
    [
      "another hook",
      "pre-push:\n  commands: { a: { run: b } } # c",
      `pre-push:\n  commands: { a: { run: b } } # c\npre-commit:\n  commands:\n    sealint:\n      run: ${RUN}\n`,
    ],
    [
      "commands that lie deep, with a block of text last",
      "pre-commit:\n    parallel: true\n    commands:\n        a:\n            run: |\n                one\n                two\n# the end\n",
      `pre-commit:\n    parallel: true\n    commands:\n        a:\n            run: |\n                one\n                two\n        sealint:\n          run: ${RUN}\n# the end\n`,
    ],
    [
      "jobs",
      "pre-commit:\n  jobs:\n  - run: 'a'   # b\n\npost-merge:\n  jobs: []\n",
      `pre-commit:\n  jobs:\n  - run: 'a'   # b\n  - name: sealint\n    run: ${RUN}\n\npost-merge:\n  jobs: []\n`,
    ],
    [
      "a hook without commands",
      "pre-commit:\n  parallel: true\nskip_lfs: true\n",
      `pre-commit:\n  parallel: true\n  commands:\n    sealint:\n      run: ${RUN}\nskip_lfs: true\n`,
    ],
  ])("beside %s", (_, before, after) => {
    expect(addCommand(before, "pre-commit", COMMAND)).toBe(after);
    expect(hasCommand(before, "pre-commit")).toBe(false);
    expect(hasCommand(after, "pre-commit")).toBe(true);
    expect(removeCommand(after, "pre-commit")).toBe(before === "" || before.endsWith("\n") ? before : `${before}\n`);
  });

  it("in brackets is written anew, with its comments", () => {
    const after = addCommand("# ours\npre-commit: { commands: { a: { run: b } } } # c\n", "pre-commit", COMMAND) ?? "";
    expect(after).toMatch(/^# ours\n[\s\S]*# c\n$/);
    expect(parse(after)).toEqual({ "pre-commit": { commands: { a: { run: "b" }, sealint: { run: RUN } } } });
  });

  it.each(["a: [", "- a list\n", "just words\n"])("%j is refused", (text) => {
    expect(addCommand(text, "pre-commit", COMMAND)).toBeUndefined();
    expect(hasCommand(text, "pre-commit")).toBeUndefined();
  });

  it("at a push reads the input, and is not left out where no file has changed in the end", () => {
    const after = addCommand("", "pre-push", lefthookCommand("pre-push", true, ".config/lefthook.yml")) ?? "";
    expect(parse(after)).toEqual({
      "pre-push": {
        commands: {
          sealint: {
            run: 'node_modules/.bin/sealint hook run pre-push "{1}" "{2}" # {files}',
            files: "git ls-files --cached --others .config/lefthook.yml",
            use_stdin: true,
          },
        },
      },
    });
    expect(removeCommand(after, "pre-push")).toBe("");
  });
});
