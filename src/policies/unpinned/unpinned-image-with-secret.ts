import type { Severity } from "../../core/levels.ts";
import type { ImageUse } from "../../core/pipeline.ts";
import type { PolicyContext, PolicyMatch } from "../../core/stages.ts";
import { permissionsOf, type TokenAccess, tokenAccess } from "../../platforms/github-actions/token.ts";
import type { PlatformModels } from "../../platforms/registry.ts";
import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";
import { isJobToken, secretName } from "../secret-like.ts";

/** A container image at a tag that somebody else can move, and what it gets hold of. */
export const unpinnedImageWithSecret = definePolicy({
  meta: {
    id: "unpinned/unpinned-image-with-secret",
    title: "Unpinned image that receives a secret",
    why: "A tag is a label that the image's owner, or whoever takes over the account, can put on another image at any time. The job then runs in that image, with each secret that it uses. High: a secret reaches the image, or the job's token can write. Medium: the same, but it is a numbered version of one of Docker's official images, or of CircleCI's own on CircleCI. Low: no secret is named in the job, or the image is a builder of Google's own on Cloud Build, or on GitHub the whole name is the value of an input or a variable. Other names that are computed are not reported.",
    fix: "Look up the digest of the image that you use (`docker buildx imagetools inspect NAME:TAG`) and write it behind the tag: `image: node:24@sha256:<64 hex digits>`. Renovate and Dependabot keep such lines up to date. Give secrets only to the job that needs them.",
    severity: "medium",
    confidence: "high",
    // Most pipelines that run in containers name them by tags.
    preset: "strict",
    since: "0.1.0",
    references: [
      "https://docs.docker.com/build/building/best-practices/#pin-base-image-versions",
      "https://docs.github.com/en/actions/writing-workflows/workflow-syntax-for-github-actions#jobsjob_idcontainerimage",
      "https://docs.gitlab.com/ci/yaml/#image",
      "https://circleci.com/docs/guides/execution-managed/using-docker/#docker-image-best-practices",
      "https://learn.microsoft.com/en-us/azure/devops/pipelines/process/container-phases",
    ],
    practices: ["P5"],
    cwe: [829, 1357],
    allows: { what: "images, without their tags", example: "registry.example.com/**" },
  },
  platforms: [
    "azure-pipelines",
    "bitbucket-pipelines",
    "buildkite",
    "circleci",
    "cloud-build",
    "compose",
    "drone",
    "github-actions",
    "gitlab-ci",
    "jenkins",
    "tekton",
    "woodpecker",
  ],
  examples: {
    flag: [
      {
        text: `
          on: push
          permissions:
            contents: read
          jobs:
            deploy:
              runs-on: ubuntu-latest
              container: «example/deploytool:latest»
              steps:
                - run: deploy
                  env:
                    API_TOKEN: \${{ secrets.API_TOKEN }}
        `,
      },
      {
        text: `
          on: push
          permissions:
            contents: write
          jobs:
            release:
              runs-on: ubuntu-latest
              container:
                image: «node:24»
              services:
                search:
                  image: «ghcr.io/example/search»
              steps:
                - run: make release
        `,
      },
      {
        path: "action.yml",
        text: `
          name: Announce
          runs:
            using: docker
            image: «docker://example/announce:1»
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          deploy:
            image: «deploytool:latest»
            script:
              - deploy --key "$DEPLOY_KEY"
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          variables:
            TOOL_VERSION: "1.2"
          default:
            image: «registry.example.com/tools/build:$TOOL_VERSION»
          build:
            script: [make]
          test:
            services:
              - name: «postgres:17»
            script: [make test]
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          .template:
            image:
              name: «hashicorp/terraform»
              entrypoint: [""]
          plan:
            extends: .template
            script:
              - terraform plan -var "token=$API_TOKEN"
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          resources:
            containers:
              - container: tools
                image: «acme/deploy:2»
          jobs:
            - job: deploy
              container: tools
              steps:
                - bash: ./deploy.sh
                  env:
                    API_TOKEN: $(ApiToken)
            - job: lint
              container: «ubuntu:latest»
              services:
                db: «postgres:17»
              steps:
                - bash: make lint
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          executors:
            base:
              parameters:
                tag: { type: string, default: latest }
              docker:
                - image: «deploytool:<< parameters.tag >>»
                - image: «postgres:17»
          jobs:
            deploy:
              executor: base
              steps:
                - run: deploy --key "$DEPLOY_KEY"
            test:
              docker:
                - image: «cimg/node:22.0»
              steps: [checkout]
          workflows:
            main:
              jobs: [deploy, test]
        `,
      },
      {
        text: `
          on: push
          jobs:
            test:
              strategy:
                matrix:
                  include:
                    - image: node@sha256:${"0123456789abcdef".repeat(4)}
                    - image: python
              runs-on: ubuntu-latest
              container: «\${{ matrix.image }}»
              services:
                db:
                  image: «\${{ inputs.database || vars.DATABASE }}»
              steps:
                - run: make test
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
              container: example/deploytool@sha256:${"0123456789abcdef".repeat(4)}
              steps:
                - run: deploy
                  env:
                    API_TOKEN: \${{ secrets.API_TOKEN }}
        `,
      },
      {
        text: `
          on: push
          jobs:
            test:
              strategy:
                matrix:
                  image: ["node@sha256:${"0123456789abcdef".repeat(4)}"]
              runs-on: ubuntu-latest
              container:
                image: \${{ matrix.image }}
              services:
                own:
                  image: ghcr.io/\${{ github.repository }}/own:main
              steps:
                - run: make test
        `,
      },
      {
        path: "action.yml",
        text: `
          name: Announce
          runs:
            using: docker
            image: Dockerfile
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          deploy:
            image: deploytool:1.2@sha256:${"0123456789abcdef".repeat(4)}
            script:
              - deploy --key "$DEPLOY_KEY"
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          deploy:
            image: $CI_REGISTRY_IMAGE/deploy:main
            script:
              - deploy --key "$DEPLOY_KEY"
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          variables:
            DEPLOY_IMAGE: deploytool@sha256:${"0123456789abcdef".repeat(4)}
          deploy:
            image: $DEPLOY_IMAGE
            services: ["\${CI_DEPENDENCY_PROXY_GROUP_IMAGE_PREFIX}/postgres:17"]
            script:
              - deploy --key "$DEPLOY_KEY"
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          resources:
            containers:
              - container: tools
                image: acme/deploy:2@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
              - container: own
                image: $(registry)/build:$(tag)
          jobs:
            - job: deploy
              container: tools
              steps:
                - bash: ./deploy.sh
                  env:
                    API_TOKEN: $(ApiToken)
            - job: lint
              container: own
              steps:
                - bash: make lint
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          jobs:
            deploy:
              parameters:
                image: { type: string }
              docker:
                - image: deploytool:1.2@sha256:${"0123456789abcdef".repeat(4)}
                - image: << parameters.image >>
                - image: example/search:<< pipeline.number >>
              steps:
                - run: deploy --key "$DEPLOY_KEY"
            machine:
              machine: { image: "ubuntu-2404:current" }
              steps: [checkout]
        `,
      },
    ],
  },
  check({ model, flows }) {
    return onePerPlace(
      flows.images
        .filter((image) => !image.pinned && (!isComputed(image) || isExpression(image)))
        .map((image) => matchOf(image, image.runsJob ? tokenOf(model, image.job) : "reads")),
    );
  },
});

