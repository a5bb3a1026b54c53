const PATH = /\.(?:ya?ml|json)$/i;

/** The name that the command line and triggers look for, and its like: `cloudbuild.staging.yaml`, `api-cloudbuild.yml`. */
const OWN_NAME = /(?:^|\/)\.?cloudbuild\.(?:ya?ml|json)$/i;
const LIKE_NAME = /(?:^|\/)[^\/]*cloud-?build[^\/]*\.(?:ya?ml|json)$/i;

/** Keys at the margin that no build has. */
const OTHERS =
  /^["']?(?:apiVersion|kind|on|jobs|stages|pool|trigger|pr|runs|when|clone|pipeline|pipelines|version|resource|resources|type|platform)["']?[ \t]*:/m;

const STEPS = /^(?:[ \t]{0,8}\{?[ \t\r\n]{0,80})["']?steps["']?[ \t]*:/m;

/** What only builds have: the builders of Google, secrets as they ask for them, and their own variables. */
const SIGNS =
  /\bgcr\.io\/cloud-builders\/|\bgcr\.io\/google\.com\/cloudsdktool\/|^[ \t]*["']?(?:availableSecrets|secretEnv)["']?[ \t]*:/m;
const ITEM = /^[ \t]*-[ \t]+["']?(?:name|id)["']?[ \t]*:/m;

/** Whether a file is a build: by its name, and by its keys where the name does not tell. */
export function recognise(path: string, head: string): boolean {
  if (!PATH.test(path)) return false;
  if (OWN_NAME.test(path)) return !OTHERS.test(head);
  // Told fast: most YAML is something else.
  if (!head.includes("steps") || !STEPS.test(head) || OTHERS.test(head)) return false;
  return LIKE_NAME.test(path) || (!/\.json$/i.test(path) && SIGNS.test(head) && ITEM.test(head));
}
