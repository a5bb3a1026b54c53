import { classOfName } from "./secret-name.ts";

/** Forms of a value that says where a secret is to be had, instead of being one. */
const REFERENCES: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  // First, because source code has more of them than of all others.
  { pattern: /^-?(?:0x[\da-f]{1,16}|\d+\.\d+(?:\.\d+)*)(?:[uUlL]{0,3}|\\x?0{1,2})$/i, what: "is a number" },
  {
    pattern:
      /\$\{[^\}]*\}|\$\([^\)]*\)|\{\{.*\}\}|#\{|%\{[^\}]*\}|@\{\w|<%.*%>|\$\[[^\]]*\]|^\$[\{\(]|^\{\{|\$[A-Z][A-Z_]{3,}(?![A-Za-z\d])|%[A-Z_]{3,}%/v,
    what: "is filled in from a variable",
  },
  {
    pattern: /^["']?\$[A-Za-z_]\w*["']?$|^\$[A-Za-z_]\w*[\s,;\(]|^%\w+%$|^\$env:\w+$|^\$\w+(?:->|\[|::)/i,
    what: "is a variable",
  },
  {
    pattern:
      /^%\(?\w*\)?[sdvq]$|^%\d\$[sd]$|^0x%[\d.]{0,4}l{0,2}[xX]|^[A-Za-z_.\-\/:]*%[sSd][A-Za-z_.\-\/:]*$|^\{\w*\}$|^:\w+$|^\?$|^@@?\w+@@?$|^__\w+__$/,
    what: "is filled in later",
  },
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
  { pattern: /^[A-Za-z_][\w.]*\[[\w"'.:+\- ]{0,40}\](?:\.\w{1,40}){0,4}$|^`|^\\x/, what: "is an expression" },
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
  { pattern: /\\[SsDdWw][*+?]|\[\^[^\]]+\]|\(\.[*+]|\(\?[:=!<]/v, what: "is a pattern" },
];

/** An unquoted value that is a name in code or configuration, with at least one dot: `user.password`. */
const DOTTED_NAME = /^[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*){1,8}$/;

/** A quoted value that begins or ends in the middle of an expression: the quotes belong to its neighbours. */
const BETWEEN_QUOTES = /^\s*[+,)\]}]\s|\s[+,(\[{]\s*$|^["'][.+]|[.+]["']$|^\s?\.\s?\$/;

/** Why a value is a reference and no secret, as a clause; nothing where it is not one. */
export function referenceIn(value: string, quoted: boolean): string | undefined {
  if (quoted && BETWEEN_QUOTES.test(value)) return "is code between two texts";
  if (!quoted && DOTTED_NAME.test(value) && isLikelyMember(value)) return "is an expression";
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
