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
    why: "A tag is a label that the image's owner, or whoever takes over the account, can put on another image at any time. The job then runs in that image, with each secret that it uses. High: a secret reaches the image, or the job's token can write. Medium: the same, but it is a numbered version of one of Docker's official images. Low: no secret is named in the job. Other names that are computed are not reported.",
    fix: "Look up the digest of the image that you use (`docker buildx imagetools inspect NAME:TAG`) and write it behind the tag: `image: node:24@sha256:<64 hex digits>`. Renovate and Dependabot keep such lines up to date. Give secrets only to the job that needs them.",
    on: {
      circleci: { why: "Medium, too: a numbered version of one of CircleCI's own images." },
      "cloud-build": { why: "Low, too: a builder of Google's own." },
      "github-actions": { why: "Low, too: the whole name is the value of an input or a variable." },
    },
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
