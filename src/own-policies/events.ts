/** Events that start pipelines, in the words of the platforms. */
export const EVENTS: readonly string[] = [
  ...new Set(
    [
      // GitHub Actions
      "branch_protection_rule check_run check_suite create delete deployment deployment_status discussion discussion_comment fork",
      "gollum image_version issue_comment issues label merge_group milestone page_build project project_card project_column public",
      "pull_request pull_request_comment pull_request_review pull_request_review_comment pull_request_target push registry_package",
      "release repository_dispatch schedule status watch workflow_call workflow_dispatch workflow_run",
      // GitLab CI: `CI_PIPELINE_SOURCE`
      "api chat external external_pull_request_event merge_request_event ondemand_dast_scan ondemand_dast_validation parent_pipeline",
      "pipeline push schedule security_orchestration_policy trigger web webide",
      // Drone, Woodpecker
      "push pull_request pull_request_closed pull_request_metadata tag promote rollback cron custom release deployment manual",
      // CircleCI, Azure Pipelines, Buildkite
      "tag push api schedule pull_request pr resource manual",
      // Tekton with Pipelines as Code
      "pull_request push comment incoming",
      // CircleCI, Azure Pipelines, Bitbucket Pipelines, Travis CI
      "tag push api schedule pull_request pr resource manual event cron",
      // Jenkins
      "push schedule change_request upstream webhook comment",
    ].flatMap((line) => line.split(" ")),
  ),
];
