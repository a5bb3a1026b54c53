import { describe, expect, it } from "vitest";
import { staticPublishToken as policy } from "../../../src/policies/oidc/static-publish-token.ts";
import { policyMatches, shownMatches } from "../../support/policy-matches.ts";

const step = (run: string, variable: string, secret = "S") =>
  `      - run: ${run}\n        env: { ${variable}: '\${{ secrets.${secret} }}' }\n`;
const workflow = (...steps: string[]) => `on: push\njobs:\n  a:\n    steps:\n${steps.join("")}`;

describe("oidc/static-publish-token", () => {
  it.each([
    ["PyPI", "twine upload dist/*", "TWINE_PASSWORD"],
    ["PyPI", "twine upload -r testpypi dist/*", "TWINE_PASSWORD"],
    ["PyPI", "uv publish", "UV_PUBLISH_TOKEN"],
    ["PyPI", "poetry publish --build", "POETRY_PYPI_TOKEN_PYPI"],
    ["npm", "pnpm -r publish", "NODE_AUTH_TOKEN"],
    ["npm", "npm run release", "NPM_TOKEN"],
    ["npm", "npx semantic-release", "NPM_TOKEN"],
    ["npm", "npm publish --registry=https://registry.npmjs.org", "NODE_AUTH_TOKEN"],
    ["crates.io", "cargo +nightly publish", "CARGO_REGISTRY_TOKEN"],
    ["RubyGems", "bundle exec rake release", "GEM_HOST_API_KEY"],
    ["NuGet", "dotnet nuget push x.nupkg -k $K -s https://api.nuget.org/v3/index.json", "NUGET_API_KEY"],
  ])("knows how packages come to %s: %s", (registry, run, variable) => {
    const [match, ...others] = policyMatches(policy, workflow(step(run, variable)));
    expect([match?.severity, match?.text, others]).toEqual(["medium", "secrets.S", []]);
    expect(match?.message).toContain(` on ${registry} `);
  });

  it.each([
    ["a token that nothing publishes with", step("npm ci", "NODE_AUTH_TOKEN")],
    ["the job's own token", step("npm publish", "NODE_AUTH_TOKEN", "GITHUB_TOKEN")],
    ["a trial", step("cargo publish --dry-run", "CARGO_REGISTRY_TOKEN")],
    ["another registry", step("npm publish --registry https://npm.example.com", "NODE_AUTH_TOKEN")],
    ["a computed registry", step("dotnet nuget push x.nupkg --source $FEED", "NUGET_API_KEY")],
    ["another secret", step("npm publish", "GH_TOKEN", "GH_TOKEN")],
    [
      "a password of another step",
      "      - uses: pypa/gh-action-pypi-publish@v1\n      - uses: o/login@v1\n        with: { password: '${{ secrets.P }}' }\n",
    ],
  ])("passes %s", (_, text) => {
    expect(shownMatches(policy, workflow(text))).toEqual([]);
  });

  it("finds a token that an earlier step of the job stores", () => {
    const text = workflow(step("npm config set token $NPM_TOKEN", "NPM_TOKEN"), "      - run: npm publish\n");
    expect(shownMatches(policy, text)).toEqual(["medium secrets.S"]);
  });

  it("reports a token of the workflow once, also where many jobs publish", () => {
    const jobs = "jobs: { a: { steps: [{ run: npm publish }] }, b: { steps: [{ run: yarn npm publish }] } }";
    expect(shownMatches(policy, `on: push\nenv: { NPM_TOKEN: '\${{ secrets.S }}' }\n${jobs}`)).toEqual([
      "medium secrets.S",
    ]);
  });

  it("leaves registries alone that do not know the platform", () => {
    const job = 'a: { script: [cargo publish --token "$CRATES_TOKEN"] }';
    expect(shownMatches(policy, job, ".gitlab-ci.yml")).toEqual([]);
  });
});
