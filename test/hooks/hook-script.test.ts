import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { HOOKS, type HookName } from "../../src/hooks/hook-name.ts";
import { hookScript, isOurScript } from "../../src/hooks/hook-script.ts";
import { temporaryFolder } from "../sources/temporary.ts";
import { runScript, SHELLS, standIn, writeScript } from "./hooked.ts";

const INPUT = "refs/heads/a\xe9 1 refs/heads/b 2\nrefs/heads/$(touch x) `3` '4' 5\n";

/** A folder with a hook in it, and a stand-in for sealint beside. */
function hooked(hook: HookName, before?: string) {
  const folder = join(temporaryFolder(), 'it\'s $HOME "here" `now`');
  const program = standIn(join(folder, "program"));
  const path = join(folder, "hooks", hook);
  mkdirSync(join(folder, "hooks"), { recursive: true });
  writeFileSync(path, Buffer.from(hookScript(hook, program), "latin1"), { mode: 0o755 });
  if (before !== undefined) writeScript(join(folder, "hooks", `${hook}.before-sealint`), before);
  return { folder, path, program };
}

const told = (args: readonly string[], input: string): string => `${JSON.stringify({ args, input })}\n`;

describe.each(SHELLS)("a hook run by %s", (shell) => {
  it.each(HOOKS)("%s gives sealint its arguments and its input", (hook) => {
    const { folder, path, program } = hooked(hook);
    const args = ["origin", "/a b/it's.git"];
    expect(runScript(shell, path, args, INPUT, folder)).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(program.told()).toBe(told(["hook", "run", hook, ...args], hook === "pre-commit" ? "" : INPUT));
  });

  it.each(["", "one line without an end", "two ends\n\n", INPUT])("both hooks read the same input %j", (input) => {
    const { folder, path, program } = hooked("pre-push", '#!/bin/sh\necho "$@"\ncat\n');
    const { code, stdout } = runScript(shell, path, ["origin", "a b"], input, folder);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `origin a b\n${input}` });
    expect(program.told()).toBe(told(["hook", "run", "pre-push", "origin", "a b"], input));
  });

  it("a hook that reads nothing does no harm", () => {
    const { folder, path, program } = hooked("pre-receive", "#!/bin/sh\nexit 0\n");
    const input = "line\n".repeat(100_000);
    expect(runScript(shell, path, [], input, folder).code).toBe(0);
    expect(program.told()).toBe(told(["hook", "run", "pre-receive"], input));
  });

  it.each(HOOKS)("%s fails with the code of the hook before it, and sealint does not run", (hook) => {
    const { folder, path, program } = hooked(hook, "#!/bin/sh\nexit 7\n");
    expect(runScript(shell, path, [], INPUT, folder).code).toBe(7);
    expect(program.told()).toBe("");
  });

  it.each(HOOKS)("%s fails as sealint does", (hook) => {
    for (const before of [undefined, "#!/bin/sh\nexit 0\n"]) {
      const { folder, path } = hooked(hook, before);
      writeFileSync(join(folder, "program", "fail"), "");
      expect(runScript(shell, path, [], INPUT, folder).code).toBe(1);
    }
  });

  it.each(HOOKS)("%s blocks where there is no sealint, and says how to go on", (hook) => {
    const { folder, path, program } = hooked(hook);
    rmSync(program.script);
    const { code, stderr } = runScript(shell, path, [], INPUT, folder);
    expect(code).toBe(1);
    expect(stderr).toContain(`the ${hook} hook finds no sealint to run, so nothing was searched`);
    expect(stderr).toContain("sealint hook uninstall");
    expect(stderr.includes("--no-verify")).toBe(hook !== "pre-receive");
  });

  it("takes the repository's own sealint where the one that installed it is gone", () => {
    const { folder, path, program } = hooked("pre-commit");
    rmSync(program.script);
    writeScript(join(folder, "node_modules", ".bin", "sealint"), '#!/bin/sh\necho own "$@"\n');
    expect(runScript(shell, path, [], "", folder)).toMatchObject({ code: 0, stdout: "own hook run pre-commit\n" });
  });

  it("runs nothing out of a repository on a server", () => {
    const { folder, path, program } = hooked("pre-receive");
    rmSync(program.script);
    writeScript(join(folder, "node_modules", ".bin", "sealint"), "#!/bin/sh\nexit 0\n");
    expect(runScript(shell, path, [], "", folder).code).toBe(1);
  });
});

it("is known by its mark, whatever its version", () => {
  const script = hookScript("pre-commit", undefined);
  expect(isOurScript(script)).toBe(true);
  expect(isOurScript(script.replace("hook 1:", "hook 12:"))).toBe(true);
  expect(isOurScript("#!/bin/sh\nsealint hook run pre-commit\n")).toBe(false);
});
