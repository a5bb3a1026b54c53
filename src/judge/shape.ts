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
  readonly tokenLength: boolean;
  readonly path: boolean;
  readonly url: boolean;
  readonly sentence: boolean;
  readonly identifier: boolean;
  readonly sameAsName: boolean;
  readonly uuid: boolean;
  /** A password's hash as crypt, LDAP and frameworks write it: guessable, but no password. */
  readonly hash: boolean;
}

const KEY_LENGTHS = new Set([16, 20, 24, 32, 36, 40, 43, 44, 48, 64, 86, 88, 128]);

const letters = (text: string): number => text.replaceAll(/[^A-Za-z]/g, "").length;

/** `nameClass` is that of the name, which every caller knows. */
export function shapeOf(value: string, name: string, nameClass: NameClass | undefined): Shape {
  const identifierLike = /^[A-Za-z_$][\w$]*(?:[.\-:\/][A-Za-z_$][\w$]*)*$/v.test(value);
  return {
    mixed: /\d/.test(value) && /[A-Za-z]/.test(value),
    symbols: /[!@#$%^&*?~+=]/.test(value) && /[A-Za-z\d]/.test(value),
    lettersOnly: /^[A-Za-z]+$/.test(value),
    wordy: letters(value) >= 4 && letters(value) / value.length > 0.6,
    tokenLength: KEY_LENGTHS.has(value.length) && /^[\w+\/=\-]+$/v.test(value),
    path:
      /^(?:\.{0,2}\/|~\/|[A-Za-z]:\\)[\w.\/\\ \-@]*$/v.test(value) ||
      /^[\w.\/\-]+\.(?:[a-z]{2,4}|json|yaml|properties)$/v.test(value),
    file: /^(?:\.{0,2}|~)\/[\w.\/\-]*\/[\w\-]+\.[a-z]{2,5}$/v.test(value),
    url: /^[a-z][a-z+.\-]{1,20}:\/\/[^:@\s]*$/iv.test(value) || /^(?:www\.|mailto:)/.test(value),
    sentence: /\p{L}{2,}[,.]? +\p{L}{2,}/v.test(value),
    identifier: identifierLike && /[a-z][A-Z]|[._\-:\/]|^[A-Z][a-z]+$/v.test(value) && mayHoldDigits(value, nameClass),
    sameAsName: sameAsName(value, name, nameClass),
    uuid: /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(value),
    hash: /^(?:\{[A-Z\d\-]{3,12}\})?\$(?:\d[a-z]?|argon2\w*|apr1|pbkdf2[\w\-]*|scrypt|y|sha\d+)\$|^\{(?:SSHA|SHA|MD5|SMD5|CRYPT)\d*\}|^(?:pbkdf2|bcrypt|argon2)[\w\-]*[:$]/iv.test(
      value,
    ),
  };
}

/**
 * Names in code have few digits: `root-ca0`, `ec2_session_token`. Under a password's name a digit makes a password of it:
 * `hunter2-prod`.
 */
function mayHoldDigits(value: string, nameClass: NameClass | undefined): boolean {
  if (!/\d/.test(value)) return true;
  if (/^\D*\.\D*\d?$/.test(value)) return true;
  return nameClass !== "password" && value.split(/[._\-:\/]/v).every((part) => /^[A-Za-z]*\d{0,2}$/.test(part));
}

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
  const bare = nameClass === "secret" ? value.replaceAll(FILLING, "") : value;
  if (/\d{2,}/.test(bare)) return false;
  const left = wordsOf(bare);
  return left.length > 0 && left.every((word) => own.has(word) || classOfName(word) !== undefined);
}
