/** Where the documentation of a platform lies that speaks of no other: beginnings of addresses, by the platforms' ids. */
const DOCS: Readonly<Record<string, readonly string[]>> = {
  appveyor: ["https://www.appveyor.com/"],
  "azure-pipelines": ["https://learn.microsoft.com/en-us/azure/devops/", "https://learn.microsoft.com/azure/devops/"],
  "bitbucket-pipelines": ["https://support.atlassian.com/bitbucket-cloud/"],
  buildkite: ["https://buildkite.com/docs/"],
  circleci: ["https://circleci.com/docs/"],
  "cloud-build": ["https://cloud.google.com/build/", "https://docs.cloud.google.com/build/"],
  codebuild: ["https://docs.aws.amazon.com/codebuild/"],
  compose: ["https://docs.docker.com/compose/", "https://docs.docker.com/reference/compose-file/"],
  drone: ["https://docs.drone.io/"],
  "github-actions": [
    "https://docs.github.com/en/actions/",
    "https://docs.github.com/actions/",
    "https://github.com/actions/",
    "https://securitylab.github.com/",
  ],
  "gitlab-ci": ["https://docs.gitlab.com/"],
  jenkins: ["https://www.jenkins.io/doc/"],
  tekton: ["https://tekton.dev/"],
  travis: ["https://docs.travis-ci.com/"],
  woodpecker: ["https://woodpecker-ci.org/"],
};

/** The platform that an address documents; undefined where it speaks of more than one, or of something else. */
export const platformOfDocs = (address: string): string | undefined =>
  Object.entries(DOCS).find(([, starts]) => starts.some((start) => address.startsWith(start)))?.[0];
