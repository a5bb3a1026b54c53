// Written by scripts/write-registries.ts from the folders beside it; do not edit.
import type { Platform } from "../core/stages.ts";
import { appveyor } from "./appveyor/platform.ts";
import { azurePipelines } from "./azure-pipelines/platform.ts";
import { bitbucketPipelines } from "./bitbucket-pipelines/platform.ts";
import { buildkite } from "./buildkite/platform.ts";
import { circleci } from "./circleci/platform.ts";
import { cloudBuild } from "./cloud-build/platform.ts";
import { codebuild } from "./codebuild/platform.ts";
import { compose } from "./compose/platform.ts";
import { dependabot } from "./dependabot/platform.ts";
import { drone } from "./drone/platform.ts";
import { githubActions } from "./github-actions/platform.ts";
import { gitlabCi } from "./gitlab-ci/platform.ts";
import { jenkins } from "./jenkins/platform.ts";
import { tekton } from "./tekton/platform.ts";
import { travis } from "./travis/platform.ts";
import { woodpecker } from "./woodpecker/platform.ts";

const known = [
  // A folder with a platform.ts each.
  appveyor,
  azurePipelines,
  bitbucketPipelines,
  buildkite,
  circleci,
  cloudBuild,
  codebuild,
  compose,
  dependabot,
  drone,
  githubActions,
  gitlabCi,
  jenkins,
  tekton,
  travis,
  woodpecker,
] as const;

/** All platforms, in the order of their names. */
export const platforms: readonly Platform[] = known;

export type PlatformId = (typeof known)[number]["id"];

/** The model of each platform, by its id. */
export type PlatformModels = {
  readonly [Known in (typeof known)[number] as Known["id"]]: Parameters<Known["flows"]>[0];
};