const isComputed = ({ name, version }: ImageUse): boolean => /[$%]|<</.test(name + version);

/** An image of GitHub's that one expression stands for: whoever gives its value decides what runs. */
const isExpression = ({ name, version }: ImageUse): boolean =>
  /^\$\{\{.*\b(?:inputs|vars|env|needs|steps)\./s.test(name + version) && !/sha256/.test(name + version);

/** What the token of the job that runs in the image may do; GitLab's cannot be told from the file. */
function tokenOf(model: PolicyContext<PlatformModels[keyof PlatformModels]>["model"], id?: string): TokenAccess {
  if (model.kind !== "workflow") return "reads";
  const job = model.jobs.find((one) => one.id.value === id);
  return job === undefined ? "reads" : tokenAccess(permissionsOf(model, job));
}

function matchOf(image: ImageUse, token: TokenAccess): PolicyMatch {
  const { name, version, place, secrets } = image;
  if (isExpression(image)) {
    const message = "The image is whatever an expression gives, and nothing here fixes it to a digest.";
    return { place, severity: "low", message };
  }
  const secret = secrets.find((one) => !isJobToken(one));
  const stake =
    secret !== undefined
      ? `${secretName(secret)} reaches it`
      : token === "writes"
        ? "the job's token can write"
        : "no secret is named beside it today";
  return {
    place,
    subject: name,
    severity: severityOf(image, secret !== undefined || token === "writes"),
    message: `The image ${name} is not fixed to a digest (${version === "" ? "no version" : version}), and ${stake}.`,
    related: secret === undefined ? [] : [{ place: secret.place, message: `Here ${secretName(secret)} is given.` }],
  };
}

/** Images that Docker itself keeps have no owner's name before theirs; those of CircleCI have its own. */
const isOfficialVersion = ({ name, version }: ImageUse): boolean =>
  /^(?:(?:docker\.io\/)?(?:library|cimg)\/)?[\w.-]+$/.test(name) && /\d/.test(version);

/** Builders that Google makes for Cloud Build itself, in the version that it keeps there. */
const OF_PLATFORM = /^gcr\.io\/(?:cloud-builders|google\.com\/cloudsdktool)\//;

function severityOf(image: ImageUse, hasStake: boolean): Severity {
  if (!hasStake || OF_PLATFORM.test(image.name)) return "low";
  return isOfficialVersion(image) ? "medium" : "high";
}
