import type { PipelineFlows } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { definePolicy } from "../define-policy.ts";
import { fetchedScripts, isUploader } from "../fetched-scripts.ts";
import { onePerPlace } from "../one-per-place.ts";
import { byStake, givenAt, stakeClause, stakeOf } from "../stake.ts";

/** A script from the net that is run as it comes, in a job with secrets. */
export const curlPipeShellWithSecret = definePolicy({
  meta: {
    id: "unpinned/curl-pipe-shell-with-secret",
    title: "Script from the net run unread",
    why: "`curl … | bash` runs whatever the server sends today: after its domain has been sold, its storage was left open or its release was replaced, that is somebody else's code, with all that the job has. High: a secret is in the job, or its token can write. Low: no secret is named there as yet; where the token can only read besides, nothing is reported.",
    fix: 'Download a release with its version in the address, hold it against a checksum that lies in your repository (`echo "$SHA  tool" | sha256sum --check`), and run it only then. Better still, take it from a package manager with a lock file, or from an action that is fixed to a commit. Put the step into a job that has no secrets where it needs none.',
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://github.com/ossf/scorecard/blob/main/docs/checks.md#pinned-dependencies",
      "https://about.codecov.io/security-update/",
    ],
    practices: ["P5"],
    cwe: [494, 829],
  },
  platforms: [
    "appveyor",
    "azure-pipelines",
    "bitbucket-pipelines",
    "buildkite",
    "circleci",
    "cloud-build",
    "codebuild",
    "compose",
    "drone",
    "github-actions",
    "gitlab-ci",
    "jenkins",
    "tekton",
    "travis",
    "woodpecker",
  ],
  examples: {
    flag: [
      {
        text: `
          on: push
          jobs:
            deploy:
              runs-on: ubuntu-latest
              env:
                API_TOKEN: \${{ secrets.API_TOKEN }}
              steps:
                - run: |
                    «curl -sSL https://get.example.com | bash -s -- --yes»
                    «bash <(curl -s https://get.example.com/tool.sh)»
                    «sh -c "$(curl -fsSL https://get.example.com/tool.sh)"»
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          deploy:
            script:
              - «wget -qO- https://get.example.com/install.sh | sudo sh»
              - deploy --key "$DEPLOY_KEY"
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          steps:
            - bash: |
                «curl -fsSL https://get.example.com/install.sh | bash»
                deploy --key "$KEY"
              env:
                KEY: $(DeployKey)
            - pwsh: «iwr https://get.example.com/install.ps1 | iex»
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          jobs:
            deploy:
              docker: [{ image: cimg/base:2026.01 }]
              steps:
                - run: |
                    «curl -sSL https://example.com/install.sh | bash»
                    deploy --key "$DEPLOY_KEY"
        `,
      },
    ],
    ok: [
      {
        text: `
          on: push
          jobs:
            deploy:
              runs-on: ubuntu-latest
              env:
                API_TOKEN: \${{ secrets.API_TOKEN }}
              steps:
                - run: |
                    curl -sSLo tool.sh https://get.example.com/1.2/tool.sh
                    echo "$SHA  tool.sh" | sha256sum --check
                    bash tool.sh
                    curl -s https://api.example.com | jq .
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          deploy:
            script:
              - curl -s https://example.com/data.json > data.json
              - cat local.sh | bash
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          steps:
            - bash: |
                curl -fsSL https://get.example.com/install.sh -o install.sh
                echo "$SUM  install.sh" | sha256sum --check && bash install.sh
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          jobs:
            deploy:
              docker: [{ image: cimg/base:2026.01 }]
              steps:
                - run: |
                    curl -sSL -o install.sh https://example.com/install.sh
                    echo "$SUM  install.sh" | sha256sum --check
                    bash install.sh --key "$DEPLOY_KEY"
        `,
      },
    ],
  },
  check({ flows }) {
    return onePerPlace(matchesIn(flows));
  },
});

function matchesIn(flows: PipelineFlows): PolicyMatch[] {
  return fetchedScripts(flows.scripts)
    .filter(({ text }) => !isUploader(text))
    .flatMap(({ place, job }) => {
      const stake = stakeOf(flows, job);
      // Where the file says that the token can do nothing, there is nothing to get.
      if (stake.secrets.length === 0 && stake.token === "reads") return [];
      const message = `A script from the net is run as it comes, and ${stakeClause(stake)}.`;
      return [{ place, severity: byStake(stake, "high"), message, related: givenAt(stake.secrets) }];
    });
}
