// Written by scripts/write-registries.ts from the folders beside it; do not edit.
import type { Platform } from "../core/stages.ts";
import { azurePipelines } from "./azure-pipelines/platform.ts";
import { circleci } from "./circleci/platform.ts";
import { dependabot } from "./dependabot/platform.ts";
import { githubActions } from "./github-actions/platform.ts";
import { gitlabCi } from "./gitlab-ci/platform.ts";
import { jenkins } from "./jenkins/platform.ts";

const known = [
  // A folder with a platform.ts each.
  azurePipelines,
  circleci,
  dependabot,
  githubActions,
  gitlabCi,
  jenkins,
] as const;

/** All platforms, in the order of their names. */
export const platforms: readonly Platform[] = known;

export type PlatformId = (typeof known)[number]["id"];

/** The model of each platform, by its id. */
export type PlatformModels = {
  readonly [Known in (typeof known)[number] as Known["id"]]: Parameters<Known["flows"]>[0];
};
