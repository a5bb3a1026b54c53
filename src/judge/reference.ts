import { classOfName } from "./secret-name.ts";

/** Forms of a value that says where a secret is to be had, instead of being one. */
const REFERENCES: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  // First, because source code has more of them than of all others.
  { pattern: /^-?(?:0x[\da-f]{1,16}|\d+\.\d+(?:\.\d+)*|\d+\.)(?:[uUlL]{0,3}|\\x?0{1,2})$/i, what: "is a number" },
  { pattern: /^[A-Z][A-Z\d]*(?:[\-_][A-Z\d]+)+(?:,\s?[A-Z][A-Z\d]*(?:[\-_][A-Z\d]+)+)+$/, what: "is a list of names" },
  { pattern: /\]\]>/, what: "is markup" },
  { pattern: /^[A-Z]\d{1,2}[\/\-][A-Z]\d{1,2}$/, what: "is a range" },
  // `azure-keyvault-secrets==4.7.0b1`, `"@acme/secrets": "^4.7.0"`: what a list of packages asks for.
  {
    pattern: /^[=~^<>!]{1,3}\s?v?\d+(?:\.\d+){1,3}(?:[.\-]?(?:a|b|rc|alpha|beta|dev|pre|post)[.\-]?\d*)?$/,
    what: "is a version",
  },
  { pattern: /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+\-]\d\d:?\d\d)?)?$/, what: "is a date" },
  {
    pattern:
      /\$\{[^\}]*\}|\$\([^\)]*\)|\{\{.*\}\}|#\{|%\{[^\}]*\}|@\{\w|<%.*%>|\$\[[^\]]*\]|^\$\$?[\{\(]|^\{\{|\$[A-Z][A-Z_]{3,}(?![A-Za-z\d])|%[A-Z_]{3,}%/v,
    what: "is filled in from a variable",
  },
  {
    pattern: /^["']?\$[A-Za-z_]\w*["']?$|^\$[A-Za-z_]\w*[\s,;\(]|^%\w+%$|^\$env:\w+$|^\$\w+(?:->|\[|::)/i,
    what: "is a variable",
  },
  {
    pattern:
      /^%\(?\w*\)?[sdvq]$|^%\d\$[sd]$|^0x%[\d.]{0,4}l{0,2}[xX]|^[A-Za-z_.\-\/:]*%[sSd][A-Za-z_.\-\/:]*$|^\{\w*\}$|^:\w+$|^\?$|^@@?\w+@@?$|^__\w+__$|^\$[a-z]+\$$/,
    what: "is filled in later",
  },
  // Formats with two places or more: `%sAuthorization: Digest %s`, `%.*s4%s`, `{0}='{1}'`; a name in braces: `v1/users/{username}`.
  {
    pattern:
      /%(?:\.\*|\.?\d{1,3})?[sdvqu].*%(?:\.\*|\.?\d{1,3})?[sdvqu](?![A-Za-z\d])|\{\d\}.{0,80}\{\d\}|^\{[a-z]+[._][a-z._]{2,40}\}|(?<=.)\{[A-Za-z_][A-Za-z_]{2,40}(?:\.[A-Za-z_]{2,40}){0,4}\}/v,
    what: "is filled in later",
  },
  { pattern: /^<<[\-~]?["']?[A-Z_]{2,30}["']?$/, what: "begins a text of many lines" },
  { pattern: /^[Xx](?:-[A-Za-z\d]{2,20}){2,6}$/, what: "is the name of a header" },
  { pattern: /^<{1,2}[^<>]+>{1,2}$|^\[[^\[\]]+\]$/, what: "is a place to fill in" },
  {
    pattern: /^\*[\w.\-\/]+\*$|^\*[_.\-\/][A-Za-z_.\-\/]+$|^[A-Za-z][A-Za-z_.\-\/]*[_.\-\/]\*{1,2}$/v,
    what: "is a pattern of names",
  },
  {
    pattern: /^(?:process\.env|os\.environ|os\.getenv|System\.getenv|Deno\.env|import\.meta\.env|ENV\[|env\[|getenv)/,
    what: "is read from the environment",
  },
  {
    pattern:
      /^(?:secrets?|vars?|var|local|data|module|params?|inputs?|env|config|settings|options|self|this|props|args|request|req|ctx|context|app|values)[.\[]/i,
    what: "is an expression",
  },
  {
    pattern:
      /^(?:vault|op|ssm|secret|secrets|gsm|awssm|sops|azurekv|keyvault|kv|doppler|file|env|ref)(?:\+\w+)?:\/?\/?[\w.\/#@\-]+$/i,
    what: "names a place in a store",
  },
  {
    pattern:
      /^(?:classpath\*?:[\w.\/*\-]+$|arn:aws|urn:[a-z]|projects\/[^\/]+\/secrets\/|\/?aws\/reference\/|\{resolve:)/,
    what: "names a place in a store",
  },
  {
    pattern:
      // Last what Jenkins and Maven write in braces.
      /^ENC\[|^\$ANSIBLE_VAULT|^!(?:vault|Ref|Sub|GetAtt|ImportValue|FindInMap|reference|secret|env_var|env|ENV|include)\b|^\{cipher\}|^AQICAH|^age1[a-z\d]{20}|^\{?AQAAABAAAA|^\{[A-Za-z\d+\/]{20,400}={0,2}\}$/v,
    what: "is encrypted",
  },
  { pattern: /^[A-Za-z_][\w.]*\[[\w"'.:+\- ]{0,40}\]$|^`|^\\x/, what: "is an expression" },
  // `userPassword:2.5.13.18:=\xAA` of a search in a directory.
  { pattern: /^\d{1,6}(?:\.\d{1,6}){2,20}:=/, what: "is a filter of a directory" },
  {
    pattern:
      /^(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2)|^AAAA(?:B3NzaC1|C3NzaC1|E2VjZHNh)|^M(?:FkwEwYHKoZIzj0|HYwEAYHKoZIzj0|CowBQYDK2Vw|I[A-Za-z\d+\/]{3,5}jANBgkqhkiG9w0BAQEFAAO)/v,
    what: "is a public key",
  },
  {
    pattern: /^pk_(?:live|test)_\w|^(?:SB-)?Mid-client-|^FLWPUBK(?:_TEST)?-/,
    what: "is a publishable key, made to be seen",
  },
  { pattern: /^&?(?:mut )?[A-Za-z_][\w:.]*<[^>]*>?$/, what: "is a type" },
  { pattern: /^(?:new\s+)?[A-Za-z_$][A-Za-z_$.:]*(?:<[\w, ]*>)?\(.*\)[;,]?$/, what: "is a function call" },
  // With digits in its name, as `md5(…)` has, a call has to be code throughout.
  { pattern: /^[A-Za-z]\w{2,}\([\w$.:"', \(\)\[\]]*\)[;,]?$/v, what: "is a function call" },
  { pattern: /\s(?:[=!]==?|&&|\|\||=>|\?\?)\s/v, what: "is an expression" },
  { pattern: /^[a-z][\w.\-]{1,20}(?: [a-z\-]{2,20})? --?[A-Za-z]/v, what: "is a command" },
  // `secret generic deploy-key --type=…`.
  { pattern: /^--[a-z]+(?:-[a-z]+){0,6}(?:=|$)/, what: "is a command's option" },
  {
    pattern: /\\[SsDdWw][*+?]|\[\^[^\]]+\]|\(\.[*+]|\(\?[:=!<]|\[\^?[\w\-]{0,8}(?:a-z|A-Z)[^\[\]]{0,30}\][*+?\)\{$]/v,
    what: "is a pattern",
  },
];

/** An unquoted value that is a name in code or configuration, with at least one dot: `user.password`. */
const DOTTED_NAME = /^[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*){1,8}$/;

/**
 * An unquoted value that only code has: `&v5.Change{`, `*(*[]v1.Ref)(unsafe.Pointer(&in.Refs))`, and members and calls in a row with
 * digits in their names, as `entries[0].data[KEY]` and `oauth2.secret()`.
 */
const CODE =
  /^&?[A-Za-z_][\w.]{2,80}\{$|^&[A-Za-z_][\w.]{2,80}\{|^\*\(\*|^[&*]?[A-Za-z_]\w*(?:(?:\.|->|::|\?\.)[A-Za-z_]\w*|\[[\w."'\-]{1,60}\])*(?:(?:\.|->|::|\?\.)[A-Za-z_]\w*\([\w.:&"', \(\)\[\]]*\)|\[\w{1,60}\](?:\.[A-Za-z_]\w*)?)[;,]?$/;

/** `sync.8.password`, given to what reads settings. */
const NAME_OF_SETTING = /^[a-z]\w{1,30}(?:\.\w{1,30}){1,6}$/;

/** A quoted value that begins or ends in the middle of an expression: the quotes belong to its neighbours. */
const BETWEEN_QUOTES =
  /^\s*[)\]}]{0,4}[+,)\]}]\s|\s[+,(\[{]\s*$|^["']\s?[.+]|[.+]\s?["']$|^\s?\.\s?\$|^\s?\.\s?[a-z]\w{1,40}\(.*[\.\)]|^(?:if|unless|or|and) .*(?:[!=]=|\+)$/i;

/** Why a value is a reference and no secret, as a clause; nothing where it is not one. */
export function referenceIn(value: string, quoted: boolean): string | undefined {
  if (quoted && BETWEEN_QUOTES.test(value)) return "is code between two texts";
  if (!quoted && ((DOTTED_NAME.test(value) && isLikelyMember(value)) || CODE.test(value))) return "is an expression";
  if (quoted && NAME_OF_SETTING.test(value) && classOfName(value.slice(value.lastIndexOf(".") + 1)) !== undefined) {
    return "is a setting's name";
  }
  return referenceForm(value);
}

const LEAST_SIGNS = 12;
const LEAST_KEY = 32;

/** Whether a value is a key of all printable characters, which may hold any sign that a reference has. */
export const isKeyOfSigns = (value: string): boolean =>
  value.length >= LEAST_KEY && new Set(value.replaceAll(/[\w\s]/g, "")).size >= LEAST_SIGNS;

/** Why a value has the form of a reference wherever it stands, as a clause. */
export function referenceForm(value: string): string | undefined {
  return REFERENCES.find(({ pattern }) => pattern.test(value))?.what;
}

/** Whether a dotted name reads like a member of something, and not like a password with a dot in it. */
function isLikelyMember(value: string): boolean {
  const parts = value.split(".");
  // `eyJ` is how the header of a JSON web token begins in base 64.
  if (value.startsWith("eyJ") || parts.some(isRandom)) return false;
  return parts.length > 2 || classOfName(parts.at(-1) ?? "") !== undefined;
}

const LONG_PART = 20;
const MANY_DIGITS = 3;

/** Whether a part of a dotted name is no name: long, of letters in both cases with digits all over. */
function isRandom(part: string): boolean {
  const digits = part.match(/\d+/g) ?? [];
  return part.length >= LONG_PART && digits.length >= MANY_DIGITS && /[a-z]/.test(part) && /[A-Z]/.test(part);
}
