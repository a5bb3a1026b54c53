/** The names under which Woodpecker looks for workflows. */
const WOODPECKER_PATH = /(?:^|\/)\.woodpecker(?:\.ya?ml|\/(?:[^/]+\/)*[^/]+\.ya?ml)$/i;

const YAML_PATH = /\.ya?ml$/i;

const STEPS = /^(?:steps|pipeline)[ \t]*:[ \t]*(?:#.*)?$/m;

/** What a step has. */
const STEP = /^[ \t]+(?:-[ \t]+)?image[ \t]*:/m;
const COMMANDS = /^[ \t]+(?:-[ \t]+)?(?:commands|settings)[ \t]*:/m;

/** What Woodpecker has and others do not. */
const OWN =
  /\bfrom_secret[ \t]*:|\bCI_(?:PIPELINE|COMMIT|REPO|FORGE)_[A-Z]+|\bwoodpecker|^[ \t]+(?:-[ \t]+)?event[ \t]*:/m;

/** Top-level keys of other tools' pipelines and of manifests. */
const OTHERS =
  /^(?:kind|apiVersion|jobs|on|pool|stages|pipelines|language|version|workflows|substitutions|resources|options|name|env|inputs|runs|agents|definitions)[ \t]*:/m;

/** Whether a file is a workflow of Woodpecker: by its path, and by its keys where the path does not tell. */
export function recognise(path: string, head: string): boolean {
  if (!YAML_PATH.test(path)) return false;
  if (WOODPECKER_PATH.test(path)) return true;
  if (/(?:^|\/)\.?drone[\w.-]*\.ya?ml$|(?:^|\/)\.(?:buildkite|github|gitea|forgejo|circleci|gitlab)\//i.test(path))
    return false;
  return STEPS.test(head) && STEP.test(head) && COMMANDS.test(head) && OWN.test(head) && !OTHERS.test(head);
}
