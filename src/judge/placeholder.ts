/** Words that stand where a person should put a value. */
const PLACEHOLDER_WORDS =
  /(?:change[\s_\-]?(?:me|it|this)|replace[\s_\-]?(?:me|this|with)|your[\s_\-]|\byour?(?:key|token|secret|pass)|insert[\s_\-]|enter[\s_\-]|put[\s_\-].*here|[\s_\-]here\b|placeholder|redacted|masked|hidden|omitted|not[\s_\-]?(?:set|needed|required|used|real|a)\b|this[\s_\-]?is[\s_\-]?(?:a|an|my|not|the)[\s_\-]|to[\s_\-]?be[\s_\-]?(?:set|filled|replaced)|fill[\s_\-]?in|todo|tbd\b|fixme|notreal|some[\s_\-]?(?:secret|token|key|password|value))/i;

/** Words of a value that was made up, and may be in use all the same. */
const MADE_UP = /dummy|invalid|sample|example|foobar|lorem|whatever|something|anything|fake|mock/i;

/** Values that mean nothing or nothing yet. */
const EMPTY_VALUES =
  /^(?:null|nil|none|undefined|true|false|yes|no|on|off|auto|default|empty|unset|void|n\/?a|string|str|int|bytes|text|any|object|number|boolean|char|varchar|type|values?\d{0,2}|replaced?|optional|required|unknown|disabled|enabled|ignored?)$/i;

/** Names of character sets and encodings, as calls take them: `password.encode("latin1")`. */
const ENCODINGS =
  /^(?:utf[_\-]?(?:7|8|16|32)(?:[_\-]?(?:le|be|sig))?|(?:us[_\-]?)?ascii|latin[_\-]?\d|iso[_\-]?8859[_\-]\d{1,2}|(?:cp|windows[_\-]?|ibm)\d{3,4}|koi8[_\-][ru]|shift[_\-]?jis|euc[_\-](?:jp|kr)|gbk|gb2312|gb18030|big5|idna|punycode|unicode[_\-]escape|base64(?:url)?|hex|binary)$/i;

/** Passwords that products ship with and tests use: a weakness, but no leak. */
const DEFAULT_VALUES =
  /^(?:(?:my|the|a|test|user|admin|root|db|super|new|old|some|no|top|very)?[\s_\-]?(?:passw(?:ord?|o|0rd|d)?|p@ssw0rd|pass|pwd|passphrase|secret|secrets|token|apikey|api[\s_\-]key|key|credentials?|auth)[\s_\-]?\d{0,4}!?|admin\d{0,4}|root|guest|user(?:name)?|test(?:ing|er|user)?\d{0,4}|demo|postgres(?:ql)?|mysql|mariadb|mongo(?:db)?|redis|rabbitmq|minio(?:admin)?|elastic|kafka|oracle|sa|vagrant|docker|jenkins|grafana|wordpress|django|rails|symfony|laravel|drupal|magento|keycloak|letmein|qwerty\d{0,3}|welcome\d{0,3}|abc123|foo|bar|baz|qux|hello|world|hunter2|toor|pi|raspberry|ubuntu|localhost|nopass|blah|asdf|app|dev|prod|staging|local|ci)$/i;

const SEQUENCES = [
  "0123456789",
  "9876543210",
  "abcdefghijklmnopqrstuvwxyz",
  "zyxwvutsrqponmlkjihgfedcba",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "1234567890",
  "deadbeef",
  "cafebabe",
  "0123456789abcdef",
];

/** Characters of a row from which on it counts. */
const LEAST_ROW = 4;
const ROW_PARTS: ReadonlySet<string> = new Set(
  SEQUENCES.flatMap((sequence) => Array.from(sequence, (_, at) => sequence.slice(at, at + LEAST_ROW))),
);

/** Share of a text that one repeated character or a run along the keyboard or alphabet makes up. */
export function sequenceShare(text: string): number {
  const lower = text.toLowerCase();
  let covered = 0;
  for (let at = 0; at < lower.length; ) {
    const length = Math.max(repeatAt(lower, at), sequenceAt(lower, at));
    if (length >= 4) covered += length;
    at += Math.max(1, length >= 4 ? length : 1);
  }
  return text.length === 0 ? 0 : covered / text.length;
}

function repeatAt(text: string, at: number): number {
  let end = at;
  while (end < text.length && text[end] === text[at]) end++;
  return end - at;
}

function sequenceAt(text: string, at: number): number {
  let longest = 0;
  if (at + LEAST_ROW > text.length) return longest;
  const part = text.slice(at, at + LEAST_ROW);
  if (!ROW_PARTS.has(part)) return longest;
  for (const sequence of SEQUENCES) {
    const offset = sequence.indexOf(part);
    if (offset === -1) continue;
    let length = 4;
    while (at + length < text.length && text[at + length] === sequence[offset + length]) length++;
    longest = Math.max(longest, length);
  }
  return longest;
}

/**
 * Share of rows in a text, those included that two rows are woven into: `a1b2c3d4` has the rows `abcd` and `1234`.
 */
