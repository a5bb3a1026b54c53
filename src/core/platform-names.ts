/** Names of the platforms as their makers write them, by the ids of the platforms. */
export const PLATFORM_NAMES: Readonly<Record<string, string>> = {
  appveyor: "AppVeyor",
  "azure-pipelines": "Azure Pipelines",
  "bitbucket-pipelines": "Bitbucket Pipelines",
  buildkite: "Buildkite",
  circleci: "CircleCI",
  "cloud-build": "Google Cloud Build",
  codebuild: "AWS CodeBuild",
  compose: "Docker Compose",
  dependabot: "Dependabot",
  drone: "Drone",
  "github-actions": "GitHub Actions",
  "gitlab-ci": "GitLab CI",
  jenkins: "Jenkins",
  tekton: "Tekton",
  travis: "Travis CI",
  woodpecker: "Woodpecker",
};
