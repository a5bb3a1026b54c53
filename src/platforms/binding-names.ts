// Written by scripts/write-registries.ts from the folders beside it; do not edit.
import type { Place } from "../core/span.ts";
import { bindingNames as appveyor } from "./appveyor/binding-names.ts";
import { bindingNames as azurePipelines } from "./azure-pipelines/binding-names.ts";
import { bindingNames as bitbucketPipelines } from "./bitbucket-pipelines/binding-names.ts";
import { bindingNames as buildkite } from "./buildkite/binding-names.ts";
import { bindingNames as circleci } from "./circleci/binding-names.ts";
import { bindingNames as cloudBuild } from "./cloud-build/binding-names.ts";
import { bindingNames as codebuild } from "./codebuild/binding-names.ts";
import { bindingNames as compose } from "./compose/binding-names.ts";
import { bindingNames as drone } from "./drone/binding-names.ts";
import { bindingNames as githubActions } from "./github-actions/binding-names.ts";
import { bindingNames as gitlabCi } from "./gitlab-ci/binding-names.ts";
import { bindingNames as jenkins } from "./jenkins/binding-names.ts";
import { bindingNames as tekton } from "./tekton/binding-names.ts";
import { bindingNames as travis } from "./travis/binding-names.ts";
import { bindingNames as woodpecker } from "./woodpecker/binding-names.ts";

/** What tells of the model of one platform. */
type NamesAt = (model: never, place: Place) => readonly string[];

const known: Readonly<Record<string, NamesAt>> = {
  // A folder with a binding-names.ts each.
  appveyor,
  "azure-pipelines": azurePipelines,
  "bitbucket-pipelines": bitbucketPipelines,
  buildkite,
  circleci,
  "cloud-build": cloudBuild,
  codebuild,
  compose,
  drone,
  "github-actions": githubActions,
  "gitlab-ci": gitlabCi,
  jenkins,
  tekton,
  travis,
  woodpecker,
};

/** Names of the variables and inputs that hold where a place of a pipeline lies, whatever their values; none where its platform has none. */
export function bindingNames(platform: string, model: unknown, place: Place): readonly string[] {
  return known[platform]?.(model as never, place) ?? [];
}
