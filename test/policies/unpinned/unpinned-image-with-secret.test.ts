import { describe, expect, it } from "vitest";
import { unpinnedImageWithSecret as policy } from "../../../src/policies/unpinned/unpinned-image-with-secret.ts";
import { shownMatches } from "../../support/policy-matches.ts";

const SECRET = "env: { T: '${{ secrets.T }}' }";
const READS = "permissions: { contents: read }\n";

const workflow = (image: string, step: string, above = READS) =>
  `on: push\n${above}jobs:\n  a:\n    container: ${image}\n    steps:\n      - { run: x, ${step} }\n`;

describe("unpinned/unpinned-image-with-secret", () => {
  it.each([
    ["o/tool:1", workflow("o/tool:1", SECRET), ["high o/tool:1"]],
    ["no tag", workflow("node", SECRET), ["high node"]],
    ["an official version", workflow("node:24", SECRET), ["medium node:24"]],
    ["a writing token", workflow("o/tool", "id: x", "permissions: write-all\n"), ["high o/tool"]],
    ["no secret", workflow("o/tool", "id: x"), ["low o/tool"]],
    ["only the job's token", workflow("o/tool", "env: { T: '${{ github.token }}' }"), ["low o/tool"]],
    [
      "a registry's password",
      workflow("{ image: o/tool, credentials: { username: u, password: '${{ secrets.P }}' } }", "id: x"),
      ["low o/tool"],
    ],
    ["a computed name", workflow("'o/tool:${{ matrix.v }}'", SECRET), []],
    ["another job's secret", `${workflow("o/tool", "id: x")}  b: { steps: [{ run: x, ${SECRET} }] }\n`, ["low o/tool"]],
  ])("grades a job's image: %s", (_, text, expected) => {
    expect(shownMatches(policy, text)).toEqual(expected);
  });

  it("gives a service only what it is given itself", () => {
    const service = (env: string) =>
      `on: push\njobs: { a: { services: { db: { image: o/db:1, ${env} } }, steps: [{ run: x, ${SECRET} }] } }`;
    expect(shownMatches(policy, service("ports: []"))).toEqual(["low o/db:1"]);
    expect(shownMatches(policy, service(SECRET))).toEqual(["high o/db:1"]);
  });

  it("reports an image that many jobs of GitLab inherit once, for the gravest", () => {
    const text = 'default: { image: o/tool }\na: { script: [make] }\nb: { script: [up "$API_TOKEN"] }\n';
    expect(shownMatches(policy, text, ".gitlab-ci.yml")).toEqual(["high o/tool"]);
  });
});
