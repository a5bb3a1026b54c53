/**
 * What a name says of its value: `password` and `secret` are clear, `weak` might be (`key`, `auth`), `other` names
 * something about a secret (`token_url`), and nothing is said where no word of the kind occurs.
 */
export type NameClass = "password" | "secret" | "weak" | "other";

const PASSWORD = new Set(
  (
    "password passwd passwrd passw pass pwd pswd pword passphrase passcode passwort kennwort contrasena senha motdepasse mdp wachtwoord haslo parola pw psw userpass dbpass " +
    "rootpass userpwd dbpwd sudopass sshpass pgpass pgpassword mypwd passwords pincode requirepass masterauth smbpass " +
    "contraseña sifre şifre hasło lösenord losenord passord adgangskode salasana heslo lozinka пароль парола 密码 密碼 口令 パスワード 暗証番号 비밀번호 암호 패스워드"
  ).split(" "),
);
const SECRET = new Set(
  (
    "secret secrets token tokens apikey apikeys apitoken accesskey secretkey privatekey authkey authtoken accesstoken clientsecret appsecret credential credentials creds " +
    "bearer jwt pat psk sessionkey masterkey signingkey encryptionkey apisecret refreshtoken authenticationkey secretaccesskey accountkey sharedkey webhooksecret licensekey " +
    "cookiesecret 密钥 令牌 passkey appkey storagekey servicekey deploykey consumersecret oauthtoken bottoken usertoken idtoken csrftoken hmackey aeskey"
  ).split(" "),
);
/** Words that make a `key` a secret one. */
const KEY_KINDS = new Set(
  (
    "api access secret private auth encryption encrypt crypt crypto cipher signing sign signature master account shared session license licence service app application client consumer hmac aes des " +
    "rsa ssh pgp gpg jwt cookie storage deploy write admin ingest integration subscription function host webhook publish server user personal token rest project team maps"
  ).split(" "),
);
const WEAK = new Set(
  "key auth authorization authentication signature salt seed nonce hash pin otp code login cert pem webhook dsn sid session cookie passport".split(
    " ",
  ),
);

/** Words after a secret's name that turn it into something about the secret. */
const ABOUT = new Set(
  (
    "id ids fingerprint fingerprints thumbprint digest checksum sha sha1 sha256 md5 instance matches equals contains equal compare generate generated encoder hasher name names file files filename filepath path paths dir directory folder url uri urls endpoint type types kind length len size field fields label labels placeholder hint policy policies expiry expires expiration " +
    "expired exp ttl lifetime timeout age count counts counter number num index idx prefix suffix regex pattern format header headers param params parameter parameters query error errors message messages msg required require " +
    "enabled enable disabled disable reset resets change changed changes update updated validator validation validate valid invalid encoder encoding provider providers manager service services handler helper class attr attribute " +
    "column columns col input form page title description desc help location arn ref refs reference version algorithm alg algo strength min max again verify verification strategy source store " +
    "storage map list lists array set group groups role scope scopes grant request requests response responses event events usage tag tags limit limits rate budget cost price issuer audience generator factory builder parser lexer stream " +
    "span kinds state status checker check matcher mode model models view dialog modal component button icon text color style env var variable created at date time timestamp mount selector template command cmd function func fn " +
    "callback listener hook hooks test tests rotation rotate exists missing found ring chain pair pairs usernames username user users owner address addresses domain host hostname port method plugin link links " +
    "embedding embeddings ids vocab vocabulary tokenizer estimate regexp comment rev revision public publishable option options config configuration object interface node nodes kinds"
  ).split(" "),
);
/** Words after a secret's name that leave it what it is. */
const NEUTRAL = new Set(
  "value val string str plain plaintext raw default prod production dev development test stage staging live old new current primary secondary main backup env base64 b64 encoded hex data const var bytes one two a b 1 2 3 master confirm confirmation repeat retype".split(
    " ",
  ),
);
/** Words before a secret word that make it public or something else. */
const PUBLIC = new Set(
  "public publishable pub csrf xsrf no non not to bad fake dummy without has is needs use uses show hide toggle forgot forgotten lost invalid wrong missing hashed salted".split(
    " ",
  ),
);
/** The same before a key or token: `cache_key` opens nothing, `cache_password` does. */
const PUBLIC_BUT_FOR_PASSWORDS = new Set(
  "primary foreign partition sort cache routing row idempotency lookup translation i18n message dictionary hot short keyboard page next continuation sync cancel cancellation cursor pagination design site encrypted wrapped sealed".split(
    " ",
  ),
);

