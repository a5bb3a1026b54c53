import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Evidence } from "../../src/core/judgement.ts";
import { judge } from "../../src/judge/judge.ts";

const assigned = (name: string, value: string, changes: Partial<Evidence> = {}): Evidence => ({
  value,
  name,
  quoted: true,
  path: "src/settings.yaml",
  claimed: "medium",
  distinctive: false,
  contextual: false,
  validated: [],
  prefix: "",
  ...changes,
});

const token = (value: string, changes: Partial<Evidence> = {}): Evidence =>
  assigned("", value, { claimed: "high", distinctive: true, prefix: "tok_", ...changes });

const RANDOM = "q7Gv2" + "Xk9Rw4TbZ1mLs8Yd3";

describe("an assigned value", () => {
  it.each([
    ["DB_PASSWORD", "Tr0ub" + "4dor&3"],
    ["password", "hunter2" + "-prod"],
    ["api_key", RANDOM],
    ["db_password", "xkqzvwjpbt"],
    ["client_secret", "9f86d081884c7d659a2f" + "eaa0c55ad015"],
    ["password", "sk_test_" + RANDOM],
    ["signing_secret", "kx" + "7q9z"],
    ["smtp_password", "qzkv xwpt" + " bjrm kfqd"],
    ["password", "*Winter" + "2019*x"],
    ["password", "qzkvw" + "7xpt*"],
    ["private_key", "/9j" + "Qk7Gv2Xk9Rw4TbZ1mLs8Yd3/q7G"],
  ])("of %s is a secret", (name, value) => {
    expect(["medium", "high"]).toContain(judge(assigned(name, value)).confidence);
  });

  it.each([
    ["an environment variable", "password", "${DB_PASSWORD}"],
    ["a shell variable", "password", "$DB_PASSWORD"],
    ["a template", "token", "{{ vault.token }}"],
    ["a GitHub expression", "token", "${{ secrets.TOKEN }}"],
    ["a call", "password", "getPassword()"],
    ["a property", "secret", "config.secret.value"],
    ["a place to fill in", "password", "<your password>"],
    ["words to replace", "password", "changeme"],
    ["blanked out", "api_key", "xxxxxxxxxxxxxxxx"],
    ["nothing", "password", ""],
    ["null", "password", "null"],
    ["a place in a store", "password", "op://vault/item/password"],
    ["encrypted", "password", "ENC[AES256_GCM,data:p673w==]"],
    ["a format", "password", "%s"],
    ["a word to replace", "password", "REPLACE"],
    ["a format in braces", "personal_token", "{config.base_path}v1/tokens/"],
    ["an end of markup", "pass", "1]]></Description>"],
    ["a sign that is escaped", "secret", String.raw`\u0020`],
    ["signs that are escaped", "secret", String.raw`\u3299\ufe0f`],
    ["a row of zeros in it", "client_secret", "GOx-2k8gsR" + "0000000000000000VNahJj"],
    ["twelve signs over and over", "token", "ABCD123-".repeat(5)],
    ["code that goes on", "password", " if @nopasswd.to_s == "],
    ["code between two texts", "secret", String.raw`.base64_encode($data)."\n" : `],
    ["a row under nobody's name", "API_KEY", "abcdef0123456789abcdef0123456789"],
    ["two rows woven together under nobody's name", "client_secret", "a1b2c3d4-e5f6-7890-abcd-ef1234567890"],
    ["blocks of one character", "acme_secret", "LMNOPQRSTUVWZZZZZZZZ9999999999"],
    ["a sample's word and a row", "acme_secret", "acme-foo1234567890"],
    ["a publishable key", "STRIPE_KEY", "pk_live_" + RANDOM],
    ["a key for the pages of shops", "MIDTRANS_CLIENT_KEY", "SB-Mid-client-" + RANDOM],
    ["a call with digits in its name", "auth_token", "b64encode(dumps(user))"],
    ["calls in a row", "token", "Base64(Header).Base64(Data)"],
    ["a pattern", "password", String.raw`\s*pass\S*?\s*[:=]`],
    ["a pattern of what it is not", "token", "x([^&]+)y7"],
    ["a comparison", "token", "used() === 0"],
    ["a command", "TOKEN", 'curl -X PUT -H "X-Ttl: 21600"'],
    ["a variable in a text", "PASS", "ip6$TYPE"],
    ["a call that is cut", "SECRET", "$( awk -F'[ "],
    ["an encoding", "secret", "utf-8"],
    ["another encoding", "password", "latin1"],
    ["an encoding of a platform", "password", "windows-1252"],
    ["a text that begins with a variable", "log_pass", "$failed_msg (-ENOKEY), $key_msg"],
    ["a pattern of names", "secret", "*PROD_*"],
    ["a pattern of what names begin with", "secret", "PROD_*"],
    ["a pattern of what names end in", "token", "*_TOKEN"],
    ["a name with a part to fill in", "password", "SHOP_%SREPO_PASSWORD"],
    ["signs only", "pwd", ":.*@"],
    ["escapes only", "pwd", String.raw`\r\n`],
  ])("that is %s is none", (_, name, value) => {
    expect(judge(assigned(name, value)).confidence).toBeUndefined();
  });

  it.each([
    ["the start of the alphabet", "secret", "abcdefghijklmnop"],
    ["a plain word under a key's name", "credential", "reject"],
    ["a path", "private_key", "/etc/ssl/private/server.key"],
    ["an address", "token", "https://auth.example.org/token"],
    ["a sentence", "password", "Please enter the password"],
    ["its own name", "password", "user_password"],
    ["a default", "POSTGRES_PASSWORD", "postgres"],
    ["the word itself, cut short", "password", "passw2"],
    ["a hash", "password", "$2b$12$" + "abcdefghijklmnopqrstuv"],
    ["under another name", "token_url", RANDOM],
    ["in a lock file", "token", RANDOM, "package-lock.json"],
    ["a member of a list", "l.password", "f[i+1]"],
    ["a format", "token", "0x%06x"],
    ["the folder that a shell stands in", "PWD", "build7-cache9"],
    ["under a name that denies it", "nonMatchingToken", RANDOM],
    ["an id under the name of what its place is for", "keyVaultToStoreSecrets", "cmp2-qat-1208358310"],
    ["plain under a weak name", "EncapsulationKey768", "encapsulationKey1024"],
    ["one character over and over", "API_KEY", "0".repeat(32)],
    ["its name's word and digits", "webhook_secret", "webhooksecret123"],
    ["digits and its name's word", "token", "1234token"],
    ["its own name with digits", "AUTH_SHA256_PASSWORD", "sha256_password"],
    ["too short for a token", "auth_token", "YZZ222"],
    ["a long path of a file", "signing_keys", "/2010-04-01/Accounts/AC0f9b3e7d6c5a4f1e2d/SigningKeys.json"],
    ["for a test environment", "STRIPE_SECRET_KEY", "sk_test_" + RANDOM],
    ["for a sandbox", "PLAID_TOKEN", "access-sandbox-" + RANDOM],
    ["words for itself", "password", "some!Password"],
    ["a word and a row", "SA_PASSWORD", "Test@12345"],
    ["a default in other signs", "password", "super$ecret"],
    ["the end of its name", "BCRYPT_SP80056A_KEY_BLOB", "SP80056A_KEY_BLOB"],
    ["its name behind a prefix", "GetPasswordData", "ec2:GetPasswordData"],
    ["in a script without blanks", "AUTH_TOKEN", "Token生成失败"],
    ["a hash, as its name says", "hashed_token", "2cbbec37b24165db8e4f" + "5f861325231e575594d982fd"],
    ["a key's print in prose", "RSA key", "DA73759BF8619E48" + "4E5A3B47389A54219C0F2430"],
  ])("that is %s is not worth a person's time", (_, name, value, path = "src/settings.yaml") => {
    expect(["medium", "high"]).not.toContain(judge(assigned(name, value, { path })).confidence);
  });
});

