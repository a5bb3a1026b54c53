import { isAbsolute, posix } from "node:path";
import { type BytePath, pathFromText } from "../files/byte-path.ts";
import { readSmallFile } from "../files/small-file.ts";

/** Environment variables by name, as the process has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Values of a git config by `section.key` in small letters, or `section.Name.key` where the section has a name of its own;
 * later ones win. Bytes, like the paths in them.
 */
export type GitConfig = ReadonlyMap<string, string>;

const LIMIT = 1 << 20;
const BYTE_ORDER_MARK = /^\xef\xbb\xbf/;
const GOES_ON = /(?<!\\)(?:\\\\)*\\$/;
const COMMENT = /^\s*[#;]/;
const SECTION = /^\s*\[\s*([^\]"\s]*)\s*("(?:[^"\\]|\\.)*")?\s*\]/;
const ENTRY = /^\s*([A-Za-z][A-Za-z0-9-]*)\s*(?:=(.*))?$/;
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", b: "\b" };

/** Takes off comments, quotes and escapes; blanks at the ends count only inside quotes. */
function readValue(raw: string): string {
  let value = "";
  let kept = 0;
  let quoted = false;
  const text = raw.trimStart();
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (!quoted && (char === "#" || char === ";")) break;
    if (char === '"') quoted = !quoted;
    else if (char === "\\") {
      const escaped = text[++at] ?? "";
      value += ESCAPES[escaped] ?? escaped;
    } else value += char;
    if (quoted || !/\s/.test(char)) kept = value.length;
  }
  return value.slice(0, kept);
}

/** `[branch "Main"]` as `branch.Main`. */
function sectionName(word: string, quoted: string | undefined): string {
  const section = word.toLowerCase();
  return quoted === undefined ? section : `${section}.${quoted.slice(1, -1).replaceAll(/\\(.)/g, "$1")}`;
}

/** Lines with those that they go on in behind a backslash, as long as that is not escaped itself or in a comment. */
function* wholeLines(text: string): Generator<string, void, void> {
  let whole = "";
  for (const line of text.replace(BYTE_ORDER_MARK, "").split(/\r?\n/)) {
    whole += line;
    if (GOES_ON.test(line) && !COMMENT.test(whole)) whole = whole.slice(0, -1);
    else {
      yield whole;
      whole = "";
    }
  }
  yield whole;
}

/** The entries of a git config in their order, named as in a {@link GitConfig}. */
export function* gitConfigEntries(text: string): Generator<readonly [key: string, value: string], void, void> {
  let section: string | undefined;
  for (const line of wholeLines(text)) {
    const header = SECTION.exec(line);
    if (header !== null) section = sectionName(header[1] ?? "", header[2]);
    const entry = ENTRY.exec(line.slice(header?.[0].length ?? 0));
    if (entry === null || section === undefined) continue;
    yield [`${section}.${entry[1]?.toLowerCase()}`, entry[2] === undefined ? "true" : readValue(entry[2])];
  }
}

/**
 * Reads a git config. `include` is not followed: a rule that is missed that way means that more is searched, never less.
 */
export const parseGitConfig = (text: string): GitConfig => new Map(gitConfigEntries(text));

/** Reads a config file; one that is not there has no values. */
export function readGitConfig(path: BytePath): GitConfig {
  const file = readSmallFile(path, LIMIT);
  return typeof file === "string" ? new Map() : parseGitConfig(file.bytes.toString("latin1"));
}

/** Whether a value says yes, in one of the words that git takes for it. */
export const isTrue = (value: string | undefined): boolean => /^(?:true|yes|on|[1-9]\d*)$/i.test(value ?? "");

/** Where a person's own git settings say that their ignore rules lie. */
export interface PersonalSettings {
  readonly home: BytePath | undefined;
  readonly excludesFile: BytePath | undefined;
}

/** A path of a config, with `~/` for the home folder; a relative one is taken from `folder`. */
export function expandPath(path: string, home: BytePath | undefined, folder: BytePath): BytePath | undefined {
  if (path === "") return undefined;
  if (path.startsWith("~/")) return home === undefined ? undefined : posix.join(home, path.slice(2));
  return isAbsolute(path) ? path : posix.join(folder, path);
}

/** The config files that hold for all repositories, those that win last. */
export interface PersonalFiles {
  readonly home: BytePath | undefined;
  /** git's own folder among the person's settings. */
  readonly folder: BytePath | undefined;
  readonly system: BytePath | undefined;
  readonly own: readonly BytePath[];
}

/** Where the system's and the person's git settings lie, by git's own variables. */
export function personalFiles(environment: Environment): PersonalFiles {
  const pathIn = (name: string) => {
    const text = environment[name];
    return text === undefined || text === "" ? undefined : pathFromText(text);
  };
  const home = pathIn("HOME") ?? pathIn("USERPROFILE");
  const under = (folder: BytePath | undefined, path: string) =>
    folder === undefined ? undefined : posix.join(folder, path);
  const folder = under(pathIn("XDG_CONFIG_HOME"), "git") ?? under(home, ".config/git");
  const skipsSystem = !/^(?:|0|false|no|off)$/i.test(environment["GIT_CONFIG_NOSYSTEM"] ?? "");
  const system = skipsSystem ? undefined : (pathIn("GIT_CONFIG_SYSTEM") ?? "/etc/gitconfig");
  const isReplaced = environment["GIT_CONFIG_GLOBAL"] !== undefined;
  const own = isReplaced ? [pathIn("GIT_CONFIG_GLOBAL")] : [under(folder, "config"), under(home, ".gitconfig")];
  return { home, folder, system, own: own.filter((path) => path !== undefined) };
}

/**
 * Reads the system's and the person's git settings, with git's own variables for where they lie, and without running git.
 * The person's ignore rules are in `core.excludesFile`, or in git's folder under `XDG_CONFIG_HOME`.
 */
export function readPersonalSettings(environment: Environment): PersonalSettings {
  const { home, folder, system, own } = personalFiles(environment);
  const configs = [...(system === undefined ? [] : [system]), ...own];
  let set: string | undefined;
  for (const path of configs) set = readGitConfig(path).get("core.excludesfile") ?? set;
  const ignore = folder === undefined ? undefined : posix.join(folder, "ignore");
  const excludesFile = set === undefined ? ignore : expandPath(set, home, home ?? "/");
  return { home, excludesFile };
}
