import type { Forge } from "../forge.ts";
import { type Gate, NODE_IMAGE } from "../gate.ts";

/** Merge request pipelines where there is a merge request, branch pipelines otherwise. */
const WORKFLOW = `workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH && $CI_OPEN_MERGE_REQUESTS
      when: never
    - when: always
`;

function job({ install, sealint }: Gate): string {
  return `sealint:
  stage: test
  image: ${NODE_IMAGE}
  variables:
    # The whole history: commits are held against those that were there before.
    GIT_DEPTH: "0"
    # What this run brings.
    SEALINT_SEARCH: --ci
  rules:
    # These runs bring nothing, so all files are searched.
    - if: $CI_PIPELINE_SOURCE =~ /^(schedule|web|api|trigger|pipeline|chat)$/
      variables:
        SEALINT_SEARCH: .
    - when: on_success
  script:
${install.map((command) => `    - ${command}\n`).join("")}    - >-
      ${sealint} scan $SEALINT_SEARCH --format text
      --format gitlab=gl-secret-detection-report.json
      --format codeclimate=gl-code-quality-report.json
  artifacts:
    when: always
    reports:
      secret_detection: gl-secret-detection-report.json
      codequality: gl-code-quality-report.json
`;
}

/** https://docs.gitlab.com/ci/yaml/ */
export const GITLAB: Forge = {
  name: "gitlab",
  title: "GitLab CI",
  files: [".gitlab-ci.yml"],
  signs: [".gitlab-ci.yml"],
  weakSigns: [".gitlab"],
  host: /^(?:.+\.)?gitlab\./,
  file: (gate) => `# Fails where a run brings a secret into the repository.\n${WORKFLOW}\n${job(gate)}`,
  addition: job,
  where:
    "Add this job to it. It runs in merge request pipelines, too: where your other jobs do not, give the file the `workflow:` of https://docs.gitlab.com/ci/yaml/workflow/#switch-between-branch-pipelines-and-merge-request-pipelines.",
  afterwards: [
    "In the settings of the project, under Merge requests, tick `Pipelines must succeed`, so that nothing is merged without it.",
  ],
};
