import { describe, expect, it } from "vitest";
import { isInText, neighboursInMatch, neighboursOf } from "../../src/judge/neighbours.ts";

/** The neighbours of what stands between « and ». */
function around(text: string): ReturnType<typeof neighboursOf> {
  const [before = "", value = "", after = ""] = text.split(/[«»]/);
  const start = Buffer.byteLength(before);
  return neighboursOf(Buffer.from(before + value + after), { start, end: start + Buffer.byteLength(value) });
}

describe("the neighbours of a value", () => {
  it.each([
    ["the line above", 'username: "shop"\npassword: "«v»"'],
    ["the line below", "DB_PASSWORD=«v»\nDB_USER=shop"],
    ["the same line", 'login("x", { user: "shop", password: "«v»" })'],
    ["three lines above", "email = me@shop\n\n\npassword = «v»"],
  ])("have a user on %s", (_, text) => {
    expect(around(text).user).toBe(true);
  });

  it("are those of a test vector", () => {
    expect(around('{"key": "«v»", "ct": "00"}').vector).toBe(true);
    expect(around('{"key": "«v»", "product": "00"}').vector).toBe(false);
    expect(around("KEY = «v»\nCT = 55fd29ab31c0").vector).toBe(true);
    expect(around('key: "«v»"\nmsg: b"616263"').vector).toBe(true);
    // Code that signs.
    expect(around('import hashlib, hmac, json\nAPI_SECRET = "«v»"').vector).toBe(false);
    expect(around('API_SECRET = "«v»"\nmac = hmac.new(key, msg, "sha256")').vector).toBe(false);
    expect(around('$secret = "«v»";\n$mac = hash_hmac("sha256", $data, $secret);').vector).toBe(false);
  });

  it.each([
    ['# user.to_json # => "{«v»}"', true],
    ["// >>> key = «v»", true],
    ["'Leave it empty. E.g. otpauth://totp/shop?secret=«v»'", true],
    ['const f = () => ({ key: "«v»" });', false],
    ["# key = «v»", false],
  ])("are what code gives: %s", (text, isSample) => {
    expect(around(text).sample).toBe(isSample);
  });

  it("have a host", () => {
    expect(around('host: "db.shop"\npassword: "«v»"')).toMatchObject({ user: false, host: true });
  });

  it.each([
    ["four lines away", "user = me\n\n\n\npassword = «v»"],
    ["named and not set", "// the user has to know\npassword = «v»"],
    ["in the value", "password = «user=me host=x»"],
  ])("have nothing that is %s", (_, text) => {
    expect(around(text)).toEqual({
      user: false,
      host: false,
      vector: false,
      sample: false,
      documented: false,
      deployed: false,
    });
  });
});

describe("a value without quotes of its own", () => {
  const at = (text: string): boolean => isInText(Buffer.from(text.replace("«", "")), text.indexOf("«"));

  it("stands in a text behind an open quote", () => {
    expect(at('const url = "https://x/?token=«v";')).toBe(true);
    expect(at("const url = 'https://x/?token=«v';")).toBe(true);
  });

  it("stands in code behind none, or behind a whole text", () => {
    expect(at("token = «v")).toBe(false);
    expect(at('log("a"); token = «v')).toBe(false);
    expect(at('log("a\ntoken = «v')).toBe(false);
  });
});

/** What a match, all of a text, tells around what stands between « and ». */
function inMatch(text: string): ReturnType<typeof neighboursInMatch> {
  const [before = "", value = "", after = ""] = text.split(/[«»]/);
  const bytes = Buffer.from(before + value + after);
  return neighboursInMatch(
    bytes,
    { start: 0, end: bytes.length },
    { start: before.length, end: before.length + value.length },
  );
}

describe("the neighbours of a value within a pattern's match", () => {
  it.each([
    ["mongodb://shop:«v»@ds048537.mongolab.com:48537/main", true],
    ["postgres://shop:«v»@orders.abc123.eu-west-1.rds.amazonaws.com", true],
    ["mongodb://shop:«v»@cluster0.example.mongodb.net", false],
    ["mongodb://shop:«v»@your-cluster.mongodb.net", false],
    ["mongodb://shop:«v»@mongodb.net", false],
    ["mongodb://shop:«v»@localhost:27017", false],
    ["mongodb://shop:«v»@db.internal", false],
    ['.login("me@example.com", "«v»"', true],
    ['.login("me", "«v»"', false],
  ])("have what a provider keeps for one customer: %s", (text, deployed) => {
    expect(inMatch(text).deployed).toBe(deployed);
  });

  it("lie in a comment that documents code", () => {
    const text = " * is identified by 'v' rather";
    const at = text.indexOf("v");
    const inLine = (line: string): boolean => {
      const shift = line.length - text.length;
      const secret = { start: at + shift, end: at + shift + 1 };
      return neighboursInMatch(Buffer.from(line), { start: secret.start - 15, end: secret.end + 1 }, secret).documented;
    };
    expect(inLine(text)).toBe(true);
    expect(inLine(`  x${text}`)).toBe(false);
  });

  it("have a user where a person's address stands in front", () => {
    expect(inMatch("smtp://me@shop.test:«v»@mail.shop.test").user).toBe(true);
    expect(inMatch("smtp://me:«v»@mail.shop.test").user).toBe(false);
  });
});
