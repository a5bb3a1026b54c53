/** Events that an outsider can cause, and that run with the secrets and the token of the repository all the same. */
export const PRIVILEGED_EVENTS: ReadonlySet<string> = new Set([
  "pull_request_target",
  "workflow_run",
  "issue_comment",
  "issues",
  "discussion",
  "discussion_comment",
]);