/** Words before `pass` that make a round of work of it: `first_pass`, `lowPass`. */
const STEPS = new Set(
  "first second third fourth last next final single double two multi each every high low band render shader compile optimization filter scan blur depth shadow lighting sub".split(
    " ",
  ),
);

/** Splits `dbPassword`, `DB_PASSWORD`, `db.password` and `db-password` into lower-case words. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\d]+/v)
    .filter((word) => word !== "");
}

/** Whether a name says that a value is a key or token, but not whose: `api_key`, `clientSecret`. Passwords are left out. */
export function isBareName(name: string): boolean {
  const words = wordsOf(name);
  return words.length > 0 && words.every((word) => [SECRET, KEY_KINDS, WEAK, NEUTRAL].some((set) => set.has(word)));
}

function endsWithWord(word: string): NameClass | undefined {
  const bare = word.replace(/\d+$/, "");
  // The name of a password manager.
  if (bare === "onepassword" || bare === "1password") return undefined;
  if (/^(?:salted|hashed)password$/.test(bare)) return undefined;
  if (PASSWORD.has(bare)) return "password";
  if (SECRET.has(bare)) return "secret";
  if (
    /(?:password|passwd|passphrase|passwort|(?:root|admin|user|sql|db|mail|smtp|ftp)pwd|kennwort|wachtwoord|contrase\u00f1a|senha|\u043f\u0430\u0440\u043e\u043b\u044c|\u5bc6\u7801|\u5bc6\u78bc|\u53e3\u4ee4|\u30d1\u30b9\u30ef\u30fc\u30c9|\u6697\u8a3c\u756a\u53f7|\ube44\ubc00\ubc88\ud638|\uc554\ud638|\ud328\uc2a4\uc6cc\ub4dc)$/.test(
      bare,
    )
  )
    return "password";
  if (/(?:secret|token|apikey|secretkey|accesskey|privatekey|authkey)$/.test(bare) && !/(?:de|un)token$/.test(bare))
    return "secret";
  return undefined;
}

function classOfWord(words: readonly string[], at: number): NameClass | undefined {
  const word = words[at] ?? "";
  const direct = endsWithWord(word);
  if (direct !== undefined) return direct;
  if (/^keys?\d*$/.test(word) && KEY_KINDS.has(words[at - 1] ?? "")) return "secret";
  return WEAK.has(word.replace(/\d+$/, "")) ? "weak" : undefined;
}

/** The shell's variable for the folder that it stands in. */
const WORKING_FOLDER = /^(?:OLD)?PWD$/;

/** `key_commit` is about a commit, `secret_do_not_commit` is not. */
const isCommit = (words: readonly string[], at: number): boolean =>
  words[at] === "commit" && words[at - 1] !== "not" && words[at - 1] !== "dont";

/** What prose calls a key by its number or print: `using RSA key DA73759BF8619E48`. */
const KEY_IN_PROSE = /^(?:[rd]sa|ecdsa|eddsa|ed25519|pgp|gpg|openpgp|the|this|an?|public|primary|signing) key$/i;

/** What stands behind it is the name of a secret: `from_secret: ci_token` of Drone and Woodpecker. */
const FROM_STORE = /(?:^|[_\-.a-z])[Ff]rom[_\-]?[Ss]ecret$/;

/** What scanners of code quality call a project, and paths of checksums and of a server's resources: `checksum/secrets`, `v1/secrets`. */
const NO_SECRET = /^sonar[.\-_]?project[.\-_]?key$|^(?:checksum|v\d\w{0,8})\//i;

/** Reads a name's words from the right: the last telling word decides what the value is. */
export function classOfName(name: string): NameClass | undefined {
  if (WORKING_FOLDER.test(name) || KEY_IN_PROSE.test(name) || FROM_STORE.test(name) || NO_SECRET.test(name)) {
    return "other";
  }
  const words = wordsOf(name);
  let at = words.length - 1;
  while (
    at > 0 &&
    (NEUTRAL.has(words[at] ?? "") || /^\d+$/.test(words[at] ?? "")) &&
    classOfWord(words, at) === undefined
  )
    at--;
  const found = classOfWord(words, at);
  if (found !== undefined) {
    const before = words.slice(Math.max(0, at - 2), at);
    if (/^pass\d*$/.test(words[at] ?? "") && STEPS.has(words[at - 1] ?? "")) return "other";
    const isPublic = (word: string): boolean =>
      PUBLIC.has(word) || (found !== "password" && PUBLIC_BUT_FOR_PASSWORDS.has(word));
    return before.some(isPublic) ? "other" : found;
  }
  const mentions = words.some((_, index) => classOfWord(words, index) !== undefined);
  if (!mentions) return undefined;
  return ABOUT.has(words[at] ?? "") || isCommit(words, at) ? "other" : "weak";
}
