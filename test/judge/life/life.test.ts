import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillExample } from "../../../src/catalogue/template.ts";
import { lifeOf, sentencesOf } from "../../../src/judge/life/life.ts";
import { scanTexts } from "../../support/scan-text.ts";
import { keyWithCertificate } from "./certificate.ts";

/** What a value says where it stands in this text by itself. */
const life = (value: string, text = value) =>
  lifeOf({ value, around: () => ({ text, at: text.indexOf(value) }), file: () => text });

const part = (content: unknown): string => Buffer.from(JSON.stringify(content)).toString("base64url");
const token = (claims: unknown): string =>
  `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}.${fillExample("‹base64url 43›", "signature").text}`;
const seconds = (day: string): number => Date.parse(day) / 1000;

describe("a JSON Web Token", () => {
  it.each([
    [{ exp: seconds("2026-03-01") }, { expires: "2026-03-01", facts: [] }],
    [{ exp: seconds("2026-03-01") * 1000 }, { expires: "2026-03-01", facts: [] }],
    [
      { iat: seconds("2025-01-02"), exp: seconds("2026-03-01") },
      { expires: "2026-03-01", facts: ["It was issued on 2025-01-02."] },
    ],
    [{ sub: "ann" }, { facts: ["It has no end."] }],
    [{ exp: 1e300 }, { facts: [] }],
    [{ exp: 0 }, { facts: [] }],
    [{ exp: "soon" }, { facts: [] }],
    [{ exp: -5 }, { facts: [] }],
  ])("with the claims %j says when it ends", (claims, expected) => {
    expect(life(token(claims))).toEqual(expected);
    expect(life(`Bearer ${token(claims)}`)).toEqual(expected);
  });

  it("that nothing signs says so", () => {
    const value = `${part({ alg: "None" })}.${part({ sub: "ann", exp: 1e300 })}.`;
    expect(life(value)?.facts).toEqual(["Nothing signs it, so anybody can make another."]);
  });

  it("is none where its parts are no JSON", () => {
    for (const value of ["eyJhbGciOi.eyJub3Bl.xyz", `${part({ alg: "none" })}.eyAAAAAAAAAA.x`, "eyJ", ""])
      expect(life(value)).toBeUndefined();
  });
});

describe("an AWS access key id", () => {
  it("names its account, and says whether it is of a session", () => {
    const lasting = fillExample("AKIA‹base32 16›", "a").text;
    // The account's number is made of its characters, and half of them would have more than twelve digits.
    const ids = Array.from({ length: 40 }, (_, seed) => fillExample("‹base32 16›", String(seed)).text);
    const known = ids.flatMap((id) => life(`AKIA${id}`)?.facts ?? []);
    expect(known.length).toBeGreaterThan(5);
    for (const fact of known) expect(fact).toMatch(/^It belongs to the AWS account \d{12}\.$/);
    const session = ids.map((id) => life(`ASIA${id}`)).find((one) => one !== undefined);
    expect(session?.facts[1]).toBe("It is of a session, which ends after 36 hours at most.");
    expect(life(lasting.slice(0, 12))).toBeUndefined();
  });
});

describe("a shared access signature of Azure", () => {
  const value = `${"Ab1+".repeat(10)}xyz=`;

  it.each([
    [`https://a.blob.core.windows.net/c?sv=2024-11-04&se=2024-05-01T00%3A00%3A00Z&sr=b&sig=${value}`, "2024-05-01"],
    [`SharedAccessSignature sr=a&sig=${value}&se=${seconds("2030-06-01")}&skn=x`, "2030-06-01"],
    [`<a u="https://a/c?sig=${value}&amp;se=2030-01-01" />`, "2030-01-01"],
    [`a?se=2030-01-01 b?sig=${value}`, undefined],
    [`a?base=2030-01-01&sig=${value}`, undefined],
    [`a?se=whenever-it-is&sig=${value}`, undefined],
    [`a?se=2030-01-01&key=${value}`, undefined],
  ])("in %s ends on %s", (text, expires) => {
    expect(life(value, text)?.expires).toBe(expires);
  });
});