describe("a value under its name", () => {
  it("is doubted where it is shorter than what its provider issues, unless it is a password", () => {
    const whole = judge(assigned("acme_token", RANDOM));
    const cut = judge(assigned("acme_token", RANDOM, { truncated: true }));
    expect(cut.score).toBeLessThan(whole.score);
    expect(["medium", "high"]).not.toContain(cut.confidence);
    expect(judge(assigned("acme_password", RANDOM, { truncated: true }))).toEqual(
      judge(assigned("acme_password", RANDOM)),
    );
  });

  it("is worth a look where a provider's own name stands beside a row of letters, yet reads like a sample", () => {
    const judgement = judge(
      assigned("acme_key", "abcdef1234567890abcdef1234567890", { contextual: true, claimed: "high" }),
    );
    expect(judgement).toMatchObject({ confidence: "medium", sampleLike: true });
  });
});

describe("what stands around a value", () => {
  const plain = assigned("db_password", "xkqzvwjpbt");
  const near = (changes: Partial<NonNullable<Evidence["neighbours"]>>): number => {
    const neighbours = {
      user: false,
      host: false,
      vector: false,
      sample: false,
      documented: false,
      deployed: false,
      ...changes,
    };
    return judge({ ...plain, neighbours }).score;
  };

  it("raises or lowers the belief", () => {
    expect(near({})).toBe(judge(plain).score);
    expect(near({ user: true })).toBeGreaterThan(near({}));
    expect(near({ host: true })).toBeGreaterThan(near({}));
    expect(near({ sample: true })).toBeLessThan(near({}));
  });

  it("is not read where it cannot make a finding of the match", () => {
    const unread: Evidence = {
      ...assigned("password", "password"),
      get neighbours(): never {
        throw new Error("was read");
      },
    };
    expect(judge(unread).confidence).toBeUndefined();
  });

  it("makes no name of code of what lies in a text", () => {
    const bare = assigned("access_token", RANDOM, { quoted: false, path: "src/a.java" });
    expect(judge({ ...bare, inText: true }).score).toBeGreaterThan(judge(bare).score);
  });
});

