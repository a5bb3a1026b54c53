const PIPELINE_PATH = /(?:^|[/.])\.?gitlab-ci\.ya?ml$/i;

const YAML_PATH = /\.ya?ml$/i;

/** What GitLab keeps for its agents lies there, too, and is no part of a pipeline. */
const PIPELINE_FOLDER = /(?:^|\/)\.gitlab(?:-ci)?\/(?!(?:duo|agents)\/)/i;

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

/** The header of a file with inputs, or of a component, in front of the pipeline itself. */
const HEADER = /\b(?:inputs|component)["']?[ \t]*:/;
const NEXT_DOCUMENT = /^---[ \t]*\r?$/m;

const hasHeader = ([first]: readonly string[], head: string): boolean =>
  first === "spec" && HEADER.test(head) && NEXT_DOCUMENT.test(head);

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
  if (hasHeader(keys, head) && jobs.some(mayBeJob)) return true;
  if (isInFolder) return jobs.some(mayBeJob) || keys.some((key) => GLOBAL_KEYS.has(key)) || areTemplates(keys);
  return jobs.some(isJob) || (isForCi && (jobs.some(isExtended) || isPart(keys, jobs)));
}

/** What a template may bring alone, beside what only jobs have. */
const TEMPLATE_KEYS: ReadonlySet<string> = new Set(["services", "variables", "cache", "secrets", "retry", "parallel"]);

/** Only what others refer to: images and services, say, which look like no job. */
const areTemplates = (keys: readonly string[]): boolean => keys.length > 0 && keys.every((key) => key.startsWith("."));

/** Only settings and templates, which another file includes. */
function isPart(keys: readonly string[], jobs: readonly ReadonlySet<string>[]): boolean {
  const templates = keys.filter((key) => !GLOBAL_KEYS.has(key));
  return (
    templates.every((key) => key.startsWith(".")) &&
    jobs.every(mayBeTemplate) &&
    (templates.length > 0 || keys.some((key) => TELLING_KEYS.has(key)))
  );
}

const mayBeTemplate = (keys: ReadonlySet<string>): boolean =>
  mayBeJob(keys) || [...keys].some((key) => TEMPLATE_KEYS.has(key));

const mayBeJob = (keys: ReadonlySet<string>): boolean =>
  [...keys].some((key) => STARTS_WORK.has(key) || JOB_KEYS.has(key));

/** A job whose script lies in a template. */
const isExtended = (keys: ReadonlySet<string>): boolean =>
  keys.has("extends") && [...keys].filter((key) => JOB_KEYS.has(key)).length > 1;

const isJob = (keys: ReadonlySet<string>): boolean =>
  [...keys].some((key) => STARTS_WORK.has(key)) && [...keys].some((key) => JOB_KEYS.has(key));

/** A map in braces behind a key. */
const OPENS_MAP = /:[ \t]+(?:[&!][^\s]{1,100}[ \t]+)?(?=\{)/;

/** Characters of a map in braces in which keys are looked for. */
const MAX_FLOW = 2000;

/** A quoted text, a comment, a bracket, a comma, or a word that may be a key. */
const FLOW_TOKEN = /"(?:[^"\\]|\\.)*"|'[^']*'|[ \n]#[^\n]*|[{}[\],]|[\w.\-]+(?=(?<colon>[ \t]*:[\s])?)/g;

/** The keys of the map in braces that a text begins with; what lies deeper is passed over. */
function keysInBraces(text: string): string[] {
  const keys: string[] = [];
  let depth = 0;
  let isFirst = true;
  for (const { 0: token, groups } of text.slice(0, MAX_FLOW).matchAll(FLOW_TOKEN)) {
    if (/^\s/.test(token)) continue;
    if (token === "{" || token === "[") depth++;
    else if (token === "}" || token === "]") depth--;
    else if (depth === 1 && isFirst && groups?.["colon"] !== undefined) keys.push(token);
    isFirst = token === "{" || token === ",";
    if (depth === 0) break;
  }
  return keys;
}

const KEY = /^ *["']?([^\s"'#&*!|>%@`,[\]{}-][^"'\n]{0,200}?)["']?[ \t]*:(?=\s|$)/;

/** Top-level keys of a YAML text, and the keys right below each that is no global one, by indentation alone. */
function outline(head: string): { readonly keys: readonly string[]; readonly jobs: readonly ReadonlySet<string>[] } {
  const keys: string[] = [];
  const jobs: Set<string>[] = [];
  let open: Set<string> | undefined;
  let indent = 0;
  let at = 0;
  for (const line of head.split("\n")) {
    const start = at;
    at += line.length + 1;
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
    if (open === undefined) continue;
    jobs.push(open);
    const brace = OPENS_MAP.exec(line);
    if (brace === null) continue;
    const from = start + brace.index + brace[0].length;
    for (const inner of keysInBraces(head.slice(from, from + MAX_FLOW))) open.add(inner);
  }
  return { keys, jobs };
}
