import { isAbsolute, posix } from "node:path";
import { ScanError } from "../core/errors.ts";
import { type BytePath, textOfPath, withTrailingSlash } from "../files/byte-path.ts";
import { effectiveSetting, type SettingScope } from "../git/effective-setting.ts";
import { type Environment, personalFiles } from "../git/git-config.ts";
import type { GitRepository } from "../git/open-repository.ts";

/** What of a repository decides where its hooks lie. */
export type HookedRepository = Pick<GitRepository, "folder" | "common" | "top">;

/** The folder that git takes hooks from. */
export interface HooksFolder {
  readonly path: BytePath;
  /** Whose setting says so; `git` where none does. */
  readonly scope: SettingScope | "git";
  /** The file with that setting. */
  readonly file?: BytePath;
  /** Whether it lies in the work tree, where it is likely to be committed and to come to other machines. */
  readonly isInWorkTree: boolean;
}

/** Finds the folder that git takes a repository's hooks from. Throws a ScanError where git is told to take none. */
export function findHooksFolder(repository: HookedRepository, environment: Environment): HooksFolder {
  const { folder, common, top } = repository;
  const setting = effectiveSetting("core.hookspath", { folder, common, environment });
  if (setting === undefined) return { path: `${common}/hooks`, scope: "git", isInWorkTree: false };
  const { value, scope, file } = setting;
  // Hooks of a bare repository run in its own folder.
  const path = posix
    .normalize(expand(value, personalFiles(environment).home, top ?? folder, file))
    .replace(/(.)\/$/, "$1");
  return { path, scope, file, isInWorkTree: top !== undefined && isWithin(path, top) && !isGits(path, repository) };
}

const isWithin = (path: BytePath, folder: BytePath): boolean => path.startsWith(withTrailingSlash(folder));
const isGits = (path: BytePath, { folder, common }: HookedRepository): boolean =>
  isWithin(path, folder) || isWithin(path, common);

function expand(value: string, home: BytePath | undefined, base: BytePath, file: BytePath): BytePath {
  const refuse = (why: string): never => {
    throw new ScanError(
      `core.hooksPath in ${textOfPath(file)} is \`${textOfPath(value)}\`, ${why}`,
      "Set it to a folder, or unset it (`git config --unset core.hooksPath`), and run it again.",
    );
  };
  if (value === "" || value === "/dev/null") return refuse("so git runs no hooks");
  if (value.startsWith("~/") && home !== undefined) return posix.join(home, value.slice(2));
  if (value.startsWith("~") || value.startsWith("%(prefix)")) return refuse("which only git can resolve");
  return isAbsolute(value) ? value : posix.join(base, value);
}
