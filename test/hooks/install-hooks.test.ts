import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ScanError } from "../../src/core/errors.ts";
import { carryOut } from "../../src/hooks/change.ts";
import { bareRepository } from "../git/repositories.ts";
import { git, temporaryFolder, temporaryRepository } from "../sources/temporary.ts";
import { type GitRun, install, type Options, standIn, tryGit, uninstall, writeScript } from "./hooked.ts";

const refusal = (run: () => unknown): ScanError => {
  try {
    run();
  } catch (error) {
    if (error instanceof ScanError) return error;
    throw error;
  }
  throw new Error("it was not refused");
};

const outcomes = (start: string, options?: Options): string[] => install(start, options).map(({ outcome }) => outcome);

let files = 0;

/** Commits a new file, and says whether git let it pass. */
function commitIn(work: string): GitRun {
  writeFileSync(join(work, `${files++}.txt`), "content\n");
  git(work, "add", ".");
  return tryGit(work, "commit", "--quiet", "-m", "more");
}

const ECHO = "#!/bin/sh\necho ran >> ran\n";

describe("in a repository", () => {
  it("git runs the hook, and no more once it is taken away", () => {
    const work = temporaryRepository();
    const program = standIn(join(temporaryFolder(), "a b"));
    install(work, { installed: program });
    expect(commitIn(work).code).toBe(0);
    expect(program.told()).toBe('{"args":["hook","run","pre-commit"],"input":""}\n');
    writeFileSync(join(program.script, "..", "fail"), "");
    expect(commitIn(work).code).toBe(1);
    uninstall(work);
    expect(commitIn(work).code).toBe(0);
  });

  it("changes nothing the second time and says so", () => {
    const work = temporaryRepository();
    const installed = standIn(temporaryFolder());
    install(work, { installed });
    const [plan] = install(work, { installed });
    expect(plan).toMatchObject({ changes: [], outcome: expect.stringContaining("installed already") });
  });

  it("brings a script with other paths up to date, and keeps the hook before it", () => {
    const work = temporaryRepository();
    writeScript(join(work, ".git/hooks/pre-commit"), ECHO);
    install(work, { installed: { node: "/gone/node", script: "/gone/sealint.js" } });
    const program = standIn(temporaryFolder());
    expect(outcomes(work, { installed: program })[0]).toContain("brought up to date");
    expect(commitIn(work).code).toBe(0);
    expect(program.told()).not.toBe("");
    expect(readFileSync(join(work, ".git/hooks/pre-commit.before-sealint"), "utf8")).toBe(ECHO);
  });

  it.each<[what: string, make: (path: string) => void]>([
    ["a script", (path) => writeScript(path, ECHO, 0o750)],
    [
      "a link",
      (path) => {
        writeScript(join(path, "../../our-hook"), ECHO);
        symlinkSync("../our-hook", path);
      },
    ],
  ])("%s still runs, and comes back as it was", (_, make) => {
    const work = temporaryRepository();
    const path = join(work, ".git/hooks/pre-commit");
    make(path);
    const [mode, content] = [lstatSync(path).mode, readFileSync(path, "utf8")];
    const program = standIn(temporaryFolder());
    install(work, { installed: program });
    expect(commitIn(work).code).toBe(0);
    expect(readFileSync(join(work, "ran"), "utf8")).toBe("ran\n");
    expect(program.told()).not.toBe("");
    uninstall(work);
    expect([lstatSync(path).mode, readFileSync(path, "utf8")]).toEqual([mode, content]);
    expect(existsSync(`${path}.before-sealint`)).toBe(false);
  });

  it("one that git could not run does not run, and comes back", () => {
    const work = temporaryRepository();
    const path = join(work, ".git/hooks/pre-commit");
    writeScript(path, "#!/bin/sh\nexit 3\n", 0o644);
    const [plan] = install(work, { installed: standIn(temporaryFolder()) });
    expect(plan?.notes[0]).toContain("as git could not run it, neither does sealint");
    expect(commitIn(work).code).toBe(0);
    uninstall(work);
    expect(statSync(path).mode & 0o777).toBe(0o644);
  });

  it.skipIf(!existsSync("/bin/false"))("a program of bytes still runs", () => {
    const work = temporaryRepository();
    const path = join(work, ".git/hooks/pre-commit");
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, readFileSync("/bin/false"), { mode: 0o755 });
    const program = standIn(temporaryFolder());
    install(work, { installed: program });
    expect(commitIn(work).code).toBe(1);
    expect(program.told()).toBe("");
  });

  it("still runs the hook before it when another tool moves ours aside", () => {
    const work = temporaryRepository();
    const path = join(work, ".git/hooks/pre-commit");
    writeScript(path, ECHO);
    install(work, { installed: standIn(temporaryFolder()) });
    writeScript(`${path}.legacy`, readFileSync(path, "utf8"));
    writeScript(path, '#!/bin/sh\nexec "$0.legacy" "$@"\n');
    expect(commitIn(work).code).toBe(0);
    expect(readFileSync(join(work, "ran"), "utf8")).toBe("ran\n");
  });

  it("warns where the hook asks for its name", () => {
    const work = temporaryRepository();
    writeScript(join(work, ".git/hooks/pre-commit"), '#!/bin/sh\nhook=$(basename "$0")\n');
    expect(install(work, { installed: standIn(temporaryFolder()) })[0]?.notes).toContainEqual(
      expect.stringContaining("seems to ask what it is called"),
    );
  });

  it("refuses what it would lose or cannot move", () => {
    const work = temporaryRepository();
    const path = join(work, ".git/hooks/pre-commit");
    writeScript(path, "#!/bin/sh\n");
    writeScript(`${path}.before-sealint`, "#!/bin/sh\n# older\n");
    expect(refusal(() => install(work)).message).toContain("is not sealint's, and");
    const other = temporaryRepository();
    mkdirSync(join(other, ".git/hooks/pre-commit"), { recursive: true });
    expect(refusal(() => install(other)).message).toContain("is a folder and no hook");
  });

  it("takes back what it has done where the rest fails", () => {
    const work = temporaryRepository();
    const path = join(work, ".git/hooks/pre-commit");
    writeScript(path, ECHO);
    writeFileSync(join(work, ".husky"), "no folder");
    const changes = [
      { kind: "move", from: path, to: `${path}.moved` },
      { kind: "write", path, content: "new", mode: 0o755 },
      { kind: "write", path: join(work, ".husky/pre-commit"), content: "" },
    ] as const;
    expect(refusal(() => carryOut(changes)).message).toContain("cannot be written");
    expect(readFileSync(path, "utf8")).toBe(ECHO);
    expect(existsSync(`${path}.moved`)).toBe(false);
  });

  it("leaves others' hooks alone when it is taken away", () => {
    const work = temporaryRepository();
    writeScript(join(work, ".git/hooks/pre-commit"), "#!/bin/sh\n");
    expect(uninstall(work)).toEqual([]);
    expect(uninstall(work, { hooks: ["pre-commit"] })[0]).toMatchObject({
      changes: [],
      outcome: expect.stringContaining("There is no pre-commit hook of sealint's"),
    });
  });
});

