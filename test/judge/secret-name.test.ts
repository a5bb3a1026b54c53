import { describe, expect, it } from "vitest";
import { classOfName, isBareName, wordsOf } from "../../src/judge/secret-name.ts";

describe("wordsOf", () => {
  it.each([
    ["dbPassword", ["db", "password"]],
    ["DB_PASSWORD", ["db", "password"]],
    ["spring.datasource.password", ["spring", "datasource", "password"]],
    ["AWSSecretKey", ["aws", "secret", "key"]],
    ["x-api-key", ["x", "api", "key"]],
  ])("splits %s", (name, words) => {
    expect(wordsOf(name)).toEqual(words);
  });
});

describe("classOfName", () => {
  it.each([
    ["password", "password"],
    ["DB_PASSWORD_PROD", "password"],
    ["mysqlPwd", "password"],
    ["passwd2", "password"],
    ["mot_de_passe", undefined],
    ["API_TOKEN", "secret"],
    ["clientSecret", "secret"],
    ["api_key", "secret"],
    ["encryptionKey", "secret"],
    ["secret_value", "secret"],
    ["SECRET_KEY_BASE64", "secret"],
    ["first_pass", "other"],
    ["lowPass", "other"],
    ["admin_pass", "password"],
    ["lookup.onepassword", undefined],
    ["saltedpassword", undefined],
    ["JWE_Authentication_Tag_5_1_4", "other"],
    ["JWE_Encrypted_Key_5_7_3", "other"],
    ["encrypted_password", "password"],
    ["v1/secrets", "other"],
    ["key", "weak"],
    ["auth", "weak"],
    ["token_url", "other"],
    ["from_secret", "other"],
    ["passwordFromSecret", "other"],
    ["mail_from_password", "password"],
    ["passwordField", "other"],
    ["secretName", "other"],
    ["password_min_length", "other"],
    ["accessKeyId", "other"],
    ["publicKey", "other"],
    ["csrf_token", "other"],
    ["primary_key", "other"],
    ["cache_key", "other"],
    ["page_token", "other"],
    ["CACHE_PASSWORD", "password"],
    ["sitePassword", "password"],
    ["forgotPassword", "other"],
    ["monkey", undefined],
    ["tokenizer", undefined],
    ["compass", undefined],
    ["color", undefined],
  ])("takes %s for %s", (name, expected) => {
    expect(classOfName(name)).toBe(expected);
  });
});

describe("isBareName", () => {
  it.each([
    ["API_KEY", true],
    ["clientSecret", true],
    ["token", true],
    ["ACME_API_KEY", false],
    ["password", false],
    ["", false],
  ])("%s: %s", (name, expected) => {
    expect(isBareName(name)).toBe(expected);
  });
});
