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
    [{ exp: "soon" }, { facts: [] }],
    [{ exp: -5 }, { facts: [] }],
  ])("with the claims %j says when it ends", (claims, expected) => {
    expect(life(token(claims))).toEqual(expected);
    expect(life(`Bearer ${token(claims)}`)).toEqual(expected);
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

  it("says nothing where it is cut off or encrypted", () => {
    const { key } = keyWithCertificate("2031-02-03");
    expect(life(key.replace(/M\w{30}/, ""))).toBeUndefined();
    const { privateKey } = generateKeyPairSync("ec", {
      namedCurve: "P-256",
      privateKeyEncoding: { format: "pem", type: "pkcs8", cipher: "aes-256-cbc", passphrase: "x" },
      publicKeyEncoding: { format: "pem", type: "spki" },
    });
    expect(life(privateKey)).toBeUndefined();
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
