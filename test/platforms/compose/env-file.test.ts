import { describe, expect, it } from "vitest";
import { unitOf } from "../../../src/core/source.ts";
import { isEnvFile, readEnvFile, valueOfLine } from "../../../src/platforms/compose/env-file.ts";
import type { ComposeModel } from "../../../src/platforms/compose/model.ts";
import { compose } from "../../../src/platforms/compose/platform.ts";

describe("a file of variables", () => {
  it.each<[string, boolean]>([
    [".env", true],
    ["deploy/.env.production", true],
    ["web.env", true],
    ["env/db.env.local", true],
    ["env", true],
    ["src/env.ts", false],
    ["environment", false],
    ["docs/env.md", false],
    ["config/env.yaml", false],
  ])("is told by its path: %s", (path, expected) => {
    expect(isEnvFile(path)).toBe(expected);
  });

  it("is read line by line", () => {
    const text =
      "# A=b\n\nA=b # c\nexport B = 'c d'\nC: d\nD\nE=\nF=\"one\nG=h\"\nH='x'\r\nnot a line\n1A=b\nI=\"a b\" # c\n";
    expect(readEnvFile(text)).toEqual([
      { name: "A", written: "b # c" },
      { name: "B", written: "'c d'" },
      { name: "C", written: "d" },
      { name: "D" },
      { name: "E", written: "" },
      { name: "F", written: '"one' },
      { name: "H", written: "'x'" },
      { name: "I", written: '"a b" # c' },
    ]);
  });

  it.each<[string, boolean, string, boolean]>([
    ["b # c", false, "b", true],
    ["b#c", false, "b#c", true],
    ["# c", false, "", true],
    ["'$A # b'", false, "$A # b", false],
    ['"$A # b" # c', false, "$A # b", true],
    ["'$A' # b", true, "'$A' # b", false],
  ])("has the value of %s, raw %s", (written, isRaw, value, isFilled) => {
    expect(valueOfLine(written, isRaw)).toEqual({ value, isFilled });
  });
});

/** References of one Compose file as `secret via service: text (name)`, with other files beside it. */
function referencesIn(text: string, beside: Readonly<Record<string, string>>, path = "app/compose.yaml"): string[] {
  const parsed = (name: string, content: string): ComposeModel => {
    const { model } = compose.parse(unitOf(name, Buffer.from(content)));
    if (model === undefined) throw new Error(`${name} is no Compose file`);
    return model;
  };
  const model = parsed(path, text);
  const files = Object.entries(beside);
  const models = new Map(
    files
      .filter(([name]) => compose.recognise(name, beside[name] ?? ""))
      .map(([name, one]) => [name, parsed(name, one)]),
  );
  const others = new Map(files.filter(([name]) => isEnvFile(name)).map(([name, one]) => [name, readEnvFile(one)]));
  const siblings = {
    find: (name: string) => models.get(name),
    all: () => [model, ...models.values()],
    beside: (name: string) => others.get(name),
  };
  return compose
    .flows(compose.settle(model, siblings))
    .references.map(({ secret, via, job, boundTo }) => `${secret} ${via} ${job} (${boundTo})`);
}

describe("env_file", () => {
  it("brings the secrets of a file of the repository", () => {
    const text = `services:
  web:
    image: shop
    env_file: ../common.env
  job:
    image: shop
    env_file: [ .env, { path: ./job.env, required: false }, { path: raw.env, format: raw }, none.env ]
    environment: { OWN_TOKEN: "" }
`;
    const found = referencesIn(text, {
      "common.env": "API_TOKEN=abc-123\nMODE=test\nAUTH=true\nKEY_FILE=/run/key\nDEPLOY_KEY\n",
      "app/.env": "URL=https://$HOOK_TOKEN@host\nOWN_TOKEN=other\nPLAIN='$OTHER_TOKEN'\n",
      "app/job.env": "JOB_SECRET=\n",
      "app/raw.env": "RAW_TOKEN=$UPPER_TOKEN\n",
    });
    expect(found).toEqual([
      "API_TOKEN env web (API_TOKEN)",
      "DEPLOY_KEY env web (DEPLOY_KEY)",
      "HOOK_TOKEN env job (URL)",
      "RAW_TOKEN env job (RAW_TOKEN)",
    ]);
  });

  it("goes over to services that extend one of another file, from the folder of that", () => {
    const found = referencesIn("services:\n  web: { extends: { file: ../base/compose.yaml, service: base } }\n", {
      "base/compose.yaml": "services:\n  base: { image: shop, env_file: .env }\n",
      "base/.env": "API_TOKEN=abc-123\n",
      "app/.env": "OTHER_TOKEN=abc-123\n",
    });
    expect(found).toEqual(["API_TOKEN env web (API_TOKEN)"]);
  });

  it("brings no secret where it opens a database of the file alone", () => {
    const text = "services:\n  db: { image: postgres, env_file: .env }\n  web: { image: shop, env_file: .env }\n";
    const files = { "app/.env": "POSTGRES_PASSWORD=shop-1\nDB_PASSWORD=shop-1\nAPI_TOKEN=abc-123\n" };
    expect(referencesIn(text, files)).toEqual(["API_TOKEN env db (API_TOKEN)", "API_TOKEN env web (API_TOKEN)"]);
    expect(referencesIn(text, { "prod/.env": files["app/.env"] }, "prod/compose.yaml")).toHaveLength(6);
  });
});

it("configurations hold the secrets that are filled into them", () => {
  const text = `services:
  web: { image: shop, configs: [ini, { source: token, target: /token }] }
  other: { image: shop, configs: [file] }
configs:
  ini: { content: "password = \${DB_PASSWORD}\\nuser = $USER\\n" }
  token: { environment: API_TOKEN }
  unused: { environment: UNUSED_TOKEN }
  file: { file: ./a.ini }
`;
  expect(referencesIn(text, {})).toEqual(["DB_PASSWORD mount web (ini)", "API_TOKEN mount web (token)"]);
});
