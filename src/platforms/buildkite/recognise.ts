const PIPELINE_FILE = /\.(?:ya?ml|json)$/i;

/** Where the agent looks for a pipeline by itself, and what people call the parts that they upload. */
const PIPELINE_PATH =
  /(?:^|\/)(?:\.?buildkite\.(?:ya?ml|json)|[^/]+\.buildkite\.ya?ml|\.?buildkite\/(?:[^/]+[.-])?pipeline[^/]*\.(?:ya?ml|json))$/i;

const WITHIN_FOLDER = /(?:^|\/)\.?buildkite\//i;

const STEPS = /^(?:["']?steps["']?[ \t]*:|\{?\s*["']steps["'][ \t]*:|-[ \t])/m;

/** Keys and words of a step. */
const STEP =
  /^[ \t]*(?:-[ \t]*)?["']?(?:label|command|commands|plugins|wait|waiter|block|input|trigger|group|agents)["']?[ \t]*:|^[ \t]*-[ \t]*["']?wait["']?[ \t]*$/m;

/** What only Buildkite has: plugins with versions, its agents' queues and variables, steps that wait. */
const OWN =
  /^[ \t]*-[ \t]*(?:block|wait|input)[ \t]*:|^[ \t]*-[ \t]*["']?wait["']?[ \t]*$|^[ \t]*(?:artifact_paths|concurrency_group|soft_fail)[ \t]*:|\bBUILDKITE_[A-Z]|\bbuildkite-agent\b|^[ \t]*-[ \t]*["']?[\w./-]+#v?\d[\w.-]*["']?[ \t]*:?/m;

/** Top-level keys of other tools' pipelines and of manifests. */
const OTHERS =
  /^(?:jobs|on|kind|apiVersion|pool|stages|pipeline|pipelines|language|version|services|workflows|definitions[ \t]*:[ \t]*\n[ \t]+(?:caches|services|steps)|when|clone|substitutions|resources|trigger|parameters|inputs|runs|image)[ \t]*:/m;

/** What steps of other tools have: GitHub, Azure, Woodpecker, Cloud Build. */
const OTHER_STEP = /^[ \t]*(?:-[ \t]*)?(?:uses|script|bash|pwsh|task|entrypoint|settings|from_secret|run)[ \t]*:/m;

/** Whether a file is a pipeline of Buildkite: by its path, and by its keys where the path does not tell. */
export function recognise(path: string, head: string): boolean {
  if (!PIPELINE_FILE.test(path)) return false;
  if (PIPELINE_PATH.test(path)) return true;
  if (WITHIN_FOLDER.test(path))
    return STEPS.test(head) && STEP.test(head) && !/^(?:services|apiVersion|kind)[ \t]*:/m.test(head);
  if (/\.json$/i.test(path) || !/^steps[ \t]*:/m.test(head) || OTHERS.test(head)) return false;
  return /^[ \t]*(?:-[ \t]*)?commands?[ \t]*:/m.test(head) && OWN.test(head) && !OTHER_STEP.test(head);
}
