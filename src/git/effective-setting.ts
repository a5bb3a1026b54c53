import { posix } from "node:path";
import { type BytePath, parentOf, textOfPath, withTrailingSlash } from "../files/byte-path.ts";
import { readSmallFile } from "../files/small-file.ts";
import { type Environment, expandPath, gitConfigEntries, isTrue, personalFiles, readGitConfig } from "./git-config.ts";
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
  // git looks for this one in that file alone.
  if (isTrue(readGitConfig(`${common}/config`).get("extensions.worktreeconfig")))
    take("repository", `${folder}/config.worktree`);
  return found;
}

interface Lookup {
  readonly home: BytePath | undefined;
  readonly gitFolder: BytePath;
  readonly scope: SettingScope;
}

function settingIn(file: BytePath, key: string, lookup: Lookup, depth: number): Setting | undefined {
  if (depth < 0) throw tooDeep(file);
  const read = readSmallFile(file, LIMIT);
  if (typeof read === "string") return undefined;
  let found: Setting | undefined;
  for (const [name, value] of gitConfigEntries(read.bytes.toString("latin1"))) {
    if (name === key) found = { value, scope: lookup.scope, file };
    const condition = /^include(?:if\.(.*))?\.path$/s.exec(name);
    const other = condition === null ? undefined : expandPath(value, lookup.home, parentOf(file));
    if (condition === null || other === undefined) continue;
    const isIncluded = holds(condition[1], file, lookup);
    const included = isIncluded === false ? undefined : settingIn(other, key, lookup, depth - 1);
    if (included === undefined) continue;
    if (isIncluded === undefined) throw undecided(key, condition[1] ?? "", included.file, file);
    found = included;
  }
  return found;
}

/** Whether a file is included, which it always is without a condition; undefined where only git can say. */
function holds(condition: string | undefined, file: BytePath, lookup: Lookup): boolean | undefined {
  if (condition === undefined) return true;
  const [, ignoreCase, pattern] = /^gitdir(\/i)?:(.*)$/s.exec(condition) ?? [];
  if (pattern === undefined) return undefined;
  return gitFolderPattern(pattern, file, lookup.home, ignoreCase !== undefined).test(
    withTrailingSlash(lookup.gitFolder),
  );
}

function undecided(key: string, condition: string, included: BytePath, by: BytePath): GitError {
  const file = textOfPath(by);
  return new GitError(
    "unsupported",
    `${textOfPath(included)} sets ${key}, and whether git reads it depends on \`${textOfPath(condition)}\` in ${file}`,
    `Set ${key} in the repository itself (\`git config ${key} …\`), which wins, and run it again.`,
    { file },
  );
}

/** git refuses such files, too: they are likely to include themselves. */
function tooDeep(path: BytePath): GitError {
  const file = textOfPath(path);
  const message = `${file} is included by more than ${DEPTH} files, one by the other`;
  return new GitError("unsupported", message, "Take out the `include` that leads round in a circle.", { file });
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
