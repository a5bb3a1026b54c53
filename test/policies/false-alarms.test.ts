import { describe, expect, it } from "vitest";
import { passwordFlag } from "../../src/policies/cmdline/password-flag.ts";
import { secretEcho } from "../../src/policies/logs/secret-echo.ts";
import { idTokenTooWide } from "../../src/policies/oidc/id-token-too-wide.ts";
import { broadTokenPermissions } from "../../src/policies/scope/broad-token-permissions.ts";
import { patInsteadOfJobToken } from "../../src/policies/scope/pat-instead-of-job-token.ts";
import { secretsOnCommentTrigger } from "../../src/policies/untrusted/secrets-on-comment-trigger.ts";
import { selfHostedFork } from "../../src/policies/untrusted/self-hosted-fork.ts";
import { shownMatches } from "../support/policy-matches.ts";

const AZURE = "azure-pipelines.yml";

const pwsh = (line: string): string => `steps:\n  - pwsh: |\n      ${line}\n    env: { TOKEN: $(Token) }\n`;

describe("what PowerShell prints", () => {
  it.each<[string, number]>([
    ["$h['Authorization'] = \"Bearer $(Token)\"", 0],
    ["$PSDefaultParameterValues['Invoke-RestMethod:Headers'] = @{ Authorization = \"Bearer $(Token)\" }", 0],
    ['$request.Headers.Authorization = "Bearer $env:TOKEN"', 0],
    ['[string]$value = "Bearer $(Token)"', 0],
    ['"Bearer $(Token)"', 1],
  ])("is told from what it sets: %s", (line, expected) => {
    expect(shownMatches(secretEcho, pwsh(line), AZURE)).toHaveLength(expected);
  });
});

describe("the command line", () => {
  it("of a cmdlet is nobody's: PowerShell runs it itself", () => {
    expect(shownMatches(passwordFlag, pwsh("Install-Thing -Token $env:TOKEN"), AZURE)).toEqual([]);
    expect(shownMatches(passwordFlag, pwsh("thing --token $env:TOKEN"), AZURE)).toHaveLength(1);
  });
});

const workflow = (head: string, steps: string, on = "push"): string =>
  `on: ${on}\n${head}jobs:\n  a:\n    runs-on: x\n    steps:\n${steps}`;

describe("an identity token", () => {
  it("is needed by an action that is told to use it", () => {
    const step = (input: string) =>
      workflow(
        "permissions: { id-token: write }\n",
        `      - uses: codecov/codecov-action@v5\n        with: { ${input} }\n`,
      );
    expect(shownMatches(idTokenTooWide, step("use_oidc: true"))).toEqual([]);
    expect(shownMatches(idTokenTooWide, step("use_oidc: false"))).toHaveLength(1);
  });
});

describe("permissions at the top", () => {
  const at = (scope: string) =>
    `on: push\npermissions: { ${scope}: write }\njobs: { a: { steps: [{ run: a }] }, b: { steps: [{ run: b }] } }\n`;

  it.each([
    ["contents", "high"],
    ["packages", "high"],
    ["id-token", "high"],
    ["statuses", "medium"],
    ["issues", "medium"],
  ])("to write %s are %s", (scope, severity) => {
    expect(shownMatches(broadTokenPermissions, at(scope))).toEqual([`${severity} write`]);
  });
});

describe("a person's token", () => {
  const gh = (clone: string) =>
    workflow(
      "",
      `      - run: git clone https://$T@github.com/acme/${clone}\n        env: { T: "\${{ secrets.DOCS_PAT }}" }\n` +
        `      - run: gh pr create\n        env: { GH_TOKEN: "\${{ secrets.DOCS_PAT }}" }\n`,
    );

  it("is right where it is for another repository", () => {
    expect(shownMatches(patInsteadOfJobToken, gh("docs"))).toEqual([]);
    expect(shownMatches(patInsteadOfJobToken, gh("docs").replace("acme/docs", "$GITHUB_REPOSITORY"))).toHaveLength(1);
  });
});

describe("a comment that starts a job with secrets", () => {
  const on = (steps: string) => workflow("", steps, "issue_comment");
  const token = '{ token: "${{ secrets.BOT }}" }';

  it("is worse where the job does what it says", () => {
    expect(shownMatches(secretsOnCommentTrigger, on(`      - uses: a/sync@v1\n        with: ${token}\n`))).toEqual([
      "medium issue_comment",
    ]);
    const reads =
      "      - if: contains(github.event.comment.body, '/deploy')\n        run: ./deploy\n        env: " + token;
    expect(shownMatches(secretsOnCommentTrigger, on(`${reads}\n`))).toEqual(["high issue_comment"]);
  });

  it("is nothing where the action asks who wrote it", () => {
    const dispatch = (more: string) =>
      on(
        `      - uses: peter-evans/slash-command-dispatch@v4\n        with: { token: "\${{ secrets.BOT }}"${more} }\n`,
      );
    expect(shownMatches(secretsOnCommentTrigger, dispatch(""))).toEqual([]);
    expect(shownMatches(secretsOnCommentTrigger, dispatch(", permission: none"))).toHaveLength(1);
  });
});

describe("a machine of one's own", () => {
  it("is none where only another repository asks for it", () => {
    const at = (label: string) =>
      `on: pull_request\njobs: { a: { runs-on: "${label}", env: { A: "\${{ secrets.A }}" }, steps: [{ run: a }] } }\n`;
    expect(
      shownMatches(selfHostedFork, at("${{ endsWith(github.repository, '-ent') && 'self-hosted' || 'ubuntu-24.04' }}")),
    ).toEqual([]);
    expect(shownMatches(selfHostedFork, at("self-hosted"))).toHaveLength(1);
  });
});
