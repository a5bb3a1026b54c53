import { expect, it } from "vitest";
import { platforms } from "../../../src/platforms/registry.ts";

const named = (path: string, head: string) => platforms.find((one) => one.recognise(path, head))?.id;
const STEPS = "steps:\n  - name: gcr.io/cloud-builders/docker\n    args: [build, .]\n";

it.each([
  ["cloudbuild.yaml", STEPS],
  ["cloudbuild.yaml", "steps:\n  - script: |\n      make\n    name: ubuntu\n"],
  ["deploy/cloudbuild.staging.yml", STEPS],
  ["cloudbuild.json", '{\n  "steps": [{ "name": "ubuntu", "args": ["true"] }]\n}\n'],
  ["ci/release.yaml", STEPS],
  ["ci/release.yaml", "steps:\n- id: a\n  name: ubuntu\n  secretEnv: [A]\navailableSecrets: {}\n"],
])("%s is a build: %j", (path, head) => {
  expect(named(path, head)).toBe("cloud-build");
});

it.each([
  ["cloudbuild-account.yaml", "apiVersion: v1\nkind: ServiceAccount\n"],
  ["a.yaml", "steps:\n  - name: build\n    image: golang\n    commands: [make]\n"],
  ["package.json", '{\n  "steps": []\n}\n'],
  ["data.json", '{ "steps": [{ "name": "gcr.io/cloud-builders/docker" }] }\n'],
])("%s is none: %j", (path, head) => {
  expect(named(path, head)).not.toBe("cloud-build");
});
