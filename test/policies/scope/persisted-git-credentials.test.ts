import { expect, it } from "vitest";
import { persistedGitCredentials } from "../../../src/policies/scope/persisted-git-credentials.ts";
import { policyMatches, shownMatches } from "../../support/policy-matches.ts";

const job = (steps: string, above = "") => `${above}\njobs: { a: { steps: [${steps}] } }\n`;

const READS = "permissions: read-all";
const WRITES = "permissions: { contents: write }";
const upload = (path: string, more = "include-hidden-files: true") =>
  `{ uses: actions/upload-artifact@v5, with: { path: '${path}', ${more} } }`;
const stored = "{ uses: actions/checkout@v5, with: { token: '${{ secrets.T }}' } }";

it.each([
  [job("{ uses: actions/checkout@v5 }, { run: make }"), ["medium"]],
  [job("{ uses: actions/checkout@v5 }, { run: make }", WRITES), ["medium"]],
  [job("{ uses: actions/checkout@v5 }, { run: make }", READS), ["low"]],
  [job("{ uses: actions/checkout@v5 }, { uses: ./x }", READS), ["low"]],
  [job("{ uses: actions/checkout@v5 }, { uses: actions/setup-node@v5 }"), ["low"]],
  [job("{ uses: actions/checkout@v5 }"), ["low"]],
  [job("{ run: make }, { uses: actions/checkout@v5 }"), ["low"]],
  [job(`${stored}, { run: make }`, READS), ["high"]],
  [job("{ uses: actions/checkout@v5, with: { ssh-key: '${{ secrets.K }}' } }, { run: make }", READS), ["high"]],
  [job("{ uses: actions/checkout@v5, with: { token: '${{ secrets.GITHUB_TOKEN }}' } }, { run: make }", READS), ["low"]],
  [job("{ uses: actions/checkout@v5, with: { persist-credentials: false } }, { run: make }"), []],
  [job("{ uses: actions/checkout@v5, with: { persist-credentials: '${{ inputs.x }}' } }, { run: make }"), ["medium"]],
  [job("{ uses: actions/checkout@v5 }, { run: git push }"), []],
  [job("{ uses: actions/checkout@v5 }, { run: npx semantic-release }"), []],
  [job("{ uses: actions/checkout@v5 }, { run: 'mvn -B release:prepare' }"), []],
  [job("{ uses: actions/checkout@v5 }, { uses: o/auto-commit@v1 }"), []],
  [job("{ uses: actions/checkout@v5 }, { run: git status }"), ["medium"]],
  [job(`{ uses: actions/checkout@v5 }, ${upload(".")}`, READS), ["high"]],
  [job(`{ uses: actions/checkout@v5 }, ${upload("${{ github.workspace }}")}`, READS), ["high"]],
  [job(`{ uses: actions/checkout@v5 }, ${upload("dist")}`, READS), ["low"]],
  [job(`{ uses: actions/checkout@v5 }, ${upload(".", "name: x")}`, READS), ["low"]],
  [job(`{ uses: actions/checkout@v3 }, ${upload(".", "name: x").replace("@v5", "@v3")}`, READS), ["high"]],
  [job(`{ uses: actions/checkout@v6 }, ${upload(".")}`, READS), ["low"]],
  [job(`{ uses: actions/checkout@v5 }, { run: git push }, ${upload(".")}`, READS), ["high"]],
])("scope/persisted-git-credentials: %s", (text, expected) => {
  expect(policyMatches(persistedGitCredentials, text).map(({ severity }) => severity)).toEqual(expected);
});

it("scope/persisted-git-credentials: an action leaves them to the job that uses it", () => {
  const text = "runs: { using: composite, steps: [{ uses: actions/checkout@v5 }] }\n";
  expect(shownMatches(persistedGitCredentials, text, "x/action.yml")).toEqual(["medium actions/checkout@v5"]);
});
