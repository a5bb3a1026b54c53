import type { Forge } from "./forge.ts";
import type { ForgeName } from "./forge-names.ts";
import { AZURE } from "./forges/azure.ts";
import { BITBUCKET } from "./forges/bitbucket.ts";
import { BUILDKITE } from "./forges/buildkite.ts";
import { CIRCLECI } from "./forges/circleci.ts";
import { GITHUB } from "./forges/github.ts";
import { GITLAB } from "./forges/gitlab.ts";
import { JENKINS } from "./forges/jenkins.ts";

/** Each CI system by the name that `--forge` takes. */
export const FORGES: Readonly<Record<ForgeName, Forge>> = {
  github: GITHUB,
  gitlab: GITLAB,
  azure: AZURE,
  bitbucket: BITBUCKET,
  circleci: CIRCLECI,
  jenkins: JENKINS,
  buildkite: BUILDKITE,
};
