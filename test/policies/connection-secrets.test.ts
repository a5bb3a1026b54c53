import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { connectionSecretsIn, isOwnMachine } from "../../src/policies/connection-secrets.ts";

const shown = (text: string): string[] =>
  connectionSecretsIn(text).map(({ value, start, end, host = "?" }) => {
    expect(text.slice(start, end)).toBe(value);
    return `${value} at ${host}`;
  });

describe("passwords in connection strings", () => {
  it.each<[string, string[]]>([
    ["postgres://u:pw@db.example/app", ["pw at db.example"]],
    ["redis://:pw@cache:6379", ["pw at cache"]],
    ["two: amqp://a:b@c and https://d:e@f.example", ["b at c", "e at f.example"]],
    ["mongodb+srv://u:pw@a.example,b.example/x", ["pw at a.example"]],
    ["postgres://u:pw@$HOST/app", ["pw at ?"]],
    ["Server=tcp:sql.example,1433;User ID=u;Password=pw;", ["pw at sql.example"]],
    ["Data Source=db; Pwd = pw ;Encrypt=no", ["pw at db"]],
    ["AccountName=a;AccountKey=a2V5Cg==;EndpointSuffix=x", ["a2V5Cg== at a"]],
    ["Endpoint=sb://bus.example/;SharedAccessKeyName=n;SharedAccessKey=pw", ["pw at bus.example"]],
    ["jdbc:postgresql://db.example:5432/app?user=u&password=pw&ssl=true", ["pw at db.example"]],
    ["https://example.com:8443/a@b", []],
    ["https://user@example.com/", []],
    ["git@github.com:a/b.git", []],
    ["password=pw", []],
    ["nothing at all", []],
  ])("%s", (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it("lie in the text, whatever it is", () => {
    const parts = ["://", "a", ":", "@", "password=", ";", "server=", "jdbc:x://", "?", "\n", " "];
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...parts), fc.string({ maxLength: 4 }))), (words) => {
        const text = words.join("");
        for (const { start, end, value } of connectionSecretsIn(text)) expect(text.slice(start, end)).toBe(value);
      }),
    );
  });

  it.each([
    ["localhost", true],
    ["127.0.0.1", true],
    ["db", false],
    ["db.example", false],
  ])("%s is the own machine: %s", (host, expected) => {
    expect(isOwnMachine(host)).toBe(expected);
  });
});
