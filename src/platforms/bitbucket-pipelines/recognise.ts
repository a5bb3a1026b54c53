/** The one file that Bitbucket reads, and copies of it under a longer name. */
const PIPELINES_PATH = /(?:^|\/)(?:[\w.-]+[.-])?bitbucket-pipelines(?:[.-][\w.-]+)?\.ya?ml$/i;

const YAML_PATH = /\.ya?ml$/i;

const PIPELINES = /^pipelines[ \t]*:[ \t]*(?:#.*)?$/m;

/** The ways by which Bitbucket starts a pipeline, right below the key, comments and blank lines between. */
const STARTS =
  /^pipelines[ \t]*:[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n){0,20}[ \t]+["']?(?:default|branches|tags|bookmarks|custom|pull-requests)["']?[ \t]*:/m;

const STEP = /^[ \t]*-[ \t]+["']?(?:step|parallel|stage|import)["']?[ \t]*:/m;

/** Whether a file is one of Bitbucket's: by its path, and by its keys where the path does not tell. */
export function recognise(path: string, head: string): boolean {
  if (!YAML_PATH.test(path)) return false;
  if (PIPELINES_PATH.test(path)) return true;
  return PIPELINES.test(head) && STARTS.test(head) && STEP.test(head);
}
