import type { Place } from "../core/span.ts";
import { bindingNames as appveyorNames } from "./appveyor/binding-names.ts";
import type { AppveyorModel } from "./appveyor/model.ts";
import { bindingNames as azureNames } from "./azure-pipelines/binding-names.ts";
import type { AzurePipelinesModel } from "./azure-pipelines/model.ts";
import { bindingNames as bitbucketNames } from "./bitbucket-pipelines/binding-names.ts";
import type { BitbucketModel } from "./bitbucket-pipelines/model.ts";
import { bindingNames as buildkiteNames } from "./buildkite/binding-names.ts";
import type { BuildkiteModel } from "./buildkite/model.ts";
import { bindingNames as circleciNames } from "./circleci/binding-names.ts";
import type { CircleciModel } from "./circleci/model.ts";
import { bindingNames as cloudBuildNames } from "./cloud-build/binding-names.ts";
import type { CloudBuildModel } from "./cloud-build/model.ts";
import { bindingNames as codebuildNames } from "./codebuild/binding-names.ts";
import type { CodebuildModel } from "./codebuild/model.ts";
import { bindingNames as composeNames } from "./compose/binding-names.ts";
import type { ComposeModel } from "./compose/model.ts";
import { bindingNames as containerNames } from "./container-steps/binding-names.ts";
import type { DependabotModel } from "./dependabot/model.ts";
import type { DroneModel } from "./drone/model.ts";
import { bindingNames as githubNames } from "./github-actions/binding-names.ts";
import type { GithubActionsModel } from "./github-actions/model.ts";
import { bindingNames as gitlabNames } from "./gitlab-ci/binding-names.ts";
import type { GitlabCiModel } from "./gitlab-ci/model.ts";
import { bindingNames as jenkinsNames } from "./jenkins/binding-names.ts";
import type { JenkinsModel } from "./jenkins/model.ts";
import { bindingNames as tektonNames } from "./tekton/binding-names.ts";
import type { TektonModel } from "./tekton/model.ts";
import { bindingNames as travisNames } from "./travis/binding-names.ts";
import type { TravisModel } from "./travis/model.ts";
import type { WoodpeckerModel } from "./woodpecker/model.ts";

type Model =
  | AppveyorModel
  | AzurePipelinesModel
  | BitbucketModel
  | BuildkiteModel
  | CircleciModel
  | CloudBuildModel
  | CodebuildModel
  | ComposeModel
  | DependabotModel
  | DroneModel
  | GithubActionsModel
  | GitlabCiModel
  | JenkinsModel
  | TektonModel
  | TravisModel
  | WoodpeckerModel;

/** Names of the variables and inputs that hold where a place of a pipeline lies, whatever their values. */
export function bindingNames(model: Model, place: Place): string[] {
  // Nothing in it takes its value from a variable.
  if (model.kind === "dependabot") return [];
  if (model.kind === "azure") return azureNames(model, place);
  if (model.kind === "buildkite") return buildkiteNames(model, place);
  if (model.kind === "drone" || model.kind === "woodpecker") return containerNames(model, place);
  if (model.kind === "cloud-build") return cloudBuildNames(model, place);
  if (model.kind === "codebuild") return codebuildNames(model);
  if (model.kind === "compose") return composeNames(model, place);
  if (model.kind === "tekton") return tektonNames(model, place);
  if (model.kind === "bitbucket") return bitbucketNames(model, place);
  if (model.kind === "travis") return travisNames(model, place);
  if (model.kind === "appveyor") return appveyorNames(model, place);
  if (model.kind === "jenkins") return jenkinsNames(model, place);
  if (model.kind === "circleci") return circleciNames(model, place);
  return model.kind === "pipeline" ? gitlabNames(model, place) : githubNames(model, place);
}
