import { describe, expect, it } from "vitest";
import { unitOf } from "../../../src/core/source.ts";
import { readObserved } from "../../../src/inventory/observed/read-observed.ts";
import { inventoryRules } from "../../../src/inventory/rules/registry.ts";
import { parseStore } from "../../../src/inventory/stores.ts";
import { check, declare } from "../rules/scene.ts";

interface Printed {
  readonly asked?: string;
  readonly json: unknown;
}

const gh = (...names: readonly string[]): unknown =>
  names.map((name) => ({ name, updatedAt: "2026-11-01T00:00:00Z", visibility: "" }));

/** All that the rules of drift say on 2026-11-23 of these entries and what these stores print. */
function drift(entries: readonly string[], ...printed: readonly Printed[]): string[] {
  const { inventory } = declare(...entries.map((entry) => `  - { ${entry} }`));
  const observed = printed.map(({ asked = "", json }, index) => {
    const { list } = readObserved(unitOf(`${index}.json`, Buffer.from(JSON.stringify(json))), parseStore(asked));
    if (list === undefined) throw new Error("the list of the test cannot be read");
    return list;
  });
  return inventoryRules
    .filter(({ meta }) => meta.id.startsWith("drift/"))
    .flatMap((rule) =>
      check(rule, inventory, [], { observed }).map((one) => `${rule.meta.id}: ${(one as { message: string }).message}`),
    );
}

