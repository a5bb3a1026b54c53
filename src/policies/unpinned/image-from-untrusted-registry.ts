import { namesText } from "../../core/name-pattern.ts";
import type { ImageUse } from "../../core/pipeline.ts";
import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";
import { isJobToken, secretName } from "../secret-like.ts";
import { givenAt } from "../stake.ts";

/** An image of somebody's own account that is given secrets. */
export const imageFromUntrustedRegistry = definePolicy({
  meta: {
    id: "unpinned/image-from-untrusted-registry",
    title: "Image of a private account is given secrets",
    why: "What runs in the image has the secrets of the job. An image of somebody's account on a public registry was built by that somebody, from sources that nobody has to show, and goes with the account when that is sold or taken over. A digest fixes what runs, and says nothing of who made it.",
    fix: "Build the image yourself and keep it in a registry of your own, or copy it there once it has been looked at. Images that Docker itself keeps, of the tool's own maker, or of your own registry are not meant: where this one is, accept the finding with that reason.",
    severity: "medium",
    confidence: "low",
    preset: "strict",
    since: "0.1.0",
    references: ["https://docs.docker.com/docker-hub/image-library/trusted-content/"],
    practices: ["P17"],
    cwe: [829, 494],
    allows: { what: "images, without their tags", example: "my-account/*" },
    options: {
      registries: {
        kind: "names",
        more: "both",
        says: "The registries, and folders in them, that images with secrets may come from; where some are named, any other is reported.",
        example: ["registry.example.com", "ghcr.io/my-org", "docker.io/library"],
      },
    },
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
  check({ flows, options: { registries } }) {
    const isStrange = registries.length === 0 ? isOfAnAccount : isElsewhere(registries);
    return onePerPlace(
      flows.images.filter(isStrange).flatMap(({ name, place, secrets }) => {
        const stored = secrets.filter((one) => !isJobToken(one));
        const [secret] = stored;
        if (secret === undefined) return [];
        const of =
          registries.length === 0 ? "of an account on a public registry" : "of none of the registries that are named";
        const message = `The image ${name}, ${of}, is given ${secretName(secret.secret)}.`;
        return [{ place, subject: name, message, related: givenAt(stored) }];
      }),
    );
  },
});

/** Makers of tools that publish under their own names. */
const MAKERS =
  /^(?:library|hashicorp|bitnami|grafana|google|amazon|aws|microsoft|mcr|circleci|cimg|gitlab|docker|nginx|node|python|mongo|mysql|redis|elastic|atlassian|sonarsource|aquasec|snyk|semgrep|returntocorp|trufflesecurity|zricethezav|gitleaks|goreleaser|alpine|bats|cypress|selenium|moby|rancher|bitwarden|opentofu|pulumi|renovate|playwright|localstack|minio|confluentinc|apache|jenkins|prom|curlimages|mikefarah|koalaman|hadolint|golangci|rust|messense|ghcr|kindest|lachlanevenson|dtzar|google\/cloud-sdk|ansible|quay|fluxcd|argoproj|bufbuild|swaggerapi|openapitools|pandoc|texlive|condaforge|continuumio|mambaorg|pytorch|tensorflow|nvidia|cloudposse|alpine\/\w+|buildpack-deps|plugins|drone|woodpeckerci)$/i;

/** `account/image` on Docker's own registry. */
function isOfAnAccount({ name }: ImageUse): boolean {
  const [account = "", image, ...more] = name
    .replace(/^(?:docker\.io|index\.docker\.io|registry-1\.docker\.io)\//i, "")
    .split("/");
  return (
    image !== undefined &&
    more.length === 0 &&
    !/[.:$%{]/.test(account) &&
    account !== "localhost" &&
    !MAKERS.test(account)
  );
}

/** Whether an image lies in none of the registries and folders; one whose name is worked out may lie anywhere. */
function isElsewhere(registries: readonly string[]): (image: ImageUse) => boolean {
  return ({ name }) => {
    if (/[${}%<>]/.test(name)) return false;
    const whole = withRegistry(name);
    return !registries.some((one) => {
      const folder = one.replace(/\/+$/, "");
      return [name, whole].some((image) => namesText(folder, image) || namesText(`${folder}/*`, image));
    });
  };
}

/** The name with the registry that Docker takes it from: `docker.io/library/node` for `node`. */
function withRegistry(name: string): string {
  const [first = "", ...rest] = name.split("/");
  if (rest.length > 0 && (/[.:]/.test(first) || first === "localhost")) return name;
  return rest.length === 0 ? `docker.io/library/${name}` : `docker.io/${name}`;
}
