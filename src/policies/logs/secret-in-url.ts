import type { Severity } from "../../core/levels.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { type ArgumentSecret, argumentSecrets } from "../argument-secrets.ts";
import { definePolicy } from "../define-policy.ts";
import { flowSubject, stepsOf } from "../flow-steps.ts";
import { onePerPlace } from "../one-per-place.ts";
import { isJobToken } from "../secret-like.ts";

/** A secret in the address of a request, where servers and proxies write it into their logs. */
export const secretInUrl = definePolicy({
  meta: {
    id: "logs/secret-in-url",
    title: "Secret in a URL",
    why: "Addresses are written down everywhere: by the server, by each proxy on the way, in error messages, and git keeps the address of a clone with its password in `.git/config`, where later steps and uploaded folders have it. Low: the job's own token, which ends with the job.",
    fix: 'Send it in a header: `curl --header @headers.txt`, `git -c http.extraHeader="Authorization: …" clone …`, or let git ask a credential helper (`gh auth setup-git`, `git config credential.helper`). Replace a secret that has been in an address for long.',
    severity: "medium",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://owasp.org/www-community/vulnerabilities/Information_exposure_through_query_strings_in_url",
      "https://git-scm.com/docs/gitcredentials",
    ],
    practices: ["P13"],
    cwe: [598, 532],
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
              steps:
                - run: |
                    git clone «"https://ci:$CLONE_TOKEN@example.com/o/r.git"»
                    curl «"https://api.example.com/deploy?token=$CLONE_TOKEN"»
                  env:
                    CLONE_TOKEN: \${{ secrets.CLONE_TOKEN }}
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          push:
            script:
              - git push «"https://oauth2:\${PUSH_TOKEN}@gitlab.com/o/r.git"» HEAD:main
              - git remote set-url origin «https://x:$CI_JOB_TOKEN@gitlab.com/o/r.git»
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          steps:
            - bash: |
                git clone «"https://ci:$TOKEN@dev.azure.com/example/shop/_git/shop"»
                git push «https://$(PushToken)@dev.azure.com/example/shop/_git/shop»
              env:
                TOKEN: $(PushToken)
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
                - run: git clone «"https://ci:$CLONE_TOKEN@github.com/example/app.git"»
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
              steps:
                - run: |
                    curl -H "Authorization: Bearer $CLONE_TOKEN" "https://api.example.com/deploy?ref=$GITHUB_SHA"
                    curl "$HOOK_URL"
                  env:
                    CLONE_TOKEN: \${{ secrets.CLONE_TOKEN }}
                    HOOK_URL: \${{ secrets.HOOK_URL }}
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          push:
            script:
              - 'curl --header "JOB-TOKEN: $CI_JOB_TOKEN" "https://gitlab.com/api/v4/projects?per_page=1"'
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          steps:
            - bash: 'git -c http.extraheader="Authorization: Bearer $TOKEN" clone https://dev.azure.com/example/shop/_git/shop'
              env:
                TOKEN: $(PushToken)
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
                - run: git clone https://github.com/example/app.git
                - run: 'curl --header "Authorization: $API_TOKEN" "https://api.example.com/v1?sha=$CIRCLE_SHA1"'
        `,
      },
    ],
  },
  check({ flows }) {
    return onePerPlace(
      argumentSecrets(flows).flatMap((found): PolicyMatch[] => {
        const part = partOf(found);
        const { command, flow, index } = found;
        if (part === undefined) return [];
        return [
          {
            place: command.placeOfWord(index),
            severity: isJobToken(flow.reference) ? ("low" satisfies Severity) : "medium",
            message: `${flowSubject(flow)} stands ${part} of a URL that ${command.name} is given.`,
            related: stepsOf({ ...flow, sink: { ...flow.sink, place: command.placeOfWord(index) } }),
          },
        ];
      }),
    );
  },
});

const VALUE = String.raw`(?:\$\{\{[^}\n]{1,200}\}\}|\$\([\w.-]{1,100}\)|\$env:\w+|\$\{?\w+[^@\s/]{0,50}|%\w+%)`;

/** A value as the password, or the user alone, in front of the host. */
const USERINFO = new RegExp(String.raw`[a-z][a-z\d+.-]{1,15}:\/\/(?:[^\s:@\/]{0,200}:)?${VALUE}@`, "i");

const QUERY = new RegExp(
  String.raw`:\/\/[^\s?]{1,500}\?(?:[^\s]{0,500}&)?[\w.-]{0,50}(?:token|key|secret|pass(?:word)?|pwd|auth|sig|signature|credential)[\w.-]{0,20}=${VALUE}`,
  "i",
);

function partOf({ word }: ArgumentSecret): string | undefined {
  if (word.length > 2000) return undefined;
  if (USERINFO.test(word)) return "as the password";
  return QUERY.test(word) ? "in the query" : undefined;
}