describe("what is declared, against what stores say", () => {
  it("agrees where both say the same, in the ways that each writes it", () => {
    const quiet: readonly (readonly [string, Printed])[] = [
      ["name: a_token, store: github-secret:A_TOKEN", { json: gh("A_TOKEN") }],
      [
        "name: A_TOKEN, store: github-secret:Production/a_token",
        { asked: "github-secret:production", json: gh("A_TOKEN") },
      ],
      ["name: A_TOKEN, owner: web", { json: gh("A_TOKEN") }],
      ["name: A_TOKEN, store: github-secret", { json: gh("A_TOKEN") }],
      ["name: WEB, store: 'vault:kv/data/prod/web#token'", { asked: "vault:kv/prod", json: ["web", "db/"] }],
      [
        "name: DB, store: 'aws-secretsmanager:arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-a1B2c3'",
        {
          json: {
            SecretList: [
              { ARN: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-a1B2c3", Name: "prod/db" },
            ],
          },
        },
      ],
      [
        "name: DB, store: 'gcp-secretmanager:projects/shop/secrets/db'",
        { json: [{ name: "projects/123/secrets/db", rotation: { rotationPeriod: "1s" } }] },
      ],
      [
        "name: DB, store: 'azure-keyvault:https://Shop.vault.azure.net/secrets/DB', ttl: 1h",
        { json: [{ id: "https://shop.vault.azure.net/secrets/db", name: "db", attributes: { enabled: true } }] },
      ],
      [
        "name: DB, store: 'kubernetes:prod/db#password'",
        { json: { apiVersion: "v1", kind: "Secret", metadata: { name: "db", namespace: "prod" } } },
      ],
      [
        "name: TOKEN, store: '1password:op://Shop/Token/credential'",
        { json: [{ id: "x", title: "Token", vault: { name: "Shop" }, category: "API_CREDENTIAL" }] },
      ],
      [
        "name: TOKEN, store: 'doppler:shop/prd/TOKEN'",
        { json: { TOKEN: {}, DOPPLER_PROJECT: { computed: "shop" }, DOPPLER_CONFIG: { computed: "prd" } } },
      ],
      [
        "name: TOKEN, environment: production, store: gitlab-variable:production/TOKEN",
        { json: [{ key: "TOKEN", environment_scope: "production", masked: true, protected: true }] },
      ],
      ["name: ROBOT, store: aws-iam:robot", { json: { AccessKeyMetadata: [{ UserName: "robot", Status: "Active" }] } }],
    ];
    for (const [entry, printed] of quiet) expect({ entry, said: drift([entry], printed) }).toEqual({ entry, said: [] });
  });

  it("tells a copy in another store, and a plain variable, from what is not declared", () => {
    expect(drift(["name: A_TOKEN, store: vault:kv/a"], { json: gh("A_TOKEN") })).toEqual([
      "drift/other-scope: `A_TOKEN` lies in GitHub's secrets as well, and is declared in Vault.",
    ]);
    const variables = [
      { name: "A_TOKEN", value: "x" },
      { name: "REGION", value: "x" },
      { name: "B_TOKEN", value: "x" },
    ];
    expect(drift(["name: A_TOKEN, store: github-secret:A_TOKEN"], { json: variables })).toEqual([
      "drift/other-scope: `A_TOKEN` is kept as a plain variable, which is shown to whoever may see the pipelines.",
      "drift/undeclared-in-store: `B_TOKEN` lies in GitHub's variables and is not declared in `.sealint/inventory.yaml`. Did you mean `A_TOKEN`?",
    ]);
  });

  it("tells the repository's, an environment's and the organisation's apart", () => {
    const entry = "name: A_TOKEN, store: github-secret:production/A_TOKEN, environment: production";
    expect(drift([entry], { asked: "github-secret:production", json: gh("A_TOKEN") })).toEqual([]);
    expect(drift([entry], { asked: "github-secret:staging", json: gh("A_TOKEN") })).toEqual([
      "drift/other-scope: `A_TOKEN` of `production` is for `production`, and lies in the secrets of the environment `staging`.",
    ]);
    expect(
      drift(["name: A_TOKEN, store: github-secret:A_TOKEN"], { json: [{ name: "A_TOKEN", visibility: "all" }] }),
    ).toEqual([
      "drift/other-scope: `A_TOKEN` lies in the organisation's secrets, and is declared as `github-secret:A_TOKEN`.",
    ]);
    // Each environment has its own, and so has the inventory.
    const staging = "name: A_TOKEN, store: github-secret:staging/A_TOKEN, environment: staging";
    expect(
      drift(
        [entry, staging],
        { asked: "github-secret:production", json: gh("A_TOKEN") },
        { asked: "github-secret:staging", json: gh("A_TOKEN") },
      ),
    ).toEqual([]);
  });

  it("knows by GitLab's scopes whom a variable reaches", () => {
    const variable = (scope: string, changes = {}): Printed => ({
      json: [{ key: "A_TOKEN", environment_scope: scope, masked: true, protected: true, ...changes }],
    });
    const entry = "name: A_TOKEN, environment: production";
    expect(drift([entry], variable("*"))).toEqual([
      "drift/other-scope: `A_TOKEN` of `production` is for `production`, and lies in GitLab, where jobs of all environments get it.",
    ]);
    expect(drift([entry], variable("staging"))).toEqual([
      "drift/other-scope: `A_TOKEN` of `production` is for `production`, and lies in `staging` of GitLab.",
    ]);
    expect(drift([entry], variable("prod*"))).toEqual([]);
  });

  it("says that something is missing only where a list would have it", () => {
    const entry = "name: WEB, store: vault:kv/prod/web";
    const gone = "drift/missing-in-store: `WEB` is in none of the lists of Vault.";
    expect(drift([entry], { asked: "vault:kv/prod", json: ["db/"] })).toEqual([gone]);
    expect(drift([entry], { asked: "vault:kv/prod", json: [] })).toEqual([gone]);
    expect(drift([entry], { asked: "vault:kv/test", json: [] })).toEqual([]);
    expect(drift([entry], { asked: "vault:kv", json: ["prod/"] })).toEqual([]);
    const secrets = { SecretList: [], NextToken: "x" };
    expect(drift(["name: WEB, store: aws-secretsmanager:web"], { json: secrets })).toEqual([]);
    expect(drift(["name: A, store: github-secret:staging/A"], { asked: "github-secret:production", json: [] })).toEqual(
      [],
    );
    expect(drift(["name: A, store: github-secret:A, status: revoked"], { asked: "github-secret", json: [] })).toEqual(
      [],
    );
  });

  it("takes a secret that has moved for one, and not for one that is gone and one that nobody knows", () => {
    const [moved] = [
      drift(
        ["name: WEB, store: vault:kv/prod/web"],
        { asked: "vault:kv/prod", json: ["db/"] },
        { asked: "vault:kv/live", json: ["web"] },
      ),
    ];
    expect(moved).toEqual([
      "drift/other-scope: `WEB` lies in Vault at `kv/live/web`, and is declared as `vault:kv/prod/web`.",
    ]);
    expect(drift(["name: WEB, store: vault:kv/prod/web"], { asked: "vault:kv/test", json: ["web"] })).toEqual([
      "drift/undeclared-in-store: `kv/test/web` lies in Vault and is not declared in `.sealint/inventory.yaml`.",
    ]);
  });

  it("holds days against each other", () => {
    const listed: Printed = { json: [{ name: "A", updatedAt: "2026-10-01T23:00:00Z", visibility: "" }] };
    expect(drift(["name: A, store: github-secret:A, rotation: { last: 2026-10-02, every: 90d }"], listed)).toEqual([]);
    expect(drift(["name: A, store: github-secret:A, rotation: { last: 2026-11-01, every: 90d }"], listed)).toEqual([
      "drift/rotation-behind: `A` is said to have been rotated on 2026-11-01, and the value in GitHub is of 2026-10-01.",
    ]);
    const azure = (expires: string): Printed => ({
      json: [{ id: "https://shop.vault.azure.net/secrets/a", attributes: { expires } }],
    });
    const entry = "name: A, store: azure-keyvault:shop/a, expires: 2026-12-31";
    expect(drift([entry], azure("2026-12-31T00:00:00+00:00"))).toEqual([]);
    expect(drift([entry], azure("2027-12-31T00:00:00+00:00"))).toEqual([
      "drift/expiry-differs: `A` is to end on 2026-12-31, and lives until 2027-12-31 in Azure Key Vault.",
    ]);
  });

  it("takes keys that are kept in reserve for no loss", () => {
    const keys = (...states: readonly string[]): Printed => ({
      json: {
        AccessKeyMetadata: states.map((Status) => ({ UserName: "robot", Status, CreateDate: "2026-11-01T00:00:00Z" })),
      },
    });
    const entry = "name: ROBOT, store: aws-iam:robot";
    expect(drift([entry], keys("Active", "Inactive"))).toEqual([]);
    expect(drift([entry], keys("Inactive"))).toEqual([
      "drift/missing-in-store: `ROBOT` is declared as active, and is inactive in IAM.",
    ]);
  });

  it("follows an ExternalSecret to what it is a copy of", () => {
    const external = (key: string): Printed => ({
      json: {
        apiVersion: "v1",
        kind: "List",
        items: [
          {
            apiVersion: "external-secrets.io/v1",
            kind: "ExternalSecret",
            metadata: { name: "web", namespace: "prod" },
            spec: { data: [{ secretKey: "token", remoteRef: { key } }] },
          },
        ],
      },
    });
    const entry = "name: WEB_TOKEN, store: 'vault:kv/prod/web#token'";
    expect(drift([entry], external("prod/web"))).toEqual([]);
    expect(drift([entry], external("test/web"))).toEqual([
      "drift/undeclared-in-store: `web` lies in `prod` of Kubernetes and is not declared in `.sealint/inventory.yaml`.",
    ]);
  });

  it("holds a role's policies against the one that the entry is traced to", () => {
    const role = (...policies: readonly string[]): Printed => ({
      asked: "vault:auth/approle/role/ci",
      json: { data: { token_policies: policies, secret_id_ttl: 600 } },
    });
    const entry = "name: CI, store: vault:auth/approle/role/ci, policy: vault/ci-deploy.hcl";
    expect(drift([entry], role("default", "ci-deploy"))).toEqual([]);
    expect(drift([entry], role("ci-deploy", "admin"))).toEqual([
      "drift/other-scope: `CI` is traced to the policy `ci-deploy`, and its holder has `admin`.",
    ]);
    expect(drift([entry], role("default"))).toEqual([
      "drift/other-scope: `CI` is traced to the policy `ci-deploy`, and its holder has none but `default`.",
    ]);
  });
});
