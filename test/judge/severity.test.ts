import { describe, expect, it } from "vitest";
import { severityAt } from "../../src/judge/severity.ts";
import { catalogue } from "../support/catalogue.ts";

const rule = catalogue.rules.find(({ id }) => id === "generic/assigned-secret");
if (rule === undefined) throw new Error("there is no rule generic/assigned-secret");

describe("the severity of a password", () => {
  it.each([
    [".gitlab-ci.yml", "MSSQL_SA_PASSWORD", "low"],
    [".gitlab/services.yml", "POSTGRES_PASSWORD", "low"],
    [".github/workflows/test.yml", "MYSQL_ROOT_PASSWORD", "low"],
    [".gitlab/services.yml", "DEPLOY_PASSWORD", "high"],
    ["deploy/compose.yml", "POSTGRES_PASSWORD", "high"],
    ["test/settings.yml", "DEPLOY_PASSWORD", "low"],
  ] as const)("in %s, %s, is %s", (path, name, severity) => {
    expect(severityAt(rule, path, name)).toBe(severity);
  });
});
