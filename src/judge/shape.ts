import { classOfName, type NameClass, wordsOf } from "./secret-name.ts";

/** What a value looks like, apart from what it is called. */
export interface Shape {
  readonly mixed: boolean;
  readonly symbols: boolean;
  readonly lettersOnly: boolean;
  /** Mostly letters, so that its likeness to words tells something. */
  readonly wordy: boolean;
  /** A path with a file's ending, which no base 64 has. */
  readonly file: boolean;
  /** A length at which keys usually come: 16, 20, 24, 32, 40, 43, 44, 48, 64, 86, 88, 128. */
  readonly keyLength: boolean;
  readonly path: boolean;
  readonly url: boolean;
  /** Words with blanks between them, or of a script that sets none. */
  readonly sentence: boolean;
  readonly identifier: boolean;
  readonly sameAsName: boolean;
  readonly uuid: boolean;
  /** A password's hash as crypt, LDAP and frameworks write it: guessable, but no password. */
  readonly hash: boolean;
}

const KEY_LENGTHS = new Set([16, 20, 24, 32, 36, 40, 43, 44, 48, 64, 86, 88, 128]);

/** Groups of four, as services show keys to people who type them. */
const KEY_GROUPS = /^[a-z\d]{4}(?: [a-z\d]{4}){2,}$/i;

const letters = (text: string): number => text.replaceAll(/[^A-Za-z]/g, "").length;

/** `nameClass` is that of the name, which every caller knows. */
export function shapeOf(value: string, name: string, nameClass: NameClass | undefined): Shape {
  const identifierLike = /^[A-Za-z_$][\w$]*(?:[.\-:\/][A-Za-z_$][\w$]*|-\d{1,2})*$/v.test(value);
  return {
    mixed: /\d/.test(value) && /[A-Za-z]/.test(value),
    symbols: /[!@#$%^&*?~+=]/.test(value) && /[A-Za-z\d]/.test(value),
    lettersOnly: /^[A-Za-z]+$/.test(value),
    wordy: letters(value) >= 4 && letters(value) / value.length > 0.6,
    keyLength: KEY_LENGTHS.has(value.length) && /^[\w+\/=\-]+$/v.test(value),
    path:
      /^(?:\.{0,2}\/|~\/|[A-Za-z]:\\)[\w.\/\\ \-@]*$/v.test(value) ||
      /^[\w.\/\-]+\.(?:[a-z]{2,4}|json|yaml|properties)$/v.test(value),
    file: /^(?:\.{0,2}|~)\/[\w.\/\-]*\/[\w\-]+\.[a-z]{2,5}$/v.test(value),
    url: /^[a-z][a-z+.\-]{1,20}:\/\/[^:@\s]*$/iv.test(value) || /^(?:www\.|mailto:)/.test(value),
    sentence:
      /[ \x80-\uffff]/.test(value) &&
      !KEY_GROUPS.test(value) &&
      /\p{L}{2,}[,.]? +\p{L}{2,}|\p{Lo}{2}|[A-Za-z\d]{2} \(\w|\w (?:secret|password|token|key)$/iv.test(value),
    identifier:
      identifierLike && /[a-z]\d{0,4}[A-Z]|[._\-:\/]|^[A-Z][a-z]+$/v.test(value) && mayHoldDigits(value, nameClass),
    sameAsName: sameAsName(value, name, nameClass),
    uuid: /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(value),
    hash: /^(?:\{[A-Z\d\-]{3,12}\})?\$(?:\d[a-z]?|argon2\w*|apr1|pbkdf2[\w\-]*|scrypt|y|sha\d+)\$|^\{(?:SSHA|SHA|MD5|SMD5|CRYPT)\d*\}|^(?:pbkdf2|bcrypt|argon2)[\w\-]*[:$]/iv.test(
      value,
    ),
  };
}

/**
 * Names in code have few digits: `root-ca0`, `ec2_session_token`, `ecdsa-p521`. Under a password's name a digit makes a password of it:
 * `hunter2-prod`.
 */
function mayHoldDigits(value: string, nameClass: NameClass | undefined): boolean {
  if (!/\d/.test(value)) return true;
  if (/^\D*\.\D*\d?$/.test(value)) return true;
  if (nameClass !== "password" && CAMEL_WORDS.test(value)) return true;
  const parts = value.split(/[._\-:\/]/v);
  const long = parts.filter((part) => /^[A-Za-z]{0,12}\d{3,4}$/.test(part)).length;
  return nameClass !== "password" && long <= 1 && parts.every((part) => /^[A-Za-z]*\d{0,4}$/.test(part));
}

/** `Rfc3565KeyWrapBlob`, `oAuth2AccessToken`, `bdc1DischargePower` */
const CAMEL_WORDS =
  /^(?:[A-Z][a-z]{1,12}\d{0,4}){3,}$|^[a-z]{1,10}\d{0,4}(?:[A-Z][a-z]{1,12}){1,5}$|^[A-Z]{1,3}[a-z]{2,12}\d{0,4}(?:[A-Z][a-z]{2,12}){1,5}$/;

/** Digits that are put before or behind a word to fill it up: `token123`, `1234token`. */
const FILLING = /^\d{1,5}(?=\D)|(?<=\D)\d{1,5}$/g;

/**
 * `password: "password"`, `apiKey: "api_key"`, `accessToken: "MyAccessToken"`, `webhook_secret: "webhooksecret123"`. A
 * password may be a word with digits, weak as it is.
 */
function sameAsName(value: string, name: string, nameClass: NameClass | undefined): boolean {
  if (value.length > 60) return false;
  const own = new Set(wordsOf(name));
  const words = wordsOf(value);
  if (words.length > 1 && words.every((word) => own.has(word))) return true;
  if (endsWithName(value, name) || isEndOfName(value, name)) return true;
  const bare = nameClass === "secret" ? value.replaceAll(FILLING, "") : value;
  if (/\d{2,}/.test(bare)) return false;
  const left = wordsOf(bare).filter((word) => !/^\d+$/.test(word));
  const isTelling = left.some((word) => !FILLERS.has(word));
  return isTelling && left.every((word) => own.has(word) || FILLERS.has(word) || classOfName(word) !== undefined);
}

/** Letters of a name that stands by chance in no value. */
const LONG_NAME = 10;
/** Characters that a value may have besides its name. */
const MOST_BESIDES = 8;

/** `GetPasswordData: "ec2:GetPasswordData"`, `DeviceAuthKey = "pm-27581-device-auth-key"`. */
function endsWithName(value: string, name: string): boolean {
  const own = lettersAndDigits(name);
  const given = lettersAndDigits(value);
  return own.length >= LONG_NAME && given.length <= own.length + MOST_BESIDES && given.endsWith(own);
}

/** Letters of a value that ends its name by no chance. */
const LONG_END = 8;

/** `BCRYPT_KDF_SP80056A_CONCAT = "SP800_56A_CONCAT"`: one of many constants, each named after what it is. */
function isEndOfName(value: string, name: string): boolean {
  if (name.length <= value.length - MOST_BESIDES || value.length < LONG_END) return false;
  return lettersAndDigits(name).endsWith(lettersAndDigits(value));
}

const lettersAndDigits = (text: string): string => text.toLowerCase().replaceAll(/[^a-z\d]/g, "");

/** Words around a secret's own word that say nothing: `my strong password`. */
const FILLERS = new Set(
  "a an the my your our some any this is not test strong weak new old super real very valid good default user admin root".split(
    " ",
  ),
);
