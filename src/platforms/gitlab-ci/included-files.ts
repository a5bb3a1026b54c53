import { minimatch } from "minimatch";
import { remembered } from "../flow/remembered.ts";
import { findStarts, type Starts } from "./find-starts.ts";
import type { IncludedFiles, Inclusions } from "./inclusions.ts";
import type { GitlabCiModel, Include } from "./model.ts";
import { PIPELINE_NAME } from "./pipeline-name.ts";

/** Variables stand for what only GitLab knows. */
const isFilledIn = ({ name }: Include): boolean => name.value.includes("$");

/** A component of this very project, and the project by its variable. */
const OWN_COMPONENT =
  /^\$\{?CI_SERVER_(?:FQDN|HOST)\}?\/\$\{?CI_PROJECT_PATH\}?\/(?<name>[\w.\-]+)@\$\{?CI_COMMIT_\w+\}?$/;
const OWN_PROJECT = /^\/?\$\{?CI_PROJECT_PATH\}?$/;

/** Paths in its own repository, of which the first that is there counts; undefined for what lies elsewhere. */
export function ownPathsOf(include: Include): readonly string[] | undefined {
  const { kind, name, project, ref } = include;
  if (kind === "component") {
    const component = OWN_COMPONENT.exec(name.value)?.groups?.["name"];
    return component === undefined ? undefined : [`templates/${component}.yml`, `templates/${component}/template.yml`];
  }
  if (isFilledIn(include)) return undefined;
  const isOwnProject = kind === "project" && OWN_PROJECT.test(project?.value ?? "") && !/^[^$]/.test(ref?.value ?? "$");
  return kind === "local" || isOwnProject ? [name.value.replace(/^(?:\.?\/)+/, "")] : undefined;
}

/** What the files of a scan include of each other. */
export const inclusionsOf = remembered((models: readonly GitlabCiModel[]): Inclusions => {
  const byPath = new Map(models.map((model) => [model.path, model]));
  const resolveAll: Inclusions["resolve"] = (from, includes) =>
    includes.flatMap((include) => resolve(from, include, byPath));
  const of = remembered(({ path, includes }: GitlabCiModel) => resolveAll(path, includes));
  const startedBy = remembered(({ path, jobs }: GitlabCiModel) =>
    jobs.flatMap(({ trigger }) => (trigger === undefined ? [] : [resolveAll(path, trigger.includes)])),
  );
  let found: Starts | undefined;
  const starts = (): Starts => (found ??= findStarts(models, { of, startedBy }));
  return {
    of,
    startedBy,
    startsOf: (model) => starts().of.get(model) ?? [],
    starts: () => starts().all,
    resolve: resolveAll,
  };
});

function resolve(from: string, include: Include, byPath: ReadonlyMap<string, GitlabCiModel>): IncludedFiles[] {
  const paths = ownPathsOf(include);
  if (paths === undefined) return [];
  for (const root of rootsOf(from)) {
    const prefix = root === "" ? "" : `${root}/`;
    for (const path of paths) {
      const found = /[*?[{]/.test(path) ? matching(prefix, path, byPath) : byPath.get(prefix + path);
      const files = found === undefined ? [] : Array.isArray(found) ? found : [found];
      if (files.length > 0) return [{ include, files }];
    }
  }
  return [{ include, files: [] }];
}

/** GitLab knows `*` in one folder and `**` in all below. */
function matching(prefix: string, pattern: string, byPath: ReadonlyMap<string, GitlabCiModel>): GitlabCiModel[] {
  const options = { dot: true, nobrace: true, noext: true };
  const below = [...byPath.keys()].filter((path) => path.startsWith(prefix));
  return below
    .filter((path) => minimatch(path.slice(prefix.length), pattern, options))
    .sort()
    .flatMap((path) => byPath.get(path) ?? []);
}

/** Folders that may be the repository's root, the likeliest first: a scan may hold several repositories. */
function rootsOf(path: string): string[] {
  const folders = path.split("/").slice(0, -1);
  const at = folders.findLastIndex((folder) => /^\.gitlab(?:-ci)?$/i.test(folder));
  const outer = [...folders.map((_, depth) => folders.slice(0, depth).join("/")), folders.join("/")];
  const likely = at === -1 ? (PIPELINE_NAME.test(path) ? [folders.join("/")] : []) : [folders.slice(0, at).join("/")];
  return [...new Set([...likely, ...outer])];
}