describe("the weighing", () => {
  it("adds up to the score", () => {
    const { score, reasons, weighing } = judge(assigned("DB_PASSWORD", RANDOM, { path: "docs/a.md" }));
    const { claim = 0, weights = [] } = weighing ?? {};
    expect(weights).toHaveLength(reasons.length);
    const logOdds = weights.reduce((sum, weight) => sum + weight, claim);
    expect(1 / (1 + Math.exp(-logOdds))).toBeCloseTo(score, 10);
  });

  it("is absent where a value is dismissed", () => {
    expect(judge(assigned("password", "${DB}"))).toEqual({ score: 0, reasons: [expect.any(String)] });
  });
});

describe("a value with a form of its own", () => {
  it("is sure, and surer with its checksum", () => {
    const plain = judge(token(`tok_${RANDOM}`));
    const checked = judge(token(`tok_${RANDOM}`, { validated: [{ name: "github-crc32", valid: true }] }));
    expect(plain.confidence).toBe("high");
    expect(checked.score).toBeGreaterThan(plain.score);
  });

  it("is less sure, yet not silent, where its checksum is wrong", () => {
    const wrong = judge(token(`tok_${RANDOM}`, { validated: [{ name: "github-crc32", valid: false }] }));
    expect(wrong.confidence).toBe("low");
    expect(wrong.reasons.join()).toContain("its structure is wrong");
  });

  it.each([
    ["a row of x", "tok_xxxxxxxxxxxxxxxxxxxxxx"],
    ["one digit", "tok_000000000000000000000000"],
    ["words", "tok_yourtokengoesinhereplease"],
  ])("that is %s is not worth a person's time", (_, value) => {
    expect(["medium", "high"]).not.toContain(judge(token(value)).confidence);
  });

  it.each([
    ["the alphabet", "tok_abcdefghijklmnopqrstuvwxyz"],
    ["a repetition", "tok_abc123abc123abc123abc123"],
  ])("that is %s is told to read like a sample, and is not worth a person's time in documentation", (_, value) => {
    const judgement = judge(token(value));
    expect(judgement.sampleLike).toBe(true);
    expect(judgement.confidence).not.toBe("high");
    expect(["medium", "high"]).not.toContain(judge(token(value, { path: "docs/tokens.md" })).confidence);
  });

  it("is none where it encodes a placeholder", () => {
    const encode = (key: string): string => Buffer.from(JSON.stringify({ k: key, n: "example" })).toString("base64");
    const found = (key: string): unknown => judge(token(encode(key), { prefix: "eyJrIjoi" })).confidence;
    expect(found("EXAMPLE" + RANDOM.slice(7))).toBeUndefined();
    expect(found(RANDOM)).toBe("high");
  });

  it("is hardly one where it holds the whole alphabet", () => {
    expect(judge(token("tok_abcdefghijklmnopqrstuvwxyz123456")).confidence).toBe("low");
  });

  it.each(["PASS", "p%40ss", "pas%2As", "pass!", "pa$$"])("is none where %s stands for it in a sample", (value) => {
    const evidence = assigned("https", value, { claimed: "high", contextual: true });
    expect(judge(evidence).confidence).toBeUndefined();
  });

  it("is none where its provider publishes it", () => {
    expect(judge(token("AKIA" + "IOSFODNN7EXAMPLE", { prefix: "AKIA" })).confidence).toBeUndefined();
  });
});

describe("the judge", () => {
  it("takes any text and never repeats it in its reasons", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4 }), fc.string(), fc.boolean(), (value, name, distinctive) => {
        const { score, reasons } = judge(assigned(name, `${value}Qz7#`, { distinctive }));
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(reasons.join(" ")).not.toContain(`${value}Qz7#`);
      }),
    );
  });
});