export function rowShare(text: string): number {
  const letters = text.replaceAll(/[^A-Za-z]/g, "");
  const digits = text.replaceAll(/\D/g, "");
  const woven = sequenceShare(letters) * letters.length + sequenceShare(digits) * digits.length;
  return text.length === 0 ? 0 : Math.max(sequenceShare(text), woven / text.length);
}

/** Whether a value is what programmers call things without a name, and a row behind it: `foo1234567890`. */
export function isNobodysRow(value: string): boolean {
  return /(?<![a-z])(?:foo|bar|baz|qux)(?![a-z])/i.test(value) && sequenceShare(value) > 0.3;
}

/** Whether one character over and over, or blocks of such, make up most of a text. */
export function isOneCharacter(value: string): boolean {
  if (/^(?<only>.)\k<only>+$/s.test(value)) return true;
  if (value.length < 8) return false;
  const blocks = value.match(/(?<only>.)\k<only>{3,}/gs) ?? [];
  if (blocks.join("").length / value.length > 0.5) return true;
  const counts = new Map<string, number>();
  for (const character of value.toLowerCase()) counts.set(character, (counts.get(character) ?? 0) + 1);
  return Math.max(...counts.values()) / value.length > 0.7;
}

/** Whether a short unit repeated makes up the whole text: `abcabcabc`. */
export function isRepetition(text: string): boolean {
  return /^(.{1,12}?)\1{2,}.{0,11}$/s.test(text.slice(0, 200));
}

/** Why a value is only a placeholder, as a clause; nothing where it is not. Rows and repetitions are another matter. */
export function placeholderIn(value: string): string | undefined {
  return toFillIn(value) ?? (isMadeUp(value) ? "has a placeholder's words" : undefined);
}

/** Whether a value has a word in it that speaks of something made up: `dummy`, `example`. */
export const isMadeUp = (value: string): boolean => MADE_UP.test(value);

/** Why a value stands for one that is still to come, as a clause; nothing where it does not. */
export function toFillIn(value: string): string | undefined {
  if (EMPTY_VALUES.test(value)) return "means that nothing is set";
  if (ENCODINGS.test(value)) return "names an encoding";
  if (PLACEHOLDER_WORDS.test(value)) return "has a placeholder's words";
  if (/^[x*.#?_\-\u2022]{3,}$/iv.test(value) || /[x*\u2022]{5,}/i.test(value) || /\.{3}|\u2026/.test(value))
    return "is blanked out";
  // A random value has no such row of zeros; a number in hexadecimal digits may.
  if (/0{10,}/.test(value) && /[g-zG-Z]/.test(value)) return "is blanked out";
  if (isOneCharacter(value)) return "is one character over and over";
  // Whoever writes a form of a value puts what is to be filled in between such marks, and no keyboard has them at hand.
  if (/[\u2039\u203a\xab\xbb]/.test(value)) return "has marks of something to fill in";
  return undefined;
}

/** Longest word for a password with a sign or two in it. */
const LONGEST_WORD = 8;

/**
 * Whether a value is a short word for a password as samples spell it, signs and escapes included: `user:p%40ss@host`,
 * `USER:PASS@host`.
 */
export function isWordForPassword(value: string): boolean {
  const text = value.toLowerCase().replaceAll(/%(?:40|24)/g, (escaped) => (escaped === "%40" ? "@" : "$"));
  const plain = text.replaceAll(/%[\da-f]{2}/g, "");
  if (plain.length > LONGEST_WORD) return false;
  const letters = plain.replaceAll(/(?<=[a-z])@(?=[a-z$])/g, "a").replaceAll("$", "s");
  return /^(?:pass|passwd|pwd)$/.test(letters.replaceAll(/[^a-z\d]/g, ""));
}

/** A word that tests begin with and a row of digits: `test123456`, `Test@12345`, `db123`; or digits that repeat: `123123`. */
const WORD_AND_ROW =
  /^(?:test|tester|admin|user|root|db|pass|pw|pwd|password|abc|demo|my|new|old|foo|secret)[@_.\-#!]?(?:123(?:4(?:5(?:6(?:7(?:8(?:90?)?)?)?)?)?)?|54321|4321|321)[!*#]?$|^(?<digits>\d{2,4})\k<digits>+$/i;

/** Signs that stand for letters: `super$ecret`, `p@ssw0rd`. */
const LETTER_OF: Readonly<Record<string, string>> = { $: "s", "@": "a", "0": "o", "1": "l" };

/** Whether a value is a password that products ship with or tests use. */
export function isDefaultCredential(value: string): boolean {
  if (value.length > LONGEST_DEFAULT) return false;
  if (DEFAULT_VALUES.test(value) || WORD_AND_ROW.test(value)) return true;
  return (
    /[$@]|[a-z][01][a-z]/i.test(value) &&
    DEFAULT_VALUES.test(value.replaceAll(/[$@01]/g, (sign) => LETTER_OF[sign] ?? sign))
  );
}

const LONGEST_DEFAULT = 32;

/** Whether a value is a port, or two of them, where a password could stand: `-p 3000:3000`, `http://host:80#part`. */
export function isPort(value: string): boolean {
  return /^\d{2,5}(?::\d{2,5}(?:\/(?:tcp|udp))?|[#?&])$/.test(value);
}
