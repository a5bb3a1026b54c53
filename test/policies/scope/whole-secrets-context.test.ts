import { expect, it } from "vitest";
import { wholeSecretsContext } from "../../../src/policies/scope/whole-secrets-context.ts";
import { policyMatches } from "../../support/policy-matches.ts";

const env = (value: string) => `jobs:\n  a:\n    runs-on: x\n    env:\n      ALL: \${{ ${value} }}\n`;

it.each([
  [env("toJSON(secrets)"), ["high Every secret is given to ALL."]],
  [env("join(secrets.*)"), ["high Every secret is given to ALL."]],
  [env("secrets[matrix.name]"), ["medium A secret whose name is computed is given to ALL."]],
  [env("secrets['A']"), []],
  ["jobs: { a: { steps: [{ run: 'echo ${{ toJSON(secrets) }}' }] } }", ["high Every secret is read here."]],
  ["jobs: { a: { name: '${{ secrets[inputs.x] }}' } }", ["medium A secret whose name is computed is read here."]],
  ["jobs: { a: { uses: ./w.yml, secrets: inherit } }", []],
])("scope/whole-secrets-context: %s", (text, expected) => {
  const matches = policyMatches(wholeSecretsContext, text);
  expect(matches.map(({ severity, message }) => `${severity} ${message}`)).toEqual(expected);
});
