const YAML_PATH = /\.ya?ml$/i;

/** Names that only Azure's pipelines have. */
const PIPELINE_PATH = /(?:^|\/)(?:[^/]*azure-?pipelines?[^/]*|\.?vsts-(?:ci|pr|build|pipeline)[^/]*)\.ya?ml$/i;

/** Folders that hold nothing but pipelines, and one that holds other settings as well. */
const PIPELINE_FOLDER = /(?:^|\/)(?:\.azure-pipelines|\.azuredevops)\//i;

/** Where files of other platforms lie. */
const OTHERS =
  /(?:^|\/)(?:\.(?:github|gitea|forgejo|circleci|gitlab|buildkite|woodpecker|tekton)\/|[^/]*(?:gitlab-ci|cloudbuild|buildspec)[^/]*\.ya?ml$)/i;

/** Words of which every pipeline or template has one at its margin: told fast, because most YAML is something else. */
const TOP = /^(?:stages|jobs|phases|steps|extends|variables|resources)[ \t]*:/m;

/** What no other format has: a task with its version, a hosted image, a list of kinds that only Azure knows. */
const SIGNS: readonly RegExp[] = [
  /^[ \t]*-[ \t]+task[ \t]*:[ \t]*["']?[\w.-]+@\d/m,
  /^[ \t]*vmImage[ \t]*:/m,
  /^extends[ \t]*:[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*[ \t]+template[ \t]*:/m,
];

/** Lists at the margin, by the keys that their items begin with. */
const LISTS: Readonly<Record<string, RegExp>> = {
  stages: /^(?:stage|template)$/,
  jobs: /^(?:job|deployment|template)$/,
  phases: /^(?:phase|template)$/,
  steps: /^(?:script|bash|pwsh|powershell|checkout|task|template|publish|download|getPackage)$/,
  variables: /^(?:group|template)$/,
};

/** Whether a file is a pipeline or a template of one: by its path, and by its lists where the path does not tell. */
export function recognise(path: string, head: string): boolean {
  if (!YAML_PATH.test(path) || OTHERS.test(path)) return false;
  if (PIPELINE_PATH.test(path) || PIPELINE_FOLDER.test(path)) return true;
  return TOP.test(head) && (SIGNS.some((sign) => sign.test(head)) || hasList(head));
}

const ITEM = /^[ \t]*-[ \t]+["']?(?<key>[A-Za-z]+)["']?[ \t]*:(?=\s|$)/;

/** Lines that hold a key at the margin or an item of a list; all others say nothing here. */
const KEY_OR_ITEM = /^(?:[A-Za-z]+[ \t]*:|[ \t]*-[ \t]).*/gm;

/** Whether a list at the margin has an item of Azure's, below conditions (`- ${{ if … }}:`) too. */
function hasList(head: string): boolean {
  let keys: RegExp | undefined;
  let indent: number | undefined;
  for (const [line] of head.matchAll(KEY_OR_ITEM)) {
    const top = /^(?<key>[A-Za-z]+)[ \t]*:/.exec(line)?.groups?.["key"];
    if (top !== undefined) {
      keys = Object.hasOwn(LISTS, top) ? LISTS[top] : undefined;
      indent = undefined;
    }
    const depth = /^[ \t]*(?=-[ \t])/.exec(line)?.[0].length;
    if (keys === undefined || depth === undefined) continue;
    if (/^[ \t]*-[ \t]+\$\{\{/.test(line)) indent = undefined;
    else indent ??= depth;
    const key = depth === indent ? ITEM.exec(line)?.groups?.["key"] : undefined;
    if (key !== undefined && keys.test(key)) return true;
  }
  return false;
}

/** Whether a path alone says that the file is a pipeline of its own, and no template. */
export const isPipelinePath = (path: string): boolean => PIPELINE_PATH.test(path) && !/template/i.test(path);
