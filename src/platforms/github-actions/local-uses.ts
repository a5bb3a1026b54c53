import type { Siblings } from "../../core/stages.ts";
import type { GithubActionsModel, Job, Step } from "./model.ts";
import { readUses } from "./uses.ts";

/** A file that a step or job uses of its own repository: where it may lie, and whether it is there. */
export interface LocalUse {
  readonly model?: GithubActionsModel;
  /** Path of the file, or of the folder that none was found in. */
  readonly path: string;
}

/** What `uses` names in the same repository; undefined where it names something else. */
export function localUse(
  from: string,
  uses: string,
  isAction: boolean,
  { find }: Pick<Siblings<GithubActionsModel>, "find">,
): LocalUse | undefined {
  const { kind, name } = readUses(uses);
  if (kind !== "local" || name.includes("${{")) return undefined;
  const path = pathFromRoot(name.replace(/^\$\//, "").replace(/@[^/]*$/, ""));
  if (path === undefined) return undefined;
  for (const root of rootsOf(from)) {
    const whole = [root, path].filter((part) => part !== "").join("/");
    const files = isAction ? [whole === "" ? "action.yml" : `${whole}/action.yml`] : [whole];
    for (const file of isAction ? [...files, ...files.map((one) => one.replace(/yml$/, "yaml"))] : files) {
      const model = find(file);
      if (model !== undefined && (model.kind === "action") === isAction) return { model, path: file };
    }
  }
  return { path };
}

/** `./a/../b/` is `b`; undefined for what lies beside the repository. */
function pathFromRoot(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === ".." && parts.pop() === undefined) return undefined;
    if (part !== ".." && part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** Folders that may be the repository's root, as paths are written from there: a scan may hold several repositories. */
function rootsOf(path: string): string[] {
  const folders = path.split("/").slice(0, -1);
  const at = folders.findLastIndex((folder) => /^\.(?:github|gitea|forgejo)$/.test(folder));
  const roots = folders.map((_, depth) => folders.slice(0, depth).join("/"));
  const own = folders.slice(0, at === -1 ? folders.length : at).join("/");
  return at === -1 ? [...new Set([...roots, own])] : [...new Set([own, ...roots])];
}

/** Everything that a file uses, with whether it is an action. */
export function usesIn(model: GithubActionsModel): { readonly uses: string; readonly isAction: boolean }[] {
  const ofSteps = (steps: readonly Step[]) => steps.flatMap(({ uses }) => (uses === undefined ? [] : [uses.value]));
  const jobs: readonly Job[] = model.kind === "workflow" ? model.jobs : [];
  const steps = model.kind === "workflow" ? jobs.flatMap((job) => ofSteps(job.steps)) : ofSteps(model.steps);
  return [
    ...steps.map((uses) => ({ uses, isAction: true })),
    ...jobs.flatMap(({ uses }) => (uses === undefined ? [] : [{ uses: uses.value, isAction: false }])),
  ];
}