describe("a PyPI token", () => {
  const field = (type: number, text: string): Buffer =>
    Buffer.concat([Buffer.from([type, text.length]), Buffer.from(text)]);
  const end = Buffer.from([0]);
  const macaroon = (...caveats: unknown[]): string => {
    const sections = caveats.flatMap((caveat) => [field(2, JSON.stringify(caveat)), end]);
    const bytes = Buffer.concat([
      Buffer.from([2]),
      field(1, "pypi.org"),
      field(2, "id"),
      end,
      ...sections,
      end,
      field(6, "s".repeat(32)),
    ]);
    return `pypi-${bytes.toString("base64url")}`;
  };

  it.each([
    [[], { facts: ["It is for all projects of its owner."] }],
    [[[3, "user"]], { facts: ["It is for all projects of its owner."] }],
    [[[1, ["shop"]]], { facts: ["It is limited to one project."] }],
    [
      [
        [2, ["1", "2"]],
        [1, ["shop", "web"]],
      ],
      { facts: ["It is limited to some projects."] },
    ],
    [[[0, seconds("2026-02-03"), 0]], { expires: "2026-02-03", facts: ["It is for all projects of its owner."] }],
  ])("with the caveats %j says what it is limited to", (caveats, expected) => {
    expect(life(macaroon(...caveats))).toEqual(expected);
  });

  it("says nothing where it is cut off", () => {
    expect(life(macaroon([1, ["shop"]]).slice(0, 30))).toBeUndefined();
    expect(life("pypi-")).toBeUndefined();
  });
});

describe("a private key", () => {
  it("says what it is, and when the certificate beside it ends", () => {
    const { key, certificate } = keyWithCertificate("2031-02-03");
    const other = keyWithCertificate("2032-01-01");
    const facts = [
      "It is a whole EC key on prime256v1.",
      "The end is that of its certificate, which lies in the same file.",
    ];
    expect(life(key, other.certificate + certificate + key)).toEqual({ expires: "2031-02-03", facts });
    expect(life(key, other.certificate + key)).toEqual({ facts: facts.slice(0, 1) });
    const escaped = key.replaceAll("\n", "\\n");
    expect(life(escaped, `{"key": "${escaped}", "cert": "${certificate.replaceAll("\n", "\\n")}"}`)?.expires).toBe(
      "2031-02-03",
    );
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
    expect(life(privateKey.export({ format: "pem", type: "pkcs1" }).toString())).toEqual({
      facts: ["It is a whole RSA key of 1024 bits."],
    });
  });

  it("has no end where its certificate's is no day that anybody meant", () => {
    for (const [until, expires] of [
      ["9999-12-31", "9999-12-31"],
      ["0001-01-01", undefined],
      ["2031-99-99", undefined],
    ] as const) {
      const { key, certificate } = keyWithCertificate(until);
      expect(life(key, certificate + key)?.expires).toBe(expires);
    }
  });

  it("is known without its armour, and where all of it is in base64", () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
    const pem = privateKey.export({ format: "pem", type: "pkcs8" }).toString();
    const facts = ["It is a whole RSA key of 1024 bits."];
    for (const type of ["pkcs8", "pkcs1"] as const)
      expect(life(privateKey.export({ format: "der", type }).toString("base64"))).toEqual({ facts });
    expect(life(Buffer.from(pem).toString("base64"))).toEqual({ facts });
    expect(life(`MII${"A".repeat(200)}`)).toBeUndefined();
    const dsa = generateKeyPairSync("dsa", { modulusLength: 1024, divisorLength: 160 }).privateKey;
    expect(life(dsa.export({ format: "pem", type: "pkcs8" }).toString())?.facts).toEqual([
      "It is a whole DSA key of 1024 bits.",
    ]);
  });

  it("says by what it is encrypted", () => {
    const options = { cipher: "aes-256-cbc", passphrase: "x" };
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
    const encrypted = (type: "pkcs1" | "pkcs8"): string =>
      privateKey.export({ format: "pem", type, ...options }).toString();
    expect(life(encrypted("pkcs8"))).toEqual({ facts: ["It is encrypted as PKCS #8."], isEncrypted: true });
    const old = "It is encrypted with AES-256-CBC in the old form, for which passphrases can be tried at great speed.";
    expect(life(encrypted("pkcs1"))).toEqual({ facts: [old], isEncrypted: true });
    expect(life(encrypted("pkcs1").replaceAll("\n", "\\n"))?.facts).toEqual([old]);
  });

  it("says nothing where it is cut off", () => {
    const { key } = keyWithCertificate("2031-02-03");
    expect(life(key.replace(/M\w{30}/, ""))).toBeUndefined();
  });
});

