const PIPELINE_PATH = /(?:^|[/.])\.?gitlab-ci\.ya?ml$/i;

const YAML_PATH = /\.ya?ml$/i;

const PIPELINE_FOLDER = /(?:^|\/)\.gitlab(?:-ci)?\//i;

/** Folders and files that people keep parts of a pipeline in. */
const CI_PATH = /(?:^|[/._-])(?:ci|gitlab)[/._-]/i;

/** Global keys that few other formats have, not all of which a part needs. */
const TELLING_KEYS: ReadonlySet<string> = new Set(["include", "stages", "workflow", "default", "variables"]);

/** Top-level keys of other tools' pipelines and of manifests, none of which a GitLab file has. */
const OTHERS =
  /^(?:jobs|on|pipelines|language|steps|pool|resources|apiVersion|kind|version|orbs|pipeline|task)[ \t]*:/m;

/** Top-level keys that are no jobs. */
export const GLOBAL_KEYS: ReadonlySet<string> = new Set([
  "default",
  "include",
  "stages",
  "types",
  "variables",
  "workflow",
  "spec",
  "image",
  "services",
  "cache",
  "before_script",
  "after_script",
]);

const STARTS_WORK = new Set(["script", "trigger", "run"]);

/** Keys of a job that few other formats have beside `script`. */
const JOB_KEYS = new Set([
  "stage",
  "extends",
  "rules",
  "only",
  "except",
  "artifacts",
  "before_script",
  "after_script",
  "needs",
  "tags",
  "dependencies",
  "allow_failure",
  "id_tokens",
]);

/** What the text of any job has: told fast, because most YAML is something else altogether. */
const WORK = /(?:script|trigger|run)["']?[ \t]*:/;

/** Whether a file is a GitLab pipeline or a part of one: by its path, and by its keys where the path does not tell. */
export function recognise(path: string, head: string): boolean {
  if (!YAML_PATH.test(path)) return false;
  if (PIPELINE_PATH.test(path)) return true;
  const isInFolder = PIPELINE_FOLDER.test(path);
  const isForCi = CI_PATH.test(path);
  if ((!isInFolder && !isForCi && !WORK.test(head)) || OTHERS.test(head)) return false;
  const { keys, jobs } = outline(head);
  if (isInFolder) return jobs.some(mayBeJob) || keys.some((key) => GLOBAL_KEYS.has(key));
  return jobs.some(isJob) || (isForCi && isPart(keys, jobs));
}

/** Only settings and templates, which another file includes. */
function isPart(keys: readonly string[], jobs: readonly ReadonlySet<string>[]): boolean {
  const templates = keys.filter((key) => !GLOBAL_KEYS.has(key));
  return (
    templates.every((key) => key.startsWith(".")) &&
    jobs.every(mayBeJob) &&
    (templates.length > 0 || keys.some((key) => TELLING_KEYS.has(key)))
  );
}

const mayBeJob = (keys: ReadonlySet<string>): boolean =>
  [...keys].some((key) => STARTS_WORK.has(key) || JOB_KEYS.has(key));

const isJob = (keys: ReadonlySet<string>): boolean =>
  [...keys].some((key) => STARTS_WORK.has(key)) && [...keys].some((key) => JOB_KEYS.has(key));

const KEY = /^ *["']?([^\s"'#&*!|>%@`,[\]{}-][^"'\n]{0,200}?)["']?[ \t]*:(?=\s|$)/;

/** Top-level keys of a YAML text, and the keys right below each that is no global one, by indentation alone. */
function outline(head: string): { readonly keys: readonly string[]; readonly jobs: readonly ReadonlySet<string>[] } {
  const keys: string[] = [];
  const jobs: Set<string>[] = [];
  let open: Set<string> | undefined;
  let indent = 0;
  for (const line of head.split(/\r?\n/)) {
    const depth = line.search(/[^ ]/);
    if (depth === -1 || line[depth] === "#") continue;
    const key = KEY.exec(line)?.[1];
    if (depth > 0) {
      if (indent === 0) indent = depth;
      if (depth === indent && key !== undefined) open?.add(key);
      continue;
    }
    // Anything else at the margin is the list of the key above, which holds no keys of its own.
    open = key === undefined || GLOBAL_KEYS.has(key) ? undefined : new Set();
    indent = 0;
    if (key !== undefined) keys.push(key);
    if (open !== undefined) jobs.push(open);
  }
  return { keys, jobs };
}
