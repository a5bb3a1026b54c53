/** Where workflows lie; at any depth, because a folder of examples or templates may hold whole repositories. */
const WORKFLOW_PATH = /(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/i;

const ACTION_PATH = /(?:^|\/)action\.ya?ml$/i;

const YAML_PATH = /\.ya?ml$/i;

const hasTopLevelKey = (head: string, key: string): boolean => new RegExp(`^["']?${key}["']?[ \\t]*:`, "m").test(head);

/** Whether a file is a workflow or an action: by its path, and by its top-level keys where the path does not tell. */
export function recognise(path: string, head: string): boolean {
  if (WORKFLOW_PATH.test(path)) return true;
  if (ACTION_PATH.test(path)) return hasTopLevelKey(head, "runs");
  return YAML_PATH.test(path) && hasTopLevelKey(head, "on") && hasTopLevelKey(head, "jobs");
}