describe("a key for SSH", () => {
  const text = (content: string | Buffer): Buffer => {
    const bytes = Buffer.from(content as string, "latin1");
    return Buffer.concat([Buffer.from([0, 0, bytes.length >> 8, bytes.length & 0xff]), bytes]);
  };
  const openssh = (cipher: string, kdf: string, options: Buffer): string => {
    const publicKey = Buffer.concat([text("ssh-ed25519"), text("p".repeat(32))]);
    const parts = [
      text(cipher),
      text(kdf),
      text(options),
      Buffer.from([0, 0, 0, 1]),
      text(publicKey),
      text("s".repeat(160)),
    ];
    const body = Buffer.concat([Buffer.from("openssh-key-v1\0"), ...parts]).toString("base64");
    return [
      "-----BEGIN OPENSSH PRIVATE KEY-----",
      ...(body.match(/.{1,70}/g) ?? []),
      "-----END OPENSSH PRIVATE KEY-----",
    ].join("\n");
  };
  const locked = openssh("aes256-ctr", "bcrypt", Buffer.concat([text("s".repeat(16)), Buffer.from([0, 0, 0, 24])]));
  const open = openssh("none", "none", Buffer.alloc(0));

  it("of OpenSSH says whether it needs a passphrase", () => {
    const facts = ["It is a key of the kind ssh-ed25519 without a passphrase."];
    for (const value of [open, open.replaceAll("\n", "\\n"), Buffer.from(open).toString("base64")])
      expect(life(value)).toEqual({ facts });
    expect(life(locked)).toEqual({
      facts: ["It is a key of the kind ssh-ed25519, encrypted with aes256-ctr by bcrypt in 24 rounds."],
      isEncrypted: true,
    });
    expect(life(open.replace("b3BlbnNzaC1", "b3BlbnNzaD1"))).toBeUndefined();
    expect(life(openssh("a\u001bb", "none", Buffer.alloc(0)))).toBeUndefined();
  });

  it("of PuTTY says that, too", () => {
    const value = "AAAAI".padEnd(64, "b7");
    const file = (cipher: string, end: string): string =>
      [
        "PuTTY-User-Key-File-3: ssh-ed25519",
        `Encryption: ${cipher}`,
        "Comment: deploy",
        "Public-Lines: 1",
        "AAAAC3",
        "Private-Lines: 1",
        value,
      ].join(end);
    for (const end of ["\n", "\r\n", "\\r\\n"]) {
      expect(life(value, file("none", end))?.facts).toEqual([
        "It is a key of the kind ssh-ed25519 without a passphrase.",
      ]);
      expect(life(value, file("aes256-cbc", end))).toEqual({
        facts: ["It is a key of the kind ssh-ed25519, encrypted with aes256-cbc."],
        isEncrypted: true,
      });
    }
    expect(life(value, `Encryption: none\n${value}`)).toBeUndefined();
  });

  it("is of low severity where it needs one", () => {
    const severity = (key: string) =>
      scanTexts({ "deploy/id_ed25519": `${key}\n` }).findings.map((one) => one.severity);
    expect([severity(open), severity(locked)]).toEqual([["critical"], ["low"]]);
  });
});

it("that has ended is of low severity, and the finding says since when", () => {
  const at = (exp: string) => scanTexts({ "a.env": `TOKEN=${token({ exp: seconds(exp) })}\n` }).findings[0];
  expect(at("2026-11-22")).toMatchObject({ severity: "low", expires: "2026-11-22" });
  expect(at("2026-11-22")?.message).toMatch(/ It expired on 2026-11-22\.$/);
  const running = at("2026-11-23");
  expect(running).toMatchObject({ expires: "2026-11-23" });
  expect(running?.severity).not.toBe("low");
  expect(running?.message).toMatch(/ It is valid through 2026-11-23\.$/);
});

it("never throws, and never tells the value", () => {
  const tokens = fc.json().map((claims) => `${part({ alg: "HS256" })}.${Buffer.from(claims).toString("base64url")}.x`);
  fc.assert(
    fc.property(fc.oneof(fc.string(), tokens, fc.base64String()), fc.string(), (value, text) => {
      const told = lifeOf({ value, around: () => ({ text: text + value, at: text.length }), file: () => value });
      if (told !== undefined && value.length > 20)
        for (const sentence of sentencesOf(told, "2026-01-01")) expect(sentence).not.toContain(value);
    }),
  );
});
