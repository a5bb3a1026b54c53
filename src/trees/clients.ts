import type { TreeLanguage } from "../core/syntax.ts";

/** A call that takes a secret at a fixed position, as the documentation of its library says. */
export interface ClientCall {
  /** The end of what is called, in whole words: `DriverManager.getConnection`, `createHmac`. */
  readonly callee: string;
  /** Of the argument, from zero. */
  readonly index: number;
  /** What it is: `password`, `signing key`. */
  readonly what: string;
  /** How many arguments the call has to have at least, where with fewer they mean something else. */
  readonly least?: number;
}

const PASSWORD = "password";
const SECRET = "secret key";
const KEY = "signing key";
const TOKEN = "token";

/** `name index what [least]`, one a line. */
const table = (what: string, lines: string): readonly ClientCall[] =>
  lines
    .trim()
    .split(/\s*\n\s*/)
    .map((line) => {
      const [callee = "", index = "0", least] = line.split(" ");
      return { callee, index: Number(index), what, ...(least === undefined ? {} : { least: Number(least) }) };
    });

/** By language. What a keyword or a builder's method names is found by that name, and needs no line here. */
export const CLIENT_CALLS: Readonly<Record<TreeLanguage, readonly ClientCall[]>> = {
  javascript: [
    ...table(
      KEY,
      "createHmac 1\njwt.sign 1\njwt.verify 1\njsonwebtoken.sign 1\njsonwebtoken.verify 1\ncreateSecretKey 0",
    ),
    ...table(KEY, "HmacSHA1 1\nHmacSHA256 1\nHmacSHA512 1\nHmacMD5 1"),
    ...table(PASSWORD, "auth.basic 1\nredis.auth 0\nredisClient.auth 0\nAuthenticationDetails 1\nauth 1 2"),
    ...table(SECRET, "AWS.Credentials 1"),
    ...table(TOKEN, "client.login 0\nbot.login 0"),
  ],
  python: [
    ...table(KEY, "hmac.new 0\nhmac.digest 0\njwt.encode 1\njwt.decode 1"),
    ...table(
      PASSWORD,
      "MySQLdb.connect 2\npymysql.connect 2\nkeyring.set_password 2\npbkdf2_hmac 1\ndb.authenticate 1\npass_ 0\nPlainCredentials 1",
    ),
    ...table(SECRET, "tweepy.OAuthHandler 1\nOAuthHandler 1\nOAuth1UserHandler 1\nset_access_token 1\nOAuth1 1"),
  ],
  go: [
    ...table(KEY, "hmac.New 1\ntoken.SignedString 0"),
    ...table(PASSWORD, "smtp.PlainAuth 2\nsmtp.CRAMMD5Auth 1"),
    ...table(KEY, "securecookie.New 0"),
    ...table(
      SECRET,
      "credentials.NewStaticCredentials 1\ncredentials.NewStaticCredentialsProvider 1\ncredentials.NewStaticV4 1\ncredentials.NewStaticV2 1",
    ),
  ],
  java: [
    ...table(PASSWORD, "DriverManager.getConnection 2\ndataSource.getConnection 1 2\nPBEKeySpec 0\nkeyStore.load 1"),
    ...table(
      PASSWORD,
      "MongoCredential.createCredential 2\nCredentials.basic 1\njedis.auth 0\nkeystore.load 1\nauth().basic 1",
    ),
    ...table(PASSWORD, "keyStore.getKey 1\nkeystore.getKey 1"),
    ...table(SECRET, "SecretKeySpec 0"),
    ...table(KEY, "Algorithm.HMAC256 0\nAlgorithm.HMAC384 0\nAlgorithm.HMAC512 0\nhmacShaKeyFor 0"),
    ...table(SECRET, "BasicAWSCredentials 1\nAwsBasicCredentials.create 1\nBasicSessionCredentials 1"),
  ],
};

/** Calls that compare two values: the one that they are called on with the first argument, or the first two arguments. */
const COMPARING = new Set(
  "equals equalsIgnoreCase contentEquals compareTo isEqual compare_digest timingSafeEqual ConstantTimeCompare EqualFold".split(
    " ",
  ),
);

/** Whether a call compares; `name` is the last word of what is called. */
export const compares = (name: string): boolean => COMPARING.has(name);

/** What a call's argument is, where the table tells. */
export function clientArgument(
  language: TreeLanguage,
  callee: string,
  index: number,
  count: number,
): ClientCall | undefined {
  return CLIENT_CALLS[language].find(
    (one) => one.index === index && count >= (one.least ?? 0) && isCallee(callee, one.callee),
  );
}

/** Whether what is called ends in whole words of a name. */
const isCallee = (callee: string, name: string): boolean =>
  callee === name || (callee.endsWith(name) && /[.\s:>(]$/.test(callee.slice(0, -name.length)));
