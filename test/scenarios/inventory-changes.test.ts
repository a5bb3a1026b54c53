import { describe, expect, it } from "vitest";
import { repositoryWith } from "./git-repository.ts";
import { runSealint } from "./packed-cli.ts";

const INVENTORY = ".sealint/inventory.yaml";
const manifest = (services: string, more = ""): string =>
  `version: 1
teams: { security: [ann@example.com] }
secrets:
  - name: A_TOKEN
    owner: web
    governance: { request: [web], approve: [security], read: [ci] }
    services: [${services}]
${more}`;

interface Report {
  readonly findings: readonly {
    readonly message: string;
    readonly location: { readonly start: { readonly line: number } };
  }[];
}

describe("sealint inventory check --require-change-approval", () => {
  it("tells who changed what without being allowed to, by commits and not by the work tree", async () => {
    const repository = repositoryWith({ [INVENTORY]: manifest("aws") });
    const { folder: cwd } = repository;
    const commitAs = (author: string, files: Readonly<Record<string, string>>): void => {
      repository.write(files);
      repository.git("add", "--all");
      repository.git("commit", "--quiet", "--message", "more", "--author", author);
    };
    const check = async (...flags: readonly string[]): Promise<Awaited<ReturnType<typeof runSealint>>> =>
      runSealint(
        [
          "inventory",
          "check",
          "--rule",
          "inventory/unapproved-change",
          "--format",
          "json",
          "--require-change-approval",
          ...flags,
        ],
        { cwd },
      );
    repository.git("checkout", "--quiet", "-b", "change");
    commitAs("Ann <ann@example.com>", { [INVENTORY]: manifest("aws, npm") });
    expect(await check("--base", "main")).toMatchObject({ code: 0 });

    commitAs("Éve <eve@example.com>", {
      [INVENTORY]: manifest("aws, npm", "    expires: 2099-01-01\n"),
      "other.txt": "x\n",
    });
    const found = await check("--base", "main");
    expect(found.code).toBe(1);
    expect((JSON.parse(found.stdout) as Report).findings).toMatchObject([
      {
        message: "`A_TOKEN` is changed (`expires`, `services`) by `eve@example.com`; that is for `security`.",
        location: { start: { line: 4 } },
      },
    ]);
    expect(await check("--base", "main", "--head", "HEAD~1")).toMatchObject({ code: 0 });
    // What is taken back has changed nothing, and the base goes its own way.
    commitAs("Éve <eve@example.com>", { [INVENTORY]: manifest("aws, npm") });
    repository.git("checkout", "--quiet", "main");
    commitAs("Root <root@example.com>", { [INVENTORY]: manifest("gcp") });
    repository.git("checkout", "--quiet", "change");
    expect(await check("--base", "main")).toMatchObject({ code: 0 });
  });

  it("says what it needs where that is missing", async () => {
    const { folder: cwd } = repositoryWith({ [INVENTORY]: manifest("aws") });
    const check = ["inventory", "check", "--require-change-approval"];
    const env = { CI: "", GITHUB_ACTIONS: "", GITLAB_CI: "" };
    const untold = await runSealint(check, { cwd, env });
    expect(untold).toMatchObject({ code: 2, stderr: expect.stringContaining("--base origin/main") });
    expect(await runSealint([...check, "--head", "HEAD"], { cwd })).toMatchObject({ code: 2 });
    expect(await runSealint([...check, "--base", "nowhere"], { cwd })).toMatchObject({ code: 2 });
    expect(await runSealint(["inventory", "check", "--base", "HEAD"], { cwd })).toMatchObject({ code: 2 });
  });
});
