import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import type { Problem } from "../../src/core/source.ts";
import { assignedIn, markedAndFound } from "../support/assigned.ts";

type Case = readonly [path: string, template: string, ...names: string[]];

const PAIRED: readonly Case[] = [
  // JSON: on other lines, as siblings in any order, by the parent's name, in lists, with comments, escaped, cut off.
  ["a.json", '{"password":\n  "«‹alnum 12›»"}', "password"],
  ["a.json", '{"env": [{"name": "DB_PASSWORD",\n "value": "«‹alnum 12›»"}]}', "DB_PASSWORD"],
  ["a.json", '{"value": "«‹alnum 12›»", "enabled": true,\n "key": "api_token"}', "api_token"],
  ["azure.json", '{"parameters": {"adminPassword": {\n"value": "«‹alnum 12›»"}}}', "adminPassword"],
  ["a.json", '{"api": {\n"key": "«‹alnum 12›»"}}', "api.key"],
  ["a.json", '{"apiKeys": [\n"«‹alnum 12›»",\n"«‹alnum 14›»"]}', "apiKeys", "apiKeys"],
  ["a.jsonc", '{ // a note\n "token": /* here */\n "«‹alnum 12›»", }', "token"],
  ["a.json5", "{secret:\n'«‹alnum 12›»'}", "secret"],
  ["a.json", '{"items": [{"password":\n "«‹alnum 12›»"}, {"user"', "password"],
  [
    "terraform.tfstate",
    '{"outputs": {"db": {"value": "«‹alnum 12›»",\n "sensitive": true}, "password": {}}}',
    "db secret",
  ],
  ["shop.postman_environment.json", '{"values": [{"key": "password",\n"value": "«‹alnum 12›»"}]}', "password"],
  [
    "page.har",
    '{"request": {"headers": [{\n"name": "X-Auth-Token",\n"value": "«‹alnum 30›»"}], "postData": {"params": [{"name": "password",\n"value": "«‹alnum 12›»"}]}}}',
    "X-Auth-Token",
    "password",
  ],
  ["secret.json", '{"data": {"password":\n "«aHVudGVyMjIteA==»"}, "kind": "Secret"}', "password"],
  // YAML
  ["a.yaml", "env:\n- name: DB_PASSWORD\n  value: «‹alnum 12›»\n- name: MODE\n  value: fast-1234", "DB_PASSWORD"],
  ["a.yml", "- value: «‹alnum 12›»\n  name: API_TOKEN", "API_TOKEN"],
  ["a.yml", "env:\n  - {name: API_TOKEN,\n     value: «‹alnum 12›»}", "API_TOKEN"],
  ["a.yml", "password: |\n  «‹alnum 12›»\nuser: me", "password"],
  ["a.yml", "password: >-\n  «‹alnum 12›»\nuser: me", "password"],
  ["a.yml", "password:\n  «‹alnum 12›»\nuser: me", "password"],
  ["a.yml", 'password: "«‹alnum 8›\n  ‹alnum 8›»"', "password"],
  ["a.yml", "passwords:\n- «‹alnum 12›»\n- «‹alnum 14›»", "passwords", "passwords"],
  ["a.yml", "stripe:\n  api:\n    key: «‹alnum 20›»", "api.key"],
  ["a.yml", "{{- if .Values.on }}\npassword:\n  prod: «‹alnum 12›»\n{{- end }}", "password.prod"],
  ["secret.yaml", "kind: Secret\ndata:\n  password: «aHVudGVyMjIteA==»\n", "password"],
  ["secret.yaml", "data:\n  a: eA==\n---\nkind: Secret\nstringData:\n  token: |\n    «‹alnum 20›»\n", "token"],
  // XML
  [
    "core-site.xml",
    "<configuration><property>\n<name>fs.secret.key</name>\n<value>«‹alnum 20›»</value></property></configuration>",
    "fs.secret.key",
  ],
  ["web.config", '<add key="ApiKey"\n  value="«‹alnum 20›»" />', "ApiKey"],
  ["a.xml", "<password>\n  «‹alnum 12›»\n</password>", "password"],
  ["a.xml", "<password><![CDATA[«‹alnum 12›»]]></password>", "password"],
  ["beans.xml", '<property name="password">\n<value>«‹alnum 12›»</value></property>', "password"],
  ["a.plist", "<dict><key>apiToken</key>\n<string>«‹alnum 20›»</string></dict>", "apiToken"],
  // HCL, sections, SQL
  ["vars.tf", 'variable "db_password" {\n  type = string\n  default = "«‹alnum 12›»"\n}', "db_password"],
  ["a.tf", 'set_sensitive {\n  name = "db.password"\n  value = "«‹alnum 12›»"\n}', "db.password"],
  ["a.tf", "password = <<EOF\n«‹alnum 12›»\nEOF\n", "password"],
  ["a.toml", '[api.token]\nvalue = "«‹alnum 20›»"', "token"],
  ["a.toml", 'secret = """«‹alnum 20›»"""', "secret"],
  ["a.properties", "secret=«‹alnum 20›\\\n   ‹alnum 10›»", "secret"],
  [
    "dump.sql",
    "INSERT INTO users (id, password) VALUES (1, '«‹alnum 12›»'), (2, '«‹alnum 12›x»');",
    "password",
    "password",
  ],
  [
    "dump.sql",
    "CREATE TABLE `users` (\n `id` int(11) NOT NULL,\n `passwd` varchar(60)\n);\nINSERT INTO `users` VALUES (1,'«‹alnum 12›»');",
    "passwd",
  ],
  ["dump.sql", "COPY public.users (id, password) FROM stdin;\n1\t«‹alnum 12›»\n\\.\n", "password"],
  ["dump.sql", "insert into settings (name, value) values ('smtp_password', '«‹alnum 12›»')", "smtp_password"],
];