describe("elsewhere", () => {
  it("linked work trees and submodules have their hooks where git looks for them", () => {
    const work = temporaryRepository();
    expect(commitIn(work).code).toBe(0);
    const linked = join(temporaryFolder(), "linked tree");
    git(work, "worktree", "add", "--quiet", "-b", "side", linked);
    const program = standIn(temporaryFolder());
    install(linked, { installed: program });
    expect(commitIn(linked).code).toBe(0);
    expect(program.told()).not.toBe("");
    expect(existsSync(join(work, ".git/hooks/pre-commit"))).toBe(true);

    const outer = temporaryRepository();
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", work, "inner");
    const other = standIn(temporaryFolder());
    install(join(outer, "inner"), { installed: other });
    expect(commitIn(join(outer, "inner")).code).toBe(0);
    expect(other.told()).not.toBe("");
    expect(existsSync(join(outer, ".git/modules/inner/hooks/pre-commit"))).toBe(true);
  });

  it("a bare repository gets pre-receive, and no pre-commit", () => {
    const bare = bareRepository();
    expect(outcomes(bare)[0]).toContain("The pre-receive hook is installed");
    expect(refusal(() => install(bare, { hooks: ["pre-commit"] })).hint).toContain("pre-receive");
  });

  it("the repository's hooksPath holds, and a hook in the work tree names no path of this machine", () => {
    const work = temporaryRepository();
    git(work, "config", "core.hooksPath", "tools/hooks");
    expect(refusal(() => install(work)).message).toContain("has to find sealint in node_modules or on PATH");
    writeScript(join(work, "node_modules/.bin/sealint"), '#!/bin/sh\necho "$@" >> told\n');
    install(work, { installed: { node: "/our/node", script: "/our/sealint.js" } });
    expect(readFileSync(join(work, "tools/hooks/pre-commit"), "utf8")).not.toContain("/our/");
    expect(commitIn(work).code).toBe(0);
    expect(readFileSync(join(work, "told"), "utf8")).toBe("hook run pre-commit\n");
  });

  it("a hooksPath outside of the work tree holds, too", () => {
    const work = temporaryRepository();
    git(work, "config", "core.hooksPath", "../hooks of ours");
    const program = standIn(temporaryFolder());
    install(work, { installed: program });
    expect(commitIn(work).code).toBe(0);
    expect(program.told()).not.toBe("");
  });

  it.each(["", "/dev/null", "~somebody/hooks"])("the hooksPath `%s` is refused", (path) => {
    const work = temporaryRepository();
    git(work, "config", "core.hooksPath", path);
    expect(refusal(() => install(work)).message).toContain("core.hooksPath");
  });

  it("a folder for all repositories is changed only when that is asked for", () => {
    const work = temporaryRepository();
    mkdirSync(`${work}-home`);
    git(work, "config", "--global", "core.hooksPath", "~/my hooks");
    const program = standIn(temporaryFolder());
    expect(refusal(() => install(work, { installed: program })).hint).toContain("--shared");
    install(work, { installed: program, isShared: true });
    expect(commitIn(work).code).toBe(0);
    expect(program.told()).not.toBe("");
    expect(refusal(() => uninstall(work)).hint).toContain("--shared");
    uninstall(work, { isShared: true });
    expect(existsSync(`${work}-home/my hooks/pre-commit`)).toBe(false);
  });
});

