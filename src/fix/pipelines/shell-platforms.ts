import type { PlatformId } from "../../platforms/registry.ts";

/** Platforms whose pipelines run shells: all but those that only say what is to be updated. */
export const SHELL_PLATFORMS = [
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
] as const satisfies readonly PlatformId[];
