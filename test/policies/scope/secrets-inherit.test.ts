import { expect, it } from "vitest";
import { secretsInherit } from "../../../src/policies/scope/secrets-inherit.ts";
import { policyMatches, shownMatches } from "../../support/policy-matches.ts";

it.each([
  ["jobs: { a: { uses: ./w.yml, secrets: inherit } }", ["medium inherit"]],
  ["jobs: { a: { uses: $/w.yml, secrets: inherit } }", ["medium inherit"]],
  ["jobs: { a: { uses: o/r/.github/workflows/w.yml@v1, secrets: inherit } }", ["high inherit"]],
  ["jobs: { a: { secrets: inherit } }", ["medium inherit"]],
  ["jobs: { a: { uses: ./w.yml, secrets: { A: inherit } } }", []],
])("scope/secrets-inherit: %s", (text, expected) => {
  expect(shownMatches(secretsInherit, text)).toEqual(expected);
});

it("scope/secrets-inherit names the workflow that is called", () => {
  const [match] = policyMatches(secretsInherit, "jobs: { a: { uses: o/r/w.yml@v1, secrets: inherit } }");
  expect(match?.message).toBe("The job a hands every secret to o/r/w.yml, a workflow of another repository.");
});
