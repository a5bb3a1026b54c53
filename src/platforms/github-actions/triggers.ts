import type { Trigger } from "../../core/pipeline.ts";
import type { Event, GithubActionsModel } from "./model.ts";

/** Events that somebody without write access can cause with content of theirs. */
const UNTRUSTED = new Set([
  "discussion",
  "discussion_comment",
  "fork",
  "gollum",
  "issue_comment",
  "issues",
  "pull_request",
  "pull_request_review",
  "pull_request_review_comment",
  "pull_request_target",
  "watch",
  "workflow_run",
]);

export const isUntrusted = (event: string): boolean => UNTRUSTED.has(event);

export function triggersOf(model: GithubActionsModel): Trigger[] {
  if (model.kind === "action") return [];
  return model.on.map(triggerOf);
}

export const triggerOf = ({ name, follows }: Event): Trigger => ({
  event: name.value,
  untrusted: isUntrusted(name.value) && follows !== "members",
});