describe("names and values of a document", () => {
  it.each(PAIRED)("are paired in %s: %s", (path, template, ...names) => {
    const { marked, found } = markedAndFound(path, template, names);
    expect(found).toEqual(expect.arrayContaining([...marked]));
    expect(new Set(found).size).toBe(found.length);
  });

  it("have their escapes resolved, and keep the place that they are written at", () => {
    const text = '{"password":\n "a\\u0041\\"bcd"}';
    const [match] = assignedIn("a.json", text);
    expect(match?.value).toBe('aA"bcd');
    expect(text.slice(match?.secret.start, match?.secret.end)).toBe('a\\u0041\\"bcd');
  });

  it("come out of base 64 in a Kubernetes secret, whatever stands around", () => {
    const encoded = Buffer.from("hunter22-x").toString("base64");
    const found = assignedIn("s.yaml", `kind: Secret\ndata:\n  password: ${encoded}\n  user: cm9vdA==\n`);
    expect(found.map(({ value }) => value)).toEqual(["hunter22-x"]);
  });

  it("keep their bytes' places behind other scripts", () => {
    const { text, marks } = fillExample('{"größe": "über 😀",\n "password":\n "«‹alnum 12›»"}', "x");
    expect(assignedIn("a.json", text).map(({ secret }) => secret)).toEqual(marks);
  });

  it.each([
    ["a.yaml", "secrets:\n- name: DB_HOST\n  value: db.internal.acme"],
    ["a.yaml", "password: !vault |\n  33363965326261\nuser: x"],
    ["a.yaml", "password: !secret wifi_password_1"],
    ["a.json", '{"tokens": {"fontSize":\n "12px", "colour": "#a1b2c3"}}'],
    ["a.json", `{"tokens": [\n${Array.from({ length: 40 }, (_, at) => `"ab${at}cd"`).join(",\n")}]}`],
    ["a.xml", "<!DOCTYPE a [<!ENTITY b 'x1y2z3'>]><user><password>\n&b;</password></user>"],
  ])("are not made up in %s: %s", (path, text) => {
    expect(assignedIn(path, text).filter(({ value }) => value !== "&b;")).toEqual([]);
  });
});

/** Deeper than functions can call each other. */
const DEEP = 40_000;

describe("a document that is no good", () => {
  it.each([
    ["deep.json", "[".repeat(300_000)],
    ["deep.json", '{"password":'.repeat(DEEP)],
    ["deep.yaml", Array.from({ length: 2000 }, (_, at) => `${" ".repeat(at)}key${at}:`).join("\n")],
    ["deep.xml", "<password>".repeat(DEEP)],
    ["deep.tf", "password {\n".repeat(DEEP)],
    ["quote.json", `{"password": "${"a".repeat(200_000)}`],
    ["quote.yaml", `password: "${"a\n".repeat(100_000)}`],
    ["brackets.sql", `INSERT INTO a (password) VALUES ${"(".repeat(200_000)}`],
    ["mark.xml", `<password ${"a='b' ".repeat(100_000)}`],
  ])("is read to an end: %s", (path, text) => {
    expect(() => assignedIn(path, text)).not.toThrow();
  });

  it("is searched as far as it goes where it is cut anywhere", () => {
    const { text, marks } = fillExample('{"a": [{"name": "api_token", "value": "«‹alnum 20›»"}, {"b": 1}]}', "cut");
    const [mark] = marks;
    for (let end = (mark?.end ?? 0) + 1; end <= text.length; end++)
      expect(assignedIn("a.json", text.slice(0, end)).map(({ secret }) => secret)).toContainEqual(mark);
  });

  it("is read as text above the limit, and as a document below it", () => {
    const wide = (size: number): string => `{"password":\n"hunter22-x", "filler": "${"x ".repeat(size >> 1)}"}`;
    expect(assignedIn("a.json", wide(7 << 20))).toHaveLength(1);
    const problems: Problem[] = [];
    const tell = (problem: Problem): void => void problems.push(problem);
    expect(assignedIn("a.json", wide(9 << 20), tell)).toHaveLength(0);
    expect(problems).toMatchObject([{ level: "note", code: "limit-reached", subject: "a.json" }]);
    assignedIn("b.json", `{"password": "hunter22-x", "filler": "${"x ".repeat(9 << 19)}"}`.replace(", ", ",\n"), tell);
    expect(problems).toHaveLength(1);
  });
});

describe("a notebook", () => {
  it("is read as its cells say it, output included", () => {
    const source = ["# settings\n", "%env API_TOKEN=‹alnum 20›\n", "client.login(password='‹alnum 12›')"];
    const { text } = fillExample(JSON.stringify(source), "cells");
    const output = fillExample('["password: ‹alnum 12›\\n"]', "output").text;
    const notebook = `{"cells": [{"cell_type": "code", "source": ${text}, "outputs": [{"text": ${output}}]}]}`;
    const found = assignedIn("a.ipynb", notebook);
    const wanted = [...(text.match(/(?<=TOKEN=)\w+|(?<=password=')\w+/g) ?? []), output.match(/(?<=: )\w+/)?.[0]];
    expect(found.map(({ value }) => value)).toEqual(expect.arrayContaining(wanted));
    for (const { secret, value } of found) expect(notebook.slice(secret.start, secret.end)).toBe(value);
  });
});
