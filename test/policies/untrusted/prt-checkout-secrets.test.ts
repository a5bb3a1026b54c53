import { describe, expect, it } from "vitest";
import { prtCheckoutSecrets } from "../../../src/policies/untrusted/prt-checkout-secrets.ts";
import { policyMatches, shownMatches } from "../../support/policy-matches.ts";

interface Parts {
  readonly on?: string;
  readonly top?: string;
  readonly job?: string;
  readonly checkout?: string;
  readonly after?: string;
}

const HEAD = "ref: '${{ github.event.pull_request.head.sha }}'";

const workflow = ({
  on = "pull_request_target",
  top = "permissions: { contents: write }",
  job = "",
  checkout = `{ uses: actions/checkout@v5, with: { ${HEAD} } }`,
  after = "{ run: make }",
}: Parts) => `on: ${on}\n${top}\njobs:\n  a:\n    runs-on: x\n    ${job}\n    steps: [${checkout}, ${after}]\n`;

const severities = (parts: Parts) => policyMatches(prtCheckoutSecrets, workflow(parts)).map(({ severity }) => severity);

describe("untrusted/prt-checkout-secrets", () => {
  it.each<[Parts, string[]]>([
    [{}, ["critical"]],
    [{ top: "" }, ["high"]],
    [{ top: "permissions: read-all" }, ["low"]],
    [{ top: "permissions: read-all", after: "{ run: make, env: { T: '${{ secrets.T }}' } }" }, ["critical"]],
    [{ top: "permissions: read-all\nenv: { T: '${{ secrets.T }}' }" }, ["critical"]],
    [{ top: "permissions: read-all", after: "{ run: make, env: { T: '${{ secrets.GITHUB_TOKEN }}' } }" }, ["low"]],
    [{ after: "{ uses: actions/upload-artifact@v5 }" }, ["high"]],
    [{ after: "{ uses: ./.github/actions/x }" }, ["critical"]],
    [{ job: "environment: review" }, ["high"]],
    [{ job: "environment: review", top: "" }, ["medium"]],
    [{ job: "if: github.event_name == 'push'" }, []],
    [{ on: "pull_request" }, []],
    [{ on: "[push, pull_request_target]" }, ["critical"]],
    [{ on: "workflow_run" }, []],
    [{ checkout: "{ uses: actions/checkout@v5, with: { ref: main } }" }, []],
    [{ checkout: "{ uses: actions/checkout@v5 }" }, []],
    [{ checkout: "{ uses: actions/checkout@v5, with: { ref: '${{ github.head_ref }}' } }" }, ["critical"]],
    [{ checkout: "{ uses: actions/checkout@v5, with: { REF: '${{ github.head_ref }}' } }" }, ["critical"]],
    [{ checkout: `{ uses: actions/checkout@v5, with: { ${HEAD}, path: pr } }` }, ["high"]],
    [{ checkout: `{ uses: actions/checkout@v5, with: { ${HEAD}, path: . } }` }, ["critical"]],
    [
      {
        checkout:
          "{ uses: actions/checkout@v5, with: { repository: '${{ github.event.pull_request.head.repo.full_name }}' } }",
      },
      ["critical"],
    ],
    [{ checkout: "{ uses: actions/checkout@v5, with: { ref: '${{ steps.pr.outputs.head_sha }}' } }" }, ["high"]],
    [{ checkout: "{ uses: actions/checkout@v5, with: { ref: '${{ steps.pr.outputs.name }}' } }" }, []],
    [
      {
        job: "env: { REF: '${{ github.head_ref }}' }",
        checkout: "{ uses: actions/checkout@v5, with: { ref: '${{ env.REF }}' } }",
      },
      ["critical"],
    ],
    [
      {
        on: "workflow_run",
        checkout: "{ uses: actions/checkout@v5, with: { ref: '${{ github.event.workflow_run.head_sha }}' } }",
      },
      ["high"],
    ],
    [{ on: "issue_comment", checkout: '{ run: "gh pr checkout 1" }' }, ["critical"]],
    [
      {
        on: "issue_comment",
        job: "if: github.event.comment.author_association == 'MEMBER'",
        checkout: '{ run: "gh pr checkout 1" }',
      },
      ["high"],
    ],
    [{ checkout: '{ run: "git fetch origin pull/1/head; git checkout FETCH_HEAD" }' }, ["critical"]],
    [{ checkout: '{ run: "git fetch origin pull/1/head; git diff FETCH_HEAD" }' }, []],
    [{ checkout: '{ run: "git checkout main" }' }, []],
    [{ checkout: '{ run: "gh pr view 1" }' }, []],
  ])("%j", (parts, expected) => {
    expect(severities(parts)).toEqual(expected);
  });

  it("reports a checkout that two events reach once, for the worse one", () => {
    const on = "[workflow_run, pull_request_target]";
    const text = workflow({ on, checkout: "{ uses: actions/checkout@v5, with: { ref: refs/pull/1/head } }" });
    expect(shownMatches(prtCheckoutSecrets, text)).toEqual(["critical refs/pull/1/head"]);
  });

  it("says what is at stake, and where it comes from", () => {
    const [match] = policyMatches(prtCheckoutSecrets, workflow({ job: "env: { T: '${{ secrets.T }}' }" }));
    expect(match?.message).toBe(
      "The code of a pull request is checked out in the job a on pull_request_target, and the secret T is in the job.",
    );
    expect(match?.related?.map(({ message }) => message)).toEqual(["A secret comes into the job here."]);
  });
});
