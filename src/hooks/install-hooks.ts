import { delimiter } from "node:path";
import { ScanError } from "../core/errors.ts";
import { pathFromText, textOfPath } from "../files/byte-path.ts";
import type { Environment } from "../git/git-config.ts";
import { isThere } from "./existing-hook.ts";
import { HOOKS, type HookName, isClientSide } from "./hook-name.ts";
import type { Installed } from "./hook-script.ts";
import { findHooksFolder, type HookedRepository, type HooksFolder } from "./hooks-folder.ts";
import { huskyFolder, installHusky, uninstallHusky } from "./husky.ts";
import { installLefthook, uninstallLefthook } from "./lefthook.ts";
import { findLefthook, type LefthookFile } from "./lefthook-file.ts";
import { installPlain, uninstallPlain } from "./plain-hook.ts";
import type { Plan } from "./plan.ts";

export interface HookRequest {
  readonly repository: HookedRepository;
  readonly environment: Environment;
  /** As the person named them; the usual ones where empty. */
  readonly hooks: readonly HookName[];
  /** Whether a folder that all of a person's repositories share may be changed. */
  readonly isShared: boolean;
}

export interface InstallRequest extends HookRequest {
  /** The sealint that hooks are to run; undefined where its paths are not known. */
  readonly installed: Installed | undefined;
  readonly isForced: boolean;
}

/** Works out what installing hooks takes, without a change. Throws a ScanError where one cannot be installed. */
export function planInstall(request: InstallRequest): Plan[] {
  const { repository, environment, hooks } = request;
  const place = placeOf(repository, environment);
  const usual: HookName = repository.top === undefined ? "pre-receive" : "pre-commit";
  return (hooks.length === 0 ? [usual] : [...new Set(hooks)]).map((hook) => {
    checkPlace(hook, repository);
    return planOne(hook, place, request);
  });
}

/** Where hooks lie, and the configuration of lefthook, which all hooks share. */
interface HookPlace {
  readonly folder: HooksFolder;
  readonly lefthook: LefthookFile | undefined;
}

function placeOf(repository: HookedRepository, environment: Environment): HookPlace {
  const { top } = repository;
  return {
    folder: findHooksFolder(repository, environment),
    lefthook: top === undefined ? undefined : findLefthook(top),
  };
}

function checkPlace(hook: HookName, { top }: HookedRepository): void {
  if (hook !== "pre-commit" || top !== undefined) return;
  throw new ScanError(
    "nobody commits in a bare repository, so its pre-commit hook would never run",
    "Install `pre-receive`, which looks at what is pushed to it.",
  );
}

function planOne(hook: HookName, { folder, lefthook }: HookPlace, request: InstallRequest): Plan {
  const { repository, environment, isForced } = request;
  const { top } = repository;
  const isFound = (): boolean => isInPackages(top) || isOnPath(environment);
  const husky = huskyFolder(folder, top);
  if (husky !== undefined && isClientSide(hook)) {
    if (!isForced) checkFound(isFound(), `${textOfPath(husky)}/${hook}`);
    return installHusky(hook, husky);
  }
  if (lefthook !== undefined && isClientSide(hook)) {
    if (!isForced) checkFound(isFound(), textOfPath(lefthook.path));
    return installLefthook(hook, lefthook, isInPackages(top));
  }
  if (!request.isShared) checkOwn(folder);
  if (folder.isInWorkTree && !isForced) checkFound(isFound(), `${textOfPath(folder.path)}/${hook}`);
  const installed = folder.isInWorkTree ? undefined : request.installed;
  const plan = installPlain({ hook, folder: folder.path, installed, isForced });
  const isShared = folder.isInWorkTree && plan.changes.length > 0;
  return isShared ? { ...plan, notes: [...plan.notes, "Commit that file: it is part of the repository."] } : plan;
}

/** A folder of the person's own settings is not this repository's to change. */
function checkOwn({ scope, path, file }: HooksFolder): void {
  if (scope === "repository" || scope === "git") return;
  const whose = scope === "system" ? "this machine's" : "your";
  throw new ScanError(
    `${whose} git settings (${textOfPath(file ?? "")}) take the hooks of all repositories from ${textOfPath(path)}`,
    "Run it again with `--shared` to install it there, for all of them; for this repository alone, run `git config core.hooksPath .git/hooks` here first.",
  );
}

const isInPackages = (top: string | undefined): boolean =>
  top !== undefined && isThere(`${top}/node_modules/.bin/sealint`);

function isOnPath(environment: Environment): boolean {
  const folders = (environment["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const names = ["sealint", "sealint.cmd"];
  return folders.some((folder) => names.some((name) => isThere(`${pathFromText(folder)}/${name}`)));
}

/** A hook that comes to other machines cannot name a path of this one. */
function checkFound(isFound: boolean, shown: string): void {
  if (isFound) return;
  throw new ScanError(
    `${shown} is part of the repository, so it has to find sealint in node_modules or on PATH, and it is in neither`,
    "Install it there first (`npm install --save-dev` in the repository), or use `--force` to write the hook all the same.",
  );
}

/** Works out what removing hooks takes: those that were named, or all that are there. */
export function planUninstall({ repository, environment, hooks, isShared }: HookRequest): Plan[] {
  const place = placeOf(repository, environment);
  return (hooks.length === 0 ? HOOKS : [...new Set(hooks)]).flatMap((hook) => {
    const plan = uninstallOne(hook, place, repository, isShared);
    if (plan !== undefined) return [plan];
    return hooks.length === 0 ? [] : [{ hook, changes: [], outcome: notInstalled(hook, place.folder), notes: [] }];
  });
}

const notInstalled = (hook: HookName, { path }: HooksFolder): string =>
  `There is no ${hook} hook of sealint's (in ${textOfPath(path)}).`;

function uninstallOne(
  hook: HookName,
  { folder, lefthook }: HookPlace,
  { top }: HookedRepository,
  isShared: boolean,
): Plan | undefined {
  const husky = huskyFolder(folder, top);
  const inHusky = husky === undefined ? undefined : uninstallHusky(hook, husky);
  if (inHusky !== undefined) return inHusky;
  const inLefthook = lefthook === undefined ? undefined : uninstallLefthook(hook, lefthook);
  if (inLefthook !== undefined) return inLefthook;
  const plain = uninstallPlain(hook, folder.path);
  if (plain !== undefined && !isShared) checkOwn(folder);
  return plain;
}
