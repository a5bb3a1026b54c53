import { expect, it } from "vitest";
import { codebuild } from "../../../src/platforms/codebuild/platform.ts";
import { readAs, references, ways } from "../../support/read-platform.ts";

const read = (text: string | Uint8Array, path = "buildspec.yml") => readAs(codebuild, path, text);

it("finds secrets of both stores, and those that the project has set", () => {
  const found = read(`version: 0.2
env:
  variables: { PLAIN: x, GIVEN_TOKEN: "" }
  parameter-store: { ACCOUNT: /shop/account, DB_PASSWORD: "/shop/db:3", KEY_ID: /shop/api-key }
  secrets-manager:
    TOKEN: ci/deploy:token:AWSCURRENT
    CERT: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/cert-AbCdEf:key::"
phases:
  pre_build:
    commands:
      - export LOCAL_TOKEN=$(cat /tmp/token)
      - read -r OTHER_SECRET < /tmp/secret
  build:
    commands:
      - ./run "$LOCAL_TOKEN" "$OTHER_SECRET" "$GIVEN_TOKEN" "$HUB_PASSWORD"
`);
  expect(found.said).toEqual([]);
  expect(references(found)).toEqual([
    "/shop/db env buildspec/: /shop/db:3 (DB_PASSWORD)",
    "/shop/api-key env buildspec/: /shop/api-key (KEY_ID)",
    "ci/deploy:token env buildspec/: ci/deploy:token:AWSCURRENT (TOKEN)",
    "prod/cert:key env buildspec/: arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/cert-AbCdEf:key:: (CERT)",
    "HUB_PASSWORD script buildspec/build: $HUB_PASSWORD",
  ]);
});

it("follows secrets through commands of one shell, into artefacts and out of the build", () => {
  const found = read(`version: 0.2
env:
  secrets-manager: { TOKEN: ci/deploy }
  exported-variables: [VERSION, TOKEN]
phases:
  build:
    on-failure: CONTINUE
    commands:
      - HEADER="A $TOKEN"
      - curl -H "$HEADER" https://api.example.com/
      - |
        echo "$TOKEN" > dist/a.txt
        echo "$TOKEN" > dist/b.map
    finally:
      - echo "$TOKEN" | base64
artifacts:
  files: ["**/*"]
  exclude-paths: ["**/*.map"]
  base-directory: dist
  secondary-artifacts:
    more: { files: [report.xml] }
cache: { paths: [node_modules/**/*] }
`);
  expect(ways(found)).toEqual([
    "ci/deploy -> output exported-variables: TOKEN",
    "ci/deploy -> argv curl: $HEADER",
    "ci/deploy -> host api.example.com: $HEADER",
    "ci/deploy -> file dist/a.txt: $TOKEN",
    "ci/deploy -> artefact dist/a.txt: $TOKEN",
    "ci/deploy -> file dist/b.map: $TOKEN",
    "ci/deploy -> log base64: $TOKEN!",
  ]);
  expect(found.flows?.transfers.map(({ kind, paths }) => `${kind} ${paths.map(({ value }) => value).join()}`)).toEqual([
    "artefact dist/**/*",
    "artefact report.xml",
    "cache node_modules/**/*",
  ]);
  expect(found.flows?.commands.every(({ unheeded }) => unheeded !== undefined)).toBe(true);
});

it.each([
  ["JSON", '{ "version": 0.2, "env": { "secrets-manager": { "A": "b" } }, "phases": {} }', "buildspec.json", 1, []],
  [
    "odd types",
    "version: 0.2\nenv: [a]\nphases: { build: [x], test: { commands: { a: b } } }\n",
    "buildspec.yml",
    0,
    [],
  ],
  ["CRLF", "version: 0.2\r\nphases:\r\n  build:\r\n    commands:\r\n      - echo $A_TOKEN\r\n", "buildspec.yml", 1, []],
  ["no map", "text\n", "buildspec.yml", undefined, ["error is not a map of keys: "]],
  [
    "a key twice",
    "version: 0.2\nversion: 0.2\n",
    "buildspec.yml",
    0,
    ['error has the key "version" twice in one map: version'],
  ],
  ["nothing", "", "buildspec.yml", undefined, ["note is empty: "]],
])("reads or says what is wrong: %s", (_, text, path, count, said) => {
  const found = read(text, path);
  expect(found.said).toEqual(said);
  expect(found.flows?.references.length).toBe(count);
});