describe("the pre-commit framework", () => {
  const generated = `${ECHO}# File generated by pre-commit: https://pre-commit.com\n`;

  it("keeps its hook, and people are told the lines for its configuration", () => {
    const work = temporaryRepository();
    writeScript(join(work, ".git/hooks/pre-commit"), generated);
    const { message, lines } = refusal(() => install(work));
    expect(message).toContain("belongs to the pre-commit framework");
    expect(lines).toContain("        entry: sealint hook run pre-commit");
  });

  it("is gone around when that is asked for", () => {
    const work = temporaryRepository();
    writeScript(join(work, ".git/hooks/pre-commit"), generated);
    const program = standIn(temporaryFolder());
    install(work, { installed: program, isForced: true });
    expect(commitIn(work).code).toBe(0);
    expect(readFileSync(join(work, "ran"), "utf8")).toBe("ran\n");
    expect(program.told()).not.toBe("");
  });
});

describe("husky", () => {
  /** A work tree as husky sets it up: git calls `_/<hook>`, which runs the script above it. */
  function huskyTree(): string {
    const work = temporaryRepository();
    git(work, "config", "core.hooksPath", ".husky/_");
    for (const hook of ["pre-commit", "pre-push"])
      writeScript(
        join(work, ".husky/_", hook),
        `#!/bin/sh\n[ ! -f ".husky/${hook}" ] || exec sh -e ".husky/${hook}" "$@"\n`,
      );
    writeScript(join(work, "node_modules/.bin/sealint"), "#!/bin/sh\ncat >> input\n[ ! -f fail ]\n");
    writeFileSync(join(work, ".gitignore"), "node_modules\n");
    return work;
  }

  it("gets a block in its own script, which goes without a trace", () => {
    const work = huskyTree();
    const hooks = ["pre-commit", "pre-push"] as const;
    const theirs = "true # ours\ncat > theirs\n";
    writeFileSync(join(work, ".husky/pre-push"), theirs);
    install(work, { hooks });
    expect(commitIn(work).code).toBe(0);
    const line = `HEAD ${git(work, "rev-parse", "HEAD").toString().trim()} refs/heads/b ${"0".repeat(40)}\n`;
    expect(tryGit(work, "push", "--quiet", bareRepository(), "HEAD:refs/heads/b").code).toBe(0);
    expect(readFileSync(join(work, "input"), "utf8")).toBe(line);
    expect(readFileSync(join(work, "theirs"), "utf8")).toBe(line);
    expect(install(work, { hooks }).flatMap(({ changes }) => changes)).toEqual([]);
    writeFileSync(join(work, "fail"), "");
    expect(commitIn(work).code).not.toBe(0);
    uninstall(work);
    expect(readFileSync(join(work, ".husky/pre-push"), "utf8")).toBe(theirs);
    expect(existsSync(join(work, ".husky/pre-commit"))).toBe(false);
  });

  it("of old comes first with what it needs itself", () => {
    const work = temporaryRepository();
    git(work, "config", "core.hooksPath", ".husky");
    const head = '#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n';
    writeScript(join(work, ".husky/pre-commit"), `${head}\nnpm test`);
    install(work, { isForced: true });
    const script = readFileSync(join(work, ".husky/pre-commit"), "utf8");
    expect(script.startsWith(`${head}# >>> sealint hook 1: pre-commit.`)).toBe(true);
    expect(script.endsWith("# <<< sealint hook <<<\n\nnpm test")).toBe(true);
    expect(statSync(join(work, ".husky/pre-commit")).mode & 0o111).not.toBe(0);
  });
});

describe("lefthook", () => {
  it("gets a command in its YAML", () => {
    const work = temporaryRepository();
    const before = "# ours\npre-commit:\n  commands:\n    lint: # fast\n      run: npm run lint\n";
    const file = join(work, "lefthook.yml");
    writeFileSync(file, before);
    chmodSync(file, 0o640);
    writeScript(join(work, "node_modules/.bin/sealint"), "");
    install(work);
    const run = "node_modules/.bin/sealint hook run pre-commit";
    expect(readFileSync(file, "utf8")).toBe(`${before}    sealint:\n      run: ${run}\n`);
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(install(work)[0]?.changes).toEqual([]);
    install(work, { hooks: ["pre-push"] });
    expect(readFileSync(file, "utf8")).toContain('hook run pre-push "{1}" "{2}"');
    uninstall(work);
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  it.each([
    ["lefthook.toml", "[pre-commit.commands.sealint]"],
    [".lefthook.json", '      "sealint": {'],
  ])("%s is for people to change", (name, line) => {
    const work = temporaryRepository();
    writeFileSync(join(work, name), "");
    expect(refusal(() => install(work, { isForced: true })).lines).toContain(line);
  });
});
