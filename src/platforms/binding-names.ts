import type { Place } from "../core/span.ts";
import { bindingNames as azureNames } from "./azure-pipelines/binding-names.ts";
import type { AzurePipelinesModel } from "./azure-pipelines/model.ts";
import { bindingNames as circleciNames } from "./circleci/binding-names.ts";
import type { CircleciModel } from "./circleci/model.ts";
import type { DependabotModel } from "./dependabot/model.ts";
import { bindingNames as githubNames } from "./github-actions/binding-names.ts";
import type { GithubActionsModel } from "./github-actions/model.ts";
import { bindingNames as gitlabNames } from "./gitlab-ci/binding-names.ts";
import type { GitlabCiModel } from "./gitlab-ci/model.ts";
import { bindingNames as jenkinsNames } from "./jenkins/binding-names.ts";
import type { JenkinsModel } from "./jenkins/model.ts";

type Model = AzurePipelinesModel | CircleciModel | DependabotModel | GithubActionsModel | GitlabCiModel | JenkinsModel;

/** Names of the variables and inputs that hold where a place of a pipeline lies, whatever their values. */
export function bindingNames(model: Model, place: Place): string[] {
  // Nothing in it takes its value from a variable.
  if (model.kind === "dependabot") return [];
  if (model.kind === "azure") return azureNames(model, place);
  if (model.kind === "jenkins") return jenkinsNames(model, place);
  if (model.kind === "circleci") return circleciNames(model, place);
  return model.kind === "pipeline" ? gitlabNames(model, place) : githubNames(model, place);
}
