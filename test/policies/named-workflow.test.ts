import { expect, it } from "vitest";
import { unitOf } from "../../src/core/source.ts";
import { decode } from "../../src/core/text.ts";
import { judge } from "../../src/judge/judge.ts";
import { githubActions } from "../../src/platforms/github-actions/platform.ts";
import { policies } from "../../src/policies/registry.ts";
import { checkPolicy } from "../support/check-policy.ts";

/** A workflow on which other linters say nothing: a password written out, a secret printed, and permanent keys of AWS. */
const WORKFLOW = `
on:
  push:
    branches: [main]
permissions:
  contents: read
env:
  DB_PASSWORD: "Tr0ub4dor&3-mXq9"
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: echo "token is $API_TOKEN"
        env:
          API_TOKEN: \${{ secrets.API_TOKEN }}
      - run: aws s3 sync dist s3://example-site
        env:
          AWS_ACCESS_KEY_ID: \${{ secrets.AWS_ACCESS_KEY_ID }}
          AWS_SECRET_ACCESS_KEY: \${{ secrets.AWS_SECRET_ACCESS_KEY }}
`;

it("a password written out, a secret printed and permanent cloud keys in one workflow are all named", () => {
  const path = ".github/workflows/deploy.yml";
  const bytes = Buffer.from(WORKFLOW);
  const { model } = githubActions.parse(unitOf(path, bytes));
  if (model === undefined) throw new Error("no model");
  const flows = githubActions.flows(model);
  const context = {
    model,
    flows,
    judge: (name: string, value: string) =>
      judge({
        value,
        name,
        quoted: false,
        path,
        claimed: "medium" as const,
        contextual: false,
        distinctive: false,
        validated: [],
        prefix: "",
      }),
  };
  const found = policies
    .filter(({ platforms, meta }) => platforms.includes("github-actions") && meta.preset === "recommended")
    .flatMap((policy) =>
      [...checkPolicy(policy, context)].map(({ place, severity }) => [
        policy.meta.id,
        severity ?? policy.meta.severity,
        decode(bytes, place.span),
      ]),
    );
  expect(found).toEqual([
    ["logs/secret-echo", "high", "$API_TOKEN"],
    ["oidc/static-aws-keys", "high", "secrets.AWS_ACCESS_KEY_ID"],
    ["plaintext/plaintext-env", "critical", "Tr0ub4dor&3-mXq9"],
  ]);
});
