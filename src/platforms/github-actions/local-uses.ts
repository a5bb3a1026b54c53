import type { Siblings } from "../../core/stages.ts";
import type { GithubActionsModel } from "./model.ts";
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
  return inOwnFolder(from, path, isAction, find) ?? { path };
}

/** Where the repository itself was checked out into a folder, its actions are named by way of that: `./src/app/.github/actions/a`. */
function inOwnFolder(
  from: string,
  path: string,
  isAction: boolean,
  find: Siblings<GithubActionsModel>["find"],
): LocalUse | undefined {
  const [, inside] = /^[^.].*?\/(\.github\/actions\/.+)$/.exec(path) ?? [];
  if (!isAction || inside === undefined) return undefined;
  for (const root of rootsOf(from)) {
    for (const name of ["action.yml", "action.yaml"]) {
      const file = [root, inside, name].filter((part) => part !== "").join("/");
      const model = find(file);
      if (model?.kind === "action") return { model, path: file };
    }
  }
  return undefined;
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
