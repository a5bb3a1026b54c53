import type { PlacedText } from "../../core/pipeline.ts";
import type { PolicyContext, PolicyMatch } from "../../core/stages.ts";
import { connectionSecretsIn, isOwnMachine } from "../connection-secrets.ts";
import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";

/** A password inside a connection string, in a variable, an input or a script. */
export const plaintextConnectionString = definePolicy({
  meta: {
    id: "plaintext/plaintext-connection-string",
    title: "Plaintext password in a connection string",
    why: "A connection string with its password is all that somebody needs: it names the place, the user and the key. It is also printed whole by many programs when a connection fails, and the platform masks nothing of it. Critical: it leads to another machine. Medium: its host is a name within the job's own network, as services have. Low: it leads to the job's own machine, where the database most often ends with the job.",
    fix: "Change the password at the server first, because this one counts as leaked. Store the whole string as a secret and write its reference in place of the string (`DATABASE_URL: ${{ secrets.DATABASE_URL }}`, on GitLab a masked variable of the project, on CircleCI one of a context), or store the password alone and let the program put the parts together. For a service that only lives as long as the job, make a password anew in each run: `openssl rand -hex 16`.",
    severity: "critical",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/using-secrets-in-github-actions",
      "https://docs.gitlab.com/ci/variables/#cicd-variable-security",
      "https://learn.microsoft.com/en-us/azure/devops/pipelines/process/set-secret-variables",
      "https://www.rfc-editor.org/rfc/rfc3986#section-7.5",
      "https://circleci.com/docs/guides/security/env-vars/",
    ],
    practices: ["P1"],
    cwe: [798, 312],
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
            migrate:
              runs-on: ubuntu-latest
              env:
                DATABASE_URL: postgres://app:«kR4vTz8qLw»@db.example.net/app
              steps:
                - run: make migrate
        `,
      },
      {
        text: `
          on: push
          jobs:
            migrate:
              runs-on: ubuntu-latest
              steps:
                - run: psql "postgres://app:«s3cr3t-9Kd»@db/app" -f migrate.sql
                - uses: example/migrate@v1
                  with:
                    connection: Server=tcp:sql.example.net,1433;Database=app;User ID=app;Password=«vK7qLw2ZtRp9»;Encrypt=true
        `,
      },
      {
        text: `
          on: push
          env:
            STORAGE: DefaultEndpointsProtocol=https;AccountName=example;AccountKey=«q8Zr1LmX0vTe4WbNhX3mQ9tLw7ZskR4vTz8qLw2ZtRp9»;EndpointSuffix=core.windows.net
            JDBC_URL: jdbc:mysql://db.example.net:3306/app?user=app&password=«n7Yd2KpV5sGa»
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - run: make test
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          variables:
            DATABASE_URL: postgres://app:«kR4vTz8qLw»@db.example.net/app

          test:
            script: [make test]
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          deploy:
            script:
              - make build
              - git push "https://ci:«vK7qLw2ZtRp9»@git.example.net/app.git" HEAD:main
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          .cache: &cache
            REDIS_URL: redis://:«n7Yd2KpV5sGa»@cache.example.net:6379/0

          test:
            variables:
              <<: *cache
            script: [make test]
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          variables:
            DATABASE_URL: postgres://app:«kR4vTz8qLw»@db.example.net/app
          steps:
            - task: SqlAzureDacpacDeployment@1
              inputs:
                connectionString: Server=tcp:shop.database.windows.net;User ID=app;Password=«vK7qLw2ZtRp9»;Encrypt=True
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          steps:
            - pwsh: |
                Invoke-Sqlcmd -ConnectionString "Server=db.example.net;User ID=app;Password=«hX3mQ9tLw7Zs»;" -InputFile schema.sql
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          jobs:
            migrate:
              docker: [{ image: cimg/base:2026.01 }]
              environment:
                DATABASE_URL: postgres://app:«kR4vTz8qLw»@db.example.net/app
              steps:
                - run: git push "https://ci:«vK7qLw2ZtRp9»@git.example.net/app.git" HEAD:main
        `,
      },
    ],
    ok: [
      {
        text: `
          on: push
          jobs:
            migrate:
              runs-on: ubuntu-latest
              env:
                DATABASE_URL: \${{ secrets.DATABASE_URL }}
                TEST_URL: postgres://app:\${{ secrets.DB_PASSWORD }}@db.example.net/app
              steps:
                - run: make migrate
        `,
      },
      {
        text: `
          on: push
          jobs:
            migrate:
              runs-on: ubuntu-latest
              steps:
                - run: |
                    psql "postgres://app:$DB_PASSWORD@db.example.net/app" -f migrate.sql
                    git clone "https://x-access-token:\${TOKEN}@github.com/example/app.git"
                  env:
                    DB_PASSWORD: \${{ secrets.DB_PASSWORD }}
                    TOKEN: \${{ secrets.CLONE_TOKEN }}
        `,
      },
      {
        text: `
          on: push
          env:
            HOMEPAGE: https://example.com:8443/a@b
            DATABASE_URL: postgres://app@db.example.net/app
            TEMPLATE: postgres://user:<password>@host/db
            OPTIONS: "Server=sql.example.net;Database=app;Password=;"
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - run: make test
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          variables:
            DATABASE_URL: postgres://app:$DB_PASSWORD@db.example.net/app

          test:
            script: [make test]
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          deploy:
            script:
              - git push "https://gitlab-ci-token:\${CI_JOB_TOKEN}@gitlab.com/example/app.git" HEAD:main
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          variables:
            PAGE: https://example.com:8443/a@b
            DATABASE_URL: postgres://app@db.example.net/app

          test:
            script:
              - scp -P 22 file deploy@example.net:/srv
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          variables:
            DATABASE_URL: postgres://app:$(DbPassword)@db.example.net/app
          steps:
            - script: psql "$(ConnectionString)" -f schema.sql
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          jobs:
            migrate:
              docker: [{ image: cimg/base:2026.01 }]
              environment:
                PAGE: https://example.com:8443/a@b
                DATABASE_URL: postgres://app@db.example.net/app
              steps:
                - run: psql "postgres://app:\${DB_PASSWORD}@db.example.net/app" -f migrate.sql
        `,
      },
    ],
  },
  check({ flows, judge }) {
    const texts: readonly PlacedText[] = [...flows.literals, ...flows.scripts.map(({ text }) => text)];
    return onePerPlace(texts.flatMap((text) => matchesIn(text, judge)));
  },
});

function matchesIn(text: PlacedText, judge: PolicyContext<unknown>["judge"]): PolicyMatch[] {
  return connectionSecretsIn(text.value).flatMap(({ value, start, end, host }) => {
    const judgement = judge("password", value);
    if (judgement.confidence === undefined) return [];
    const place = text.placeOf(start, end);
    const to = host === undefined ? "" : ` to ${host}`;
    const message = `The password of a connection${to} is written out here.`;
    return [{ place, secret: place, judgement, severity: severityOf(host), message }];
  });
}

function severityOf(host: string | undefined): "critical" | "medium" | "low" {
  if (host === undefined || host.includes(".")) return host !== undefined && isOwnMachine(host) ? "low" : "critical";
  return isOwnMachine(host) ? "low" : "medium";
}
