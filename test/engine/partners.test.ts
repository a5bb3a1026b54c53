import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { scanTexts } from "../support/scan-text.ts";

/** Findings of a text as `rule line`, with what is said of other places as `line: sentence`. */
function found(template: string, path = "a.env"): { readonly at: string; readonly related: readonly string[] }[] {
  const { text } = fillExample(template, "partners");
  return scanTexts({ [path]: text }).findings.map(({ ruleId, location, related }) => ({
    at: `${ruleId} ${location.start.line}`,
    related: related.map((one) => `${one.location.start.line}: ${one.message}`),
  }));
}

const HOME = "The name or id that goes with it is here.";

describe("the other half of a secret", () => {
  it("of AWS is one finding with it, in either order, and names the account", () => {
    const id = "AKIAQ‹base32 15›";
    for (const [template, at, line] of [
      [`AWS_ACCESS_KEY_ID=${id}\nAWS_REGION=eu-west-1\nAWS_SECRET_ACCESS_KEY=‹base64 40›\n`, "access-key-pair 3", 1],
      [`AWS_SECRET_ACCESS_KEY=‹base64 40›\nAWS_ACCESS_KEY_ID=${id}\n`, "secret-access-key 1", 2],
    ] as const) {
      const [only, ...others] = found(template);
      expect(others).toEqual([]);
      expect(only?.at).toBe(`aws/${at}`);
      expect(only?.related).toEqual([
        expect.stringMatching(
          new RegExp(
            `^${line}: The access key id that goes with it is here\\.(?: It belongs to the AWS account \\d{12}\\.)?$`,
          ),
        ),
      ]);
    }
  });

  it("is found by itself where it stands far from any secret", () => {
    const far = `AWS_ACCESS_KEY_ID=AKIAQ‹base32 15›\n${"# more\n".repeat(30)}AWS_SECRET_ACCESS_KEY=‹base64 40›\n`;
    expect(found(far)).toEqual([
      { at: "aws/access-key-id 1", related: [] },
      { at: "aws/secret-access-key 32", related: [] },
    ]);
  });

  it.each([
    ["DB_USER=shop\nDB_PASSWORD=‹alnum 20›\n", [{ at: "generic/assigned-secret 2", related: [`1: ${HOME}`] }]],
    ["DB_PASSWORD=‹alnum 20›\nlogin: shop\n", [{ at: "generic/assigned-secret 1", related: [`2: ${HOME}`] }]],
    ["user=a1\n\n\n\n\nDB_PASSWORD=‹alnum 20›\n", [{ at: "generic/assigned-secret 6", related: [] }]],
    ["user=shop\nAPP_SIGNING_KEY=‹alnum 32›\n", [{ at: "generic/assigned-secret 2", related: [] }]],
    ["user=far\nuser=near\nDB_PASSWORD=‹alnum 20›\n", [{ at: "generic/assigned-secret 3", related: [`2: ${HOME}`] }]],
  ])("in %j is the one that lies closest", (template, expected) => {
    expect(found(template)).toEqual(expected);
  });

  it("of a provider is told", () => {
    expect(found("TWILIO_ACCOUNT_SID=AC‹hex 32›\nTWILIO_AUTH_TOKEN=‹hex 32›\n")).toEqual([
      { at: "twilio/auth-token 2", related: ["1: The account that it belongs to is here."] },
    ]);
    expect(
      found("CLIENT_ID=‹digit 12›-‹lower 32›.apps.googleusercontent.com\nCLIENT_SECRET=GOCSPX-‹base64url 28›\n"),
    ).toEqual([{ at: "google/oauth-client-secret 2", related: ["1: The client that it belongs to is here."] }]);
  });
});
