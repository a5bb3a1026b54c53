import { describe, expect, it } from "vitest";
import { kindOf } from "../../../src/inventory/draft/kind-of.ts";

describe("a secret's name", () => {
  it.each([
    ["DOCKERHUB_TOKEN", "token"],
    ["K8S_TOKEN_LIVE", "token"],
    ["npmToken", "token"],
    ["DB_PASSWORD", "password"],
    ["CI_REGISTRY_PASSWORD_CANONICAL", "password"],
    ["GPG_PASSPHRASE_PATH", "password"],
    ["GPG_KEY_PATH", "signing-key"],
    ["AWS_ACCESS_KEY_ID", "static-key"],
    ["GCP_SA_RELEASE_BOT", "static-key"],
    ["GOOGLE_CREDENTIALS", "static-key"],
    ["CLUSTER_CERT", "certificate"],
    ["ECR_ROLE_TO_ASSUME", "oidc"],
    ["DOCKERHUB_USERNAME", "identifier"],
    ["SNYK_CLIENT_ID", "identifier"],
    ["UAT_CLUSTER_NAME", "identifier"],
    ["AZURE_STORAGE_CONTAINER_NAME", "identifier"],
    ["AZURE_STORAGE_CONNECTION_STRING", "static-key"],
    ["CODECOV", undefined],
    ["USERS_SECRET_SANTA", "static-key"],
  ])("tells what it is: %s", (name, kind) => {
    expect(kindOf(name)).toBe(kind);
  });
});
