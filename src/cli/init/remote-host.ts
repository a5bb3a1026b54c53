import { pathFromText } from "../../files/byte-path.ts";
import { commonFolder, findGitFolder } from "../../git/find-git-folder.ts";
import { readGitConfig } from "../../git/git-config.ts";

/**
 * Host of the repository's remote, in small letters: that of `origin`, else the first one with a host; undefined where there
 * is none. Nothing else of the address is kept, since it may hold a password.
 */
export function remoteHost(root: string): string | undefined {
  const folder = findGitFolder(pathFromText(root));
  if (folder === undefined) return undefined;
  const config = readGitConfig(`${commonFolder(folder)}/config`);
  const others = [...config].flatMap(([key, value]) => (/^remote\..+\.url$/.test(key) ? [value] : []));
  const [host] = [config.get("remote.origin.url") ?? "", ...others].flatMap((url) => hostOf(url) ?? []);
  return host;
}

/** Host of `https://user@host:1/path`, `ssh://git@host/path` or `git@host:path`; a path has none. */
function hostOf(url: string): string | undefined {
  const [, host] =
    /^(?:https?|ssh|git):\/\/(?:[^/]*@)?([\w.-]+)/i.exec(url) ?? /^(?:[^/:]*@)?([\w.-]{2,}):(?!\/\/)/.exec(url) ?? [];
  return host?.toLowerCase();
}
