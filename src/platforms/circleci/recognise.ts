const YAML_PATH = /\.ya?ml$/i;

/** CircleCI reads `config.yml` in this folder, and setup configurations hand on others beside it. */
const CONFIG_FOLDER = /(?:^|\/)\.circleci\/(?!test-suites\.)[^/]+\.ya?ml$/i;

const WITHIN_FOLDER = /(?:^|\/)\.circleci\//i;

/** The parts of a configuration or an orb that `circleci config pack` joins: one command, job, executor or example a file. */
export const PART_PATH = /(?:^|\/)(?<kind>commands|jobs|executors|examples)\/(?<name>[^/]+)\.ya?ml$/i;

/** The name that version 1 had, and version 2 at first. */
const OLD_PATH = /(?:^|\/)circle\.ya?ml$/i;

const OLD_KEYS = /^(?:machine|dependencies|test|deployment|general|compile|database|version|jobs)[ \t]*:/m;

const VERSION = /^version[ \t]*:[ \t]*["']?2(?:\.[01])?["']?[ \t]*(?:#.*)?$/m;

/** Top-level keys beside `version: 2` that Compose files do not have. */
const KEYS = /^(?:jobs|workflows|orbs|commands|executors|setup)[ \t]*:/m;

/** Keys of a command, job or executor, and steps that only CircleCI has. */
const PART = /^(?:steps|docker|machine|macos|executor)[ \t]*:|^usage[ \t]*:\s*\n[ \t]+version[ \t]*:[ \t]*["']?2\.1/m;
const OWN_STEP = /^[ \t]*-[ \t]*["']?(?:run|checkout|when|unless|save_cache|restore_cache|attach_workspace)\b|^usage:/m;
const OWN_IMAGE = /^[ \t]*-[ \t]*image[ \t]*:|^machine[ \t]*:/m;
/** What the steps of Azure and GitHub, whose templates may lie in such folders, have in their place. */
const OTHERS = /^[ \t]*(?:-[ \t]*)?(?:task|script|bash|pwsh|uses|template|apiVersion)[ \t]*:/m;

/** Whether a file is a CircleCI configuration or a part of one: by its path, and by its keys where the path does not tell. */
export function recognise(path: string, head: string): boolean {
  if (!YAML_PATH.test(path)) return false;
  if (CONFIG_FOLDER.test(path)) return true;
  if (VERSION.test(head) && KEYS.test(head)) return true;
  if (OLD_PATH.test(path)) return OLD_KEYS.test(head);
  if (WITHIN_FOLDER.test(path)) return KEYS.test(head) || (PART_PATH.test(path) && PART.test(head));
  return PART_PATH.test(path) && PART.test(head) && (OWN_STEP.test(head) || OWN_IMAGE.test(head)) && !OTHERS.test(head);
}
