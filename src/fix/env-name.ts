/** Variables that mean something to shells, systems and runtimes, so that none of them may be asked for a secret. */
const TAKEN =
  /^(?:PATH|HOME|USER|USERNAME|LOGNAME|SHELL|PWD|OLDPWD|LANG|LC_\w+|TERM|TMPDIR|TEMP|TMP|TZ|HOST|HOSTNAME|PORT|EDITOR|PAGER|IFS|ENV|CI|DEBUG|LD_\w+|DYLD_\w+|NODE_OPTIONS|NODE_ENV|PYTHONPATH|JAVA_HOME|CLASSPATH|GOPATH|RUBYOPT|PERL5LIB|BASH_ENV|PROMPT_COMMAND|PS1)$/;

/** A name of an environment variable out of any other name: `apiKey`, `db.password`; undefined where none comes of it. */
export function envName(name: string): string | undefined {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .toUpperCase();
  return /^[A-Z][A-Z0-9_]{1,60}$/.test(words) && !TAKEN.test(words) ? words : undefined;
}

/** A name of a GitHub secret: they cannot begin with `GITHUB_`. */
export const githubSecretName = (name: string): string | undefined => envName(name)?.replace(/^GITHUB_/, "GH_");
