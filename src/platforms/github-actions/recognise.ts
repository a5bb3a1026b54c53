/** Where workflows lie; at any depth, because a folder of examples or templates may hold whole repositories. */
const WORKFLOW_PATH = /(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/i;

const ACTION_PATH = /(?:^|\/)action\.ya?ml$/i;

const YAML_PATH = /\.ya?ml$/i;

const RUNS = /^["']?runs["']?[ \t]*:/m;
const ON = /^["']?on["']?[ \t]*:/m;
const JOBS = /^["']?jobs["']?[ \t]*:/m;

/** Whether a file is a workflow or an action: by its path, and by its top-level keys where the path does not tell. */
export function recognise(path: string, head: string): boolean {
  if (WORKFLOW_PATH.test(path)) return true;
  if (ACTION_PATH.test(path)) return RUNS.test(head);
  return YAML_PATH.test(path) && head.includes("jobs") && JOBS.test(head) && ON.test(head);
}
