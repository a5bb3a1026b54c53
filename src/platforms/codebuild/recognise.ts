const PATH = /\.(?:ya?ml|json)$/i;

/** The name that CodeBuild looks for, and its like: `buildspec-test.yml`, `api.buildspec.yaml`. */
const OWN_NAME = /(?:^|\/)\.?buildspec\.(?:ya?ml|json)$/i;
const LIKE_NAME = /(?:^|\/)[^\/]*build-?spec[^\/]*\.(?:ya?ml|json)$/i;

const VERSION = /^[ \t{]*["']?version["']?[ \t]*:[ \t]*["']?0\.[12]\b/m;
const KEYS = /^[ \t]{0,8}["']?(?:phases|batch)["']?[ \t]*:/m;

/** Keys at the margin that no buildspec has. */
const OTHERS = /^["']?(?:apiVersion|kind|services|jobs|stages|pipeline)["']?[ \t]*:/m;

/** Whether a file is a buildspec: by its name, and by its version and phases where the name does not tell. */
export function recognise(path: string, head: string): boolean {
  if (!PATH.test(path)) return false;
  if (OWN_NAME.test(path)) return !OTHERS.test(head);
  if (LIKE_NAME.test(path)) return (VERSION.test(head) || KEYS.test(head)) && !OTHERS.test(head);
  // Told fast: most YAML is something else.
  const isVersioned = head.includes("version") && !/\.json$/i.test(path) && VERSION.test(head);
  return isVersioned && KEYS.test(head) && !OTHERS.test(head);
}
