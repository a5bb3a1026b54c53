/** Bytes of a file's content that are one value: longer ones are texts. */
const LONGEST = 600;

const NAME = new RegExp(
  String.raw`(?:^|\/)(?<name>\.?(?:[\w\-]{1,60}?[_.\-])??(?:vault[_\-]pass|pass(?:word|wd|phrase)?|pwd|secret|token|(?:api|auth|secret|access|private|master|encryption|signing|session|jwt|shared|deploy|license|storage|account|webhook)[_.\-]?key|secret[_.\-]?(?:key|token)|erlang\.cookie))(?:\.(?:txt|key|token|secret|pass|pw|b64|hex|dat))?$`,
  "i",
);
const RAILS = /(?:^|\/)config\/credentials\/(?<name>[\w\-]{1,60}\.key)$/;

/**
 * The name of what a file holds where its own name says that it is a secret and nothing else: `config/master.key`, `db_password.txt`,
 * `.vault-token`. Nothing where it does not, or where its content, of `length` bytes, is too long for one value.
 */
export function contentNameOf(path: string, length: number): string | undefined {
  if (length > LONGEST || length === 0) return undefined;
  return (NAME.exec(path) ?? RAILS.exec(path))?.groups?.["name"];
}
