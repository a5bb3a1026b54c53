import { expect, it } from "vitest";
import { platforms } from "../../../src/platforms/registry.ts";

const named = (path: string, head: string) => platforms.find((one) => one.recognise(path, head))?.id;
const SPEC = "version: 0.2\nphases:\n  build:\n    commands: [make]\n";

it.each([
  ["buildspec.yml", SPEC],
  ["buildspec.yaml", "phases: {}\n"],
  ["ci/buildspec-test.yml", SPEC],
  ["buildspec/deploy.yml", SPEC],
  ["buildspec.json", '{ "version": 0.2, "phases": {} }\n'],
  ["buildspec_e2e.yml", "version: 0.2\nbatch:\n  build-list: []\n"],
])("%s is a buildspec: %j", (path, head) => {
  expect(named(path, head)).toBe("codebuild");
});

it.each([
  ["buildspec.yml", "apiVersion: v1\nkind: ConfigMap\n"],
  ["appspec.yml", "version: 0.0\nos: linux\n"],
  ["a.yml", "version: 0.2\nresources: {}\n"],
  ["docker-compose.yml", "version: '2'\nservices: {}\n"],
])("%s is none: %j", (path, head) => {
  expect(named(path, head)).not.toBe("codebuild");
});
