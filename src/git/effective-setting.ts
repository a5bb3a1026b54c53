import { isAbsolute, posix } from "node:path";
import { type BytePath, parentOf, textOfPath, withTrailingSlash } from "../files/byte-path.ts";
import { readSmallFile } from "../files/small-file.ts";
import { type Environment, gitConfigEntries, personalFiles } from "./git-config.ts";
import { GitError } from "./git-error.ts";

/** Whose settings a value comes from. */
export type SettingScope = "system" | "person" | "repository";

/** A value that is in effect, and the file that sets it. */
export interface Setting {
  readonly value: string;
  readonly scope: SettingScope;
  readonly file: BytePath;
}

/** The repository that is asked about. */
export interface SettingPlace {
  readonly folder: BytePath;
  readonly common: BytePath;
  readonly environment: Environment;
}

const LIMIT = 1 << 20;
/** As deep as git follows files that include others. */
const DEPTH = 10;

/**
 * The value of a key such as `core.hookspath` for a repository, as git would take it: of the system, the person, the
 * repository and its work tree the last one wins, and files that are included count. Throws a GitError where that depends
 * on what only git knows.
 */
export function effectiveSetting(key: string, place: SettingPlace): Setting | undefined {
  const { folder, common, environment } = place;
  const { home, system, own } = personalFiles(environment);
  const files: readonly (readonly [SettingScope, BytePath])[] = [
    ...(system === undefined ? [] : [["system", system] as const]),
    ...own.map((file) => ["person", file] as const),
    ["repository", `${common}/config`],
  ];
  const lookup: Lookup = { home, gitFolder: folder, scope: "system" };
  let found: Setting | undefined;
  const take = (scope: SettingScope, file: BytePath): void => {
    found = settingIn(file, key, { ...lookup, scope }, DEPTH) ?? found;
  };
  for (const [scope, file] of files) take(scope, file);
  const perWorkTree = settingIn(
    `${common}/config`,
    "extensions.worktreeconfig",
    { ...lookup, scope: "repository" },
    DEPTH,
  );
  if (perWorkTree?.value.toLowerCase() === "true") take("repository", `${folder}/config.worktree`);
  return found;
}

interface Lookup {
  readonly home: BytePath | undefined;
  readonly gitFolder: BytePath;
  readonly scope: SettingScope;
}

function settingIn(file: BytePath, key: string, lookup: Lookup, depth: number): Setting | undefined {
  const read = depth < 0 ? "absent" : readSmallFile(file, LIMIT);
  if (typeof read === "string") return undefined;
  let found: Setting | undefined;
  for (const [name, value] of gitConfigEntries(read.bytes.toString("latin1"))) {
    if (name === key) found = { value, scope: lookup.scope, file };
    const condition = /^include(?:if\.(.*))?\.path$/s.exec(name);
    if (condition === null) continue;
    const other = includedFile(value, file, lookup.home);
    const included = other === undefined ? undefined : settingIn(other, key, lookup, depth - 1);
    if (included !== undefined && holds(condition[1], included, file, lookup)) found = included;
  }
  return found;
}

function includedFile(value: string, file: BytePath, home: BytePath | undefined): BytePath | undefined {
  if (value.startsWith("~/")) return home === undefined ? undefined : posix.join(home, value.slice(2));
  return isAbsolute(value) ? value : posix.join(parentOf(file), value);
}

/** Whether a file is included; without a condition it always is. */
function holds(condition: string | undefined, included: Setting, file: BytePath, lookup: Lookup): boolean {
  if (condition === undefined) return true;
  const [, kind, ignoreCase, pattern] = /^(gitdir)(\/i)?:(.*)$/s.exec(condition) ?? [];
  if (kind !== undefined && pattern !== undefined)
    return gitFolderPattern(pattern, file, lookup.home, ignoreCase !== undefined).test(
      withTrailingSlash(lookup.gitFolder),
    );
  throw new GitError(
    "unsupported",
    `${textOfPath(included.file)} sets core.hooksPath, and whether git reads it depends on \`${textOfPath(condition)}\` in ${textOfPath(file)}`,
    "Set core.hooksPath in the repository itself (`git config core.hooksPath FOLDER`), which wins, and run it again.",
    { file: textOfPath(file) },
  );
}

/** `gitdir:~/work/` and the like, as git reads them. */
function gitFolderPattern(written: string, file: BytePath, home: BytePath | undefined, ignoreCase: boolean): RegExp {
  let pattern = written;
  if (pattern.startsWith("~/")) pattern = posix.join(home ?? "/", pattern.slice(2));
  else if (pattern.startsWith("./")) pattern = posix.join(parentOf(file), pattern.slice(2));
  else if (!pattern.startsWith("/")) pattern = `**/${pattern}`;
  if (pattern.endsWith("/")) pattern += "**";
  const source = pattern
    .split(/(\*\*\/|\*\*|\*|\?)/)
    .map((part) => PARTS[part] ?? part.replaceAll(/[\\^$.|+(){}[\]]/g, String.raw`\$&`))
    .join("");
  return new RegExp(`^${source}/?$`, ignoreCase ? "si" : "s");
}

const PARTS: Readonly<Record<string, string>> = { "**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]" };
