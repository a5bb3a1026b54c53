import { expect, it } from "vitest";
import { policies } from "../../../src/policies/registry.ts";
import { readCase } from "../../support/policy-case.ts";

/** Tried one way after the other it takes years. */
const PATTERN = "^(([a-z-]+)*)*X$";

it.each([
  [".travis.yml", `language: ruby\nbranches: { only: ["/${PATTERN}/"] }\nscript: make\n`],
  [".travis.yml", `language: ruby\nif: branch =~ /${PATTERN}/\nscript: make\n`],
  [
    ".gitlab-ci.yml",
    `a:\n  variables: { NAME: ${"a".repeat(40)} }\n  rules: [{ if: '$NAME =~ /${PATTERN}/' }]\n  script: make\n`,
  ],
  [
    ".circleci/config.yml",
    `version: 2.1\njobs:\n  a:\n    docker: [{ image: cimg/base:2026.01 }]\n    steps: [{ run: make }]\nworkflows:\n  main:\n    jobs: [{ a: { filters: { branches: { only: '/${PATTERN}/' } } } }]\n`,
  ],
])("an expression in %s cannot keep a scan busy", (path, text) => {
  const read = readCase({ path, text });
  expect(read.problems).toEqual([]);
  for (const policy of policies) expect(read.matches(policy)).toBeDefined();
});
