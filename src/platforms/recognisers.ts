// Written by scripts/write-registries.ts from the folders beside it; do not edit.
import { recognise as appveyor } from "./appveyor/recognise.ts";
import { recognise as azurePipelines } from "./azure-pipelines/recognise.ts";
import { recognise as bitbucketPipelines } from "./bitbucket-pipelines/recognise.ts";
import { recognise as buildkite } from "./buildkite/recognise.ts";
import { recognise as circleci } from "./circleci/recognise.ts";
import { recognise as cloudBuild } from "./cloud-build/recognise.ts";
import { recognise as codebuild } from "./codebuild/recognise.ts";
import { recognise as compose } from "./compose/recognise.ts";
import { recognise as dependabot } from "./dependabot/recognise.ts";
import { recognise as drone } from "./drone/recognise.ts";
import { recognise as githubActions } from "./github-actions/recognise.ts";
import { recognise as gitlabCi } from "./gitlab-ci/recognise.ts";
import { recognise as jenkins } from "./jenkins/recognise.ts";
import { recognise as tekton } from "./tekton/recognise.ts";
import { recognise as travis } from "./travis/recognise.ts";
import { recognise as woodpecker } from "./woodpecker/recognise.ts";

/** Tells whether a file is a platform's, by its path and the start of its text. */
export type Recognise = (path: string, head: string) => boolean;

/** What each platform is recognised by, apart from what reads it: to learn that there is no pipeline should take little. */
export const recognisers: readonly Recognise[] = [
  // A folder with a recognise.ts each.
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
];
