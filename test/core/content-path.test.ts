import { describe, expect, it } from "vitest";
import { contentNameOf } from "../../src/core/content-path.ts";

describe("the name of what a file holds", () => {
  it.each([
    ["config/master.key", "master.key"],
    ["config/credentials/production.key", "production.key"],
    ["secrets/db_password.txt", "db_password"],
    ["secrets/db-password", "db-password"],
    [".vault_pass", ".vault_pass"],
    [".vault-token", ".vault-token"],
    ["home/.erlang.cookie", ".erlang.cookie"],
    ["jwt_secret", "jwt_secret"],
    ["API_KEY", "API_KEY"],
  ])("is the file's: %s", (path, name) => {
    expect(contentNameOf(path, 32)).toBe(name);
  });

  it.each(["server.key", "config/app.key", "passwords.txt", "src/token.ts", "bypass", "compass.txt", "docs/secret.md"])(
    "is not told by %s",
    (path) => {
      expect(contentNameOf(path, 32)).toBeUndefined();
    },
  );

  it("is not told where the content is a text, or nothing", () => {
    expect(contentNameOf("config/master.key", 601)).toBeUndefined();
    expect(contentNameOf("config/master.key", 0)).toBeUndefined();
  });
});
