import { describe, expect, it } from "vitest";
import { holdsPath, isBuiltInToken, isSecretName } from "../../../src/platforms/flow/secret-names.ts";

describe("isSecretName", () => {
  it.each([
    "DEPLOY_TOKEN",
    "GITLAB_TOKEN",
    "CI_PUSH_TOKEN",
    "NPM_TOKEN_2",
    "AWS_SECRET_ACCESS_KEY",
    "SSH_PRIVATE_KEY",
    "DB_PASS",
    "dockerHubPassword",
    "Docker_Hub_Pass",
    "KUBECONFIG",
    "SLACK_WEBHOOK_URL",
    "SENTRY_DSN",
    "DOCKER_AUTH_CONFIG",
    "GPG_KEY_FILE",
    "APIKEY",
    "CACHE_PASSWORD",
    "PRIMARY_TOKEN",
    "HOST_SECRET_KEY",
  ])("takes %s", (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each([
    "PWD",
    "KEY",
    "CI_COMMIT_SHA",
    "CI_COMMIT_AUTHOR",
    "SSH_PUBLIC_KEY",
    "CACHE_KEY",
    "CACHE_FALLBACK_KEY",
    "TOKEN_NAME",
    "AWS_ACCESS_KEY_ID",
    "VAULT_AUTH_ROLE",
    "SSH_AUTH_SOCK",
    "KEY_VAULT",
    "TOKEN_URL",
    "SECRET_DETECTION_EXCLUDED_PATHS",
    "MAX_TOKENS",
    "password",
    "KEYBOARD",
    "COMPASS",
    "TOKENIZERS_PARALLELISM",
    "",
    "_",
  ])("leaves out %s", (name) => {
    expect(isSecretName(name)).toBe(false);
  });
});

describe("what names tell beside that", () => {
  it.each([
    ["CI_JOB_TOKEN", true],
    ["CI_REGISTRY_PASSWORD", true],
    ["CI_JOB_JWT_V2", true],
    ["CI_PUSH_TOKEN", false],
  ])("%s is built in: %s", (name, expected) => {
    expect(isBuiltInToken(name)).toBe(expected);
  });

  it.each([
    ["KUBECONFIG", true],
    ["GOOGLE_APPLICATION_CREDENTIALS", true],
    ["SIGNING_KEY_FILE", true],
    ["KEY_PATH", true],
    ["SIGNING_KEY", false],
  ])("%s holds a path: %s", (name, expected) => {
    expect(holdsPath(name)).toBe(expected);
  });
});
