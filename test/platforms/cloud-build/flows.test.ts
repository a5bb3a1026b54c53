import { expect, it } from "vitest";
import { cloudBuild } from "../../../src/platforms/cloud-build/platform.ts";
import { readAs, references, ways } from "../../support/read-platform.ts";

const read = (text: string | Uint8Array, path = "cloudbuild.yaml") => readAs(cloudBuild, path, text);

it("finds secrets of steps, of all steps, written encrypted, and in substitutions", () => {
  const found = read(`steps:
  - id: one
    name: a
    secretEnv: [PASSWORD, OLD, INLINE, NOWHERE]
    env: ["KEY=$_API_KEY", "PLAIN=x"]
    script: run
  - name: b
    args: [run, "--token=\${_DEPLOY_TOKEN}", $_REGION, $PROJECT_ID]
options: { secretEnv: [ALL] }
substitutions: { _REGION: eu, _DEPLOY_TOKEN: "" }
availableSecrets:
  secretManager:
    - { versionName: projects/$PROJECT_ID/secrets/db-password/versions/latest, env: PASSWORD }
    - { versionName: projects/p/secrets/$_NAME/versions/1, env: ALL }
  inline: [{ kmsKeyName: k, envMap: { INLINE: abc } }]
secrets: [{ kmsKeyName: k, secretEnv: { OLD: abc } }]
`);
  expect(found.said).toEqual([]);
  expect(references(found)).toEqual([
    "$_NAME env cloudbuild/: ALL (ALL)",
    "_API_KEY env cloudbuild/one: $_API_KEY (KEY)",
    "db-password env cloudbuild/one: PASSWORD (PASSWORD)",
    "OLD env cloudbuild/one: OLD (OLD)",
    "INLINE env cloudbuild/one: INLINE (INLINE)",
    "NOWHERE env cloudbuild/one: NOWHERE (NOWHERE)",
    "_DEPLOY_TOKEN script cloudbuild/2: ${_DEPLOY_TOKEN}",
  ]);
  expect(found.flows?.parameters.map(({ name, takesText }) => `${name} ${takesText}`)).toEqual([
    "_REGION false",
    "_DEPLOY_TOKEN true",
  ]);
});

it("tells what Cloud Build fills in from what the shell reads", () => {
  const found = read(`steps:
  - name: a
    entrypoint: bash
    args:
      - -c
      - |
        echo "$$TOKEN and $_API_KEY"
        echo "$TOKEN" > /tmp/a; D=$$(date); curl -H "A: $\${TOKEN}" https://api.example.com/$_REGION
    secretEnv: [TOKEN]
  - name: gcr.io/cloud-builders/docker
    args: [login, --password, $_API_KEY]
  - name: a
    script: |
      #!/usr/bin/env python
      import os
      print(os.environ["TOKEN"])
    secretEnv: [TOKEN]
`);
  expect(ways(found, "log", "file", "argv", "host")).toEqual([
    "TOKEN -> log echo: $$TOKEN",
    "_API_KEY -> log echo: $_API_KEY",
    "TOKEN -> file /tmp/a: $TOKEN",
    "TOKEN -> argv curl: $${TOKEN}",
    "TOKEN -> host api.example.com: $${TOKEN}",
    "_API_KEY -> argv docker: $_API_KEY",
    'TOKEN -> log print: os.environ["TOKEN"]',
  ]);
});

it.each([
  ["JSON", '{ "steps": [{ "name": "a", "args": ["run"], "secretEnv": ["A"] }] }', "cloudbuild.json", 1, []],
  ["CRLF", "steps:\r\n- name: a\r\n  secretEnv: [A]\r\n  script: |\r\n    run\r\n", "cloudbuild.yaml", 1, []],
  ["odd types", "steps: [1, { args: { a: b }, env: [x], script: [y], secretEnv: A }]\n", "cloudbuild.yaml", 1, []],
  ["no map", "- a\n", "cloudbuild.yaml", undefined, ["error is not a map of keys: "]],
  [
    "two documents",
    "steps: []\n---\nsteps: []\n",
    "cloudbuild.yaml",
    0,
    ["error holds several YAML documents, of which Cloud Build reads one: "],
  ],
  ["a tab", "steps:\n\t- name: a\n", "cloudbuild.yaml", undefined, [expect.stringMatching(/^error is not valid YAML/)]],
  ["nothing", "", "cloudbuild.yaml", undefined, ["note is empty: "]],
])("reads or says what is wrong: %s", (_, text, path, count, said) => {
  const found = read(text, path);
  expect(found.said).toEqual(said);
  expect(found.flows?.references.length).toBe(count);
});
