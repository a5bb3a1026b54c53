import { describe, expect, it } from "vitest";
import { undeclaredSecret } from "../../../../src/inventory/rules/inventory/undeclared-secret.ts";
import { check, declare, MANIFEST, reference, WORKFLOW } from "../scene.ts";

const { inventory } = declare("  - name: NPM_TOKEN", "  - name: Deploy_Key");

describe("inventory/undeclared-secret", () => {
  it("suggests the declared name that is meant", () => {
    expect(check(undeclaredSecret, inventory, [reference("NPM_TOEKN", 40)])).toEqual([
      {
        at: `${WORKFLOW} 40-49`,
        message: `\`NPM_TOEKN\` is not declared in \`${MANIFEST}\`. Did you mean \`NPM_TOKEN\`?`,
      },
    ]);
  });

  it("suggests nothing where no name is near", () => {
    expect(check(undeclaredSecret, inventory, [reference("SLACK_URL")])).toEqual([
      { at: `${WORKFLOW} 0-9`, message: `\`SLACK_URL\` is not declared in \`${MANIFEST}\`.` },
    ]);
  });

  it("speaks once for each secret and file, at the first place", () => {
    const other = ".github/workflows/ci.yml";
    const references = [
      reference("SLACK_URL", 90),
      reference("SLACK_URL", 20),
      reference("slack_url", 50),
      reference("SLACK_URL", 7, { file: other }),
      reference("SENTRY_DSN", 70),
    ];
    expect(check(undeclaredSecret, inventory, references)).toMatchObject([
      { at: `${WORKFLOW} 20-29`, related: [`${WORKFLOW} 50-59`, `${WORKFLOW} 90-99`] },
      { at: `${other} 7-16` },
      { at: `${WORKFLOW} 70-80` },
    ]);
  });

  it.each([
    ["that is declared", reference("NPM_TOKEN")],
    ["in another case, which GitHub takes for the same", reference("DEPLOY_KEY")],
    ["to GitHub's own token", reference("GITHUB_TOKEN")],
    ["to GitLab's own token", reference("CI_JOB_TOKEN", 0, { platform: "gitlab" })],
    ["to a token that GitLab makes for the job", reference("VAULT_ID_TOKEN", 0, { builtIn: true })],
    ["to Azure's own token", reference("SYSTEM_ACCESSTOKEN", 0, { platform: "azure" })],
    ["to Azure's own token, by its variable", reference("System.AccessToken", 0, { platform: "azure" })],
    ["to the whole context", reference("*", 0, { via: "context" })],
  ])("is silent on a reference %s", (_, one) => {
    expect(check(undeclaredSecret, inventory, [one])).toEqual([]);
  });

  it("tells names apart by case where the platform does", () => {
    const one = reference("DEPLOY_KEY", 0, { platform: "gitlab" });
    expect(check(undeclaredSecret, inventory, [one])).toMatchObject([
      { message: expect.stringContaining("Did you mean `Deploy_Key`?") },
    ]);
  });
});
