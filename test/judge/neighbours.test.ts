import { describe, expect, it } from "vitest";
import { isInText, neighboursOf } from "../../src/judge/neighbours.ts";

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
  });

  it.each([
    ['# user.to_json # => "{«v»}"', true],
    ["// >>> key = «v»", true],
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
    expect(around(text)).toEqual({ user: false, host: false, vector: false, sample: false });
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
