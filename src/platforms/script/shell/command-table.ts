/** What commands do with what they are given and what they read. A name is that of the program without its folder. */
const commands = (names: string): ReadonlySet<string> => new Set(names.split(" "));

/** Print their arguments. */
export const PRINTERS = commands("echo printf print");

/** Hand on their input line by line, as it is. */
export const PASSING = commands(
  "cat tee sort uniq nl tac less more column grep egrep fgrep rg ts pr fmt unbuffer paste pv jq yq bat dd",
);

/** Hand on their input cut, encoded or rewritten: exact masking no longer knows it. */
export const ALTERING = commands(
  "base64 base32 basenc uuencode openssl tr sed awk gawk rev cut head tail fold xxd od hexdump gzip bzip2 xz gunzip zcat iconv expand",
);

/** Part of the shell, or without a trace of their arguments anywhere: nothing leaves the script through them. */
export const SILENT = commands(
  "test [ : true false set unset shift return exit cd trap source . wait umask alias hash type let eval break continue shopt ulimit pushd popd getopts wc sleep",
);

/** Set variables from arguments of the form `NAME=value`. */
export const DECLARING = commands("export local declare readonly typeset");

/** Run the command that follows their own options. */
export const WRAPPERS = commands(
  "sudo doas command builtin exec env time nohup nice ionice timeout stdbuf busybox gosu retry",
);

/** Send what they are given to the host of a URL among their arguments. */
export const SENDERS = commands("curl wget http https xh git nc websocat");
