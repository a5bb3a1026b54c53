import type { Judgement } from "../../core/judgement.ts";
import { definePolicy } from "../define-policy.ts";

/** A container registry's password written out. */
export const plaintextRegistryAuth = definePolicy({
  meta: {
    id: "plaintext/plaintext-registry-auth",
    title: "Plaintext password of a container registry",
    why: "Everybody who can read the repository can log in to the registry with it: read private images and, if the account may write, put other images in their place, which all later jobs and deployments then run. The `auth` of a Docker configuration is user and password in base 64, which anybody can turn back.",
    fix: "Make a new password or, better, an access token that may only read, and revoke the old one at the registry. On GitHub store it as a secret and write `password: ${{ secrets.REGISTRY_PASSWORD }}`. On GitLab delete `DOCKER_AUTH_CONFIG` from the file and store it as a variable of the project (Settings, then CI/CD, then Variables, type variable, masked and protected); the runner finds it there. On CircleCI write `password: $REGISTRY_PASSWORD` under `auth:` and store it in a context. For the platform's own registry use the job's token: `${{ github.token }}`, or nothing at all on GitLab.",
    severity: "critical",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/writing-workflows/workflow-syntax-for-github-actions#jobsjob_idcontainercredentials",
      "https://docs.gitlab.com/ci/docker/using_docker_images/#access-an-image-from-a-private-container-registry",
      "https://circleci.com/docs/guides/execution-managed/private-images/",
    ],
    practices: ["P1"],
    cwe: [798, 312],
  },
  platforms: ["bitbucket-pipelines", "circleci", "dependabot", "drone", "github-actions", "gitlab-ci", "woodpecker"],
  examples: {
    flag: [
      {
        text: `
          on: push
          jobs:
            test:
              runs-on: ubuntu-latest
              container:
                image: registry.example.com/build:1
                credentials:
                  username: ci
                  password: «kR4vTz8qLw»
              steps:
                - run: make test
        `,
      },
      {
        text: `
          on: push
          jobs:
            test:
              runs-on: ubuntu-latest
              services:
                db:
                  image: registry.example.com/db:1
                  credentials:
                    username: \${{ vars.REGISTRY_USER }}
                    password: '«vK7qLw2ZtRp9»'
              steps:
                - run: make test
        `,
      },
      {
        text: `
          on: push
          jobs:
            test:
              runs-on: ubuntu-latest
              container:
                image: registry.example.com/build:1
                credentials: { username: ci, password: "«n7Yd2KpV5sGa»" }
              services:
                cache:
                  image: registry.example.com/cache:1
                  credentials: { username: ci, password: "«hX3mQ9tLw7Zs»" }
              steps:
                - run: make test
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          variables:
            DOCKER_AUTH_CONFIG: '{"auths": {"registry.example.com": {"auth": "«Y2k6a1I0dlR6OHFMdw==»"}}}'

          test:
            script: [make test]
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          test:
            variables:
              DOCKER_AUTH_CONFIG: |
                {
                  "auths": {
                    "registry.example.com": { "username": "ci", "password": "«vK7qLw2ZtRp9»" }
                  }
                }
            script: [make test]
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          .private:
            variables:
              DOCKER_AUTH_CONFIG: "{ 'auths': {} }"

          test:
            variables:
              DOCKER_AUTH_CONFIG: '{"auths":{"a.example.com":{"identitytoken":"«q8Zr1LmX0vTe4WbN»"}}}'
            script: [make test]
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          jobs:
            test:
              docker:
                - image: registry.example.com/build:1
                  auth:
                    username: ci
                    password: «kR4vTz8qLw»
                - image: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/db:1
                  aws_auth:
                    aws_access_key_id: $ECR_KEY_ID
                    aws_secret_access_key: «q8Zr1LmX0vTe4WbNhX3mQ9tLw7ZskR4vTz8qLw2Z»
              steps: [checkout]
        `,
      },
      {
        path: ".github/dependabot.yml",
        text: `
          version: 2
          registries:
            ours:
              type: npm-registry
              url: https://npm.example.com
              username: ci
              password: «kR4vTz8qLw»
            images:
              type: docker-registry
              url: https://images.example.com
              username: ci
              token: «q8Zr1LmX0vTe4WbN»
          updates:
            - package-ecosystem: npm
              directory: /
              schedule: { interval: weekly }
              registries: "*"
        `,
      },
    ],
    ok: [
      {
        path: ".github/dependabot.yml",
        text: `
          version: 2
          registries:
            ours:
              type: npm-registry
              url: https://npm.example.com
              token: \${{ secrets.NPM_READ_TOKEN }}
              replaces-base: true
          updates:
            - package-ecosystem: npm
              directory: /
              schedule: { interval: weekly }
              registries: [ours]
        `,
      },
      {
        text: `
          on: push
          jobs:
            test:
              runs-on: ubuntu-latest
              container:
                image: registry.example.com/build:1
                credentials:
                  username: ci
                  password: \${{ secrets.REGISTRY_PASSWORD }}
              steps:
                - run: make test
        `,
      },
      {
        text: `
          on: push
          jobs:
            test:
              runs-on: ubuntu-latest
              container:
                image: ghcr.io/example/build:1
                credentials:
                  username: \${{ github.actor }}
                  password: \${{ github.token }}
              steps:
                - run: make test
        `,
      },
      {
        text: `
          on: push
          jobs:
            test:
              runs-on: ubuntu-latest
              container:
                image: registry.example.com/build:1
                credentials:
                  username: kR4vTz8qLw
                  password: ""
              steps:
                - run: make test
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          variables:
            DOCKER_AUTH_CONFIG: $REGISTRY_CONFIG

          test:
            script: [make test]
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          variables:
            DOCKER_AUTH_CONFIG: '{"auths": {"registry.example.com": {"auth": "$REGISTRY_AUTH"}}}'

          test:
            script: [make test]
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          variables:
            DOCKER_AUTH_CONFIG: '{"credHelpers": {"registry.example.com": "ecr-login"}}'

          test:
            script: [make test]
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          jobs:
            test:
              docker:
                - image: registry.example.com/build:1
                  auth:
                    username: ci
                    password: $REGISTRY_PASSWORD
                - image: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/db:1
                  aws_auth:
                    oidc:
                      role_arn: arn:aws:iam::123456789012:role/ci
              steps: [checkout]
        `,
      },
    ],
  },
  *check({ flows, judge }) {
    for (const { name, value, place, via } of flows.literals) {
      if (via !== "registry" || !/pass|auth|token|secret/i.test(name)) continue;
      // Whatever its key is called, a password is what stands there.
      const judgement = judge("password", value);
      if (judgement.score === 0) continue;
      const message = "A password of a container registry is written out here.";
      yield { place, secret: place, judgement: atLeastMedium(judgement), message };
    }
  },
});

/** Even a weak password opens the registry: nothing but a password stands there. */
function atLeastMedium(judgement: Judgement): Judgement {
  const { confidence = "low" } = judgement;
  return confidence === "low" ? { ...judgement, confidence: "medium" } : judgement;
}
