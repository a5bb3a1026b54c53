/** A case of an inventory rule: manifests without their `version: 1`, the place to be flagged marked `«…»`. */
export interface RuleCase {
  readonly id: string;
  readonly flag: string;
  readonly says: string;
  /** The clean twin, quiet under the same circumstances. */
  readonly ok: string;
  /** A workflow of GitHub Actions, below its triggers; the mark may lie in it in place of the manifest. */
  readonly workflow?: string;
  readonly files?: readonly string[];
  /** What a store's tool printed, in which the mark may lie; and the store, where a person has to name it. */
  readonly observed?: string;
  readonly asked?: string;
  readonly owners?: string;
}

const job = (name: string, body: string): string =>
  `jobs:\n  ${name}:\n    runs-on: ubuntu-latest\n${body
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n")}\n`;

const uses = (secret: string, more = ""): string =>
  `${more}steps:\n  - run: ./deploy\n    env:\n      KEY: \${{ secrets.${secret} }}`;

const one = (fields: string, name = "A_TOKEN"): string => `secrets:\n  - { name: ${name}, ${fields} }\n`;

const json = (value: unknown): string => JSON.stringify(value, null, 2);

/** What `az keyvault secret list` prints of one secret that ends on that day. */
const azure = (expires: string | null): string =>
  json([
    {
      attributes: {
        created: "2026-10-01T08:00:00+00:00",
        enabled: true,
        expires,
        updated: "2026-10-01T08:00:00+00:00",
      },
      id: "https://shop.vault.azure.net/secrets/a-token",
      name: "a-token",
    },
  ]);

export const CASES: readonly RuleCase[] = [
  {
    id: "drift/expired-in-store",
    flag: one("store: azure-keyvault:shop/a-token, expires: «2027-01-01»"),
    says: "`A_TOKEN` ended in Azure Key Vault on 2026-11-01, 22 days ago.",
    ok: one("store: azure-keyvault:shop/a-token, expires: 2027-01-01, status: revoked"),
    observed: azure("2026-11-01T00:00:00+00:00"),
  },
  {
    id: "drift/expiry-differs",
    flag: one("store: azure-keyvault:shop/a-token, expires: «2027-01-01»"),
    says: "`A_TOKEN` has no expiry in Azure Key Vault, though it is to end on 2027-01-01.",
    ok: one("store: azure-keyvault:shop/a-token, kind: dynamic, ttl: 1h"),
    observed: azure(null),
  },
  {
    id: "drift/missing-in-store",
    flag: one('store: "«github-secret:A_TOKEN»"'),
    says: "`A_TOKEN` is in none of the lists of GitHub.",
    ok: one("store: github-secret:B_TOKEN"),
    observed: json([{ name: "B_TOKEN", updatedAt: "2026-11-01T00:00:00Z", visibility: "" }]),
  },
  {
    id: "drift/other-scope",
    flag: one("store: github-secret:A_TOKEN, environment: «production»"),
    says: "`A_TOKEN` of `production` is for `production`, and lies in the repository's secrets, where jobs of all environments get it.",
    ok: one("store: github-secret:A_TOKEN"),
    observed: json([{ name: "A_TOKEN", updatedAt: "2026-11-01T00:00:00Z", visibility: "" }]),
    asked: "github-secret",
  },
  {
    id: "drift/policy-missing",
    flag: one("store: vault:kv/a, policy: «vault/ci-deploi.hcl»"),
    says: "`A_TOKEN` is traced to the policy `ci-deploi`, which the store does not have. Did you mean `ci-deploy`?",
    ok: one("store: vault:kv/a, policy: vault/ci-deploy.hcl"),
    observed: json(["ci-deploy", "default", "root"]),
    asked: "vault:sys/policies/acl",
  },
  {
    id: "drift/revoked-in-store",
    flag: one("store: github-secret:A_TOKEN, status: «revoked»"),
    says: "`A_TOKEN` is revoked, and still lies in GitHub's secrets.",
    ok: one("store: github-secret:A_TOKEN"),
    observed: json([{ name: "A_TOKEN", updatedAt: "2026-11-01T00:00:00Z", visibility: "" }]),
  },
  {
    id: "drift/rotation-behind",
    flag: one("store: github-secret:A_TOKEN, rotation: { every: «90d» }"),
    says: "`A_TOKEN` was to be rotated by 2026-08-30, 85 days ago: the value in GitHub is of 2026-06-01, and it is rotated every 90d.",
    ok: one("store: github-secret:A_TOKEN, rotation: { every: 180d }"),
    observed: json([{ name: "A_TOKEN", updatedAt: "2026-06-01T00:00:00Z", visibility: "" }]),
  },
  {
    id: "drift/undeclared-in-store",
    flag: one("owner: a", "B_TOKEN"),
    says: "`C_TOKEN` lies in GitHub's secrets and is not declared in `.sealint/inventory.yaml`. Did you mean `B_TOKEN`?",
    ok: one("owner: a", "c_token"),
    observed: json([{ name: "«C_TOKEN»", updatedAt: "2026-06-01T00:00:00Z", visibility: "" }]),
  },
  {
    id: "environment/non-prod-no-expiry",
    flag: "secrets:\n  - { name: «A_TOKEN», environment: dev }\n",
    says: "`A_TOKEN` of `dev` has no `expires` and no `ttl`, and is for trials.",
    ok: "secrets:\n  - { name: A_TOKEN, environment: dev, expires: 2026-12-01 }\n  - { name: B_TOKEN, environment: production }\n",
  },
  {
    id: "expiry/expired-secret",
    flag: one("expires: «2024-01-01»"),
    says: "`A_TOKEN` expired on 2024-01-01, 1057 days ago, and a pipeline still uses it.",
    ok: one("expires: 2026-11-23"),
    workflow: job("deploy", uses("A_TOKEN")),
  },
  {
    id: "expiry/expiring-soon",
    flag: one("expires: «2026-11-29»"),
    says: "`A_TOKEN` expires on 2026-11-29, in 6 days.",
    ok: one("expires: 2027-03-23"),
  },
  {
    id: "expiry/rotation-no-overlap",
    flag: one("rotation: { every: 30d }", "«A_TOKEN»"),
    says: "`A_TOKEN` is rotated without an overlap of old and new.",
    ok: one("rotation: { every: 30d, overlap: 24h }"),
  },
  {
    id: "expiry/rotation-overdue",
    flag: one("rotation: { every: 90d, last: «2026-01-01» }"),
    says: "`A_TOKEN` was to be rotated by 2026-04-01, 236 days ago: the last time on 2026-01-01, every 90d.",
    ok: one("rotation: { every: 90d, last: 2026-08-25 }"),
  },
  {
    id: "expiry/rotation-too-long",
    flag: one("rotation: { every: «365d» }"),
    says: "`A_TOKEN` is rotated every 365d, and 90d is the limit.",
    ok: one("rotation: { every: 365d }, kind: signing-key"),
  },
  {
    id: "incident/missing-revocation",
    flag: one("owner: a", "«A_TOKEN»"),
    says: "`A_TOKEN` says nothing about how to revoke it.",
    ok: one("revoke: runbooks/npm.md"),
  },
  {
    id: "incident/no-alerting",
    flag: one("class: high", "«A_TOKEN»"),
    says: "`A_TOKEN` is of class `high`, and no alert on its use is named.",
    ok: one("class: high, alerts: terraform/alerts.tf"),
    files: ["terraform/alerts.tf"],
  },
  {
    id: "incident/runbook-missing",
    flag: one("revoke: «docs/x.md#steps»"),
    says: "The runbook of `A_TOKEN` is no file of the repository.",
    ok: one("revoke: docs/there.md#steps"),
    files: ["docs/there.md"],
  },
  {
    id: "inventory/break-glass-unlisted",
    flag: one("class: high", "«A_TOKEN»"),
    says: "`A_TOKEN` is of class `high`, and nobody is named to call when it leaks.",
    ok: one("class: high, contact: oncall"),
  },
  {
    id: "inventory/duplicate-secret",
    flag: "secrets:\n  - { name: A, store: vault:kv/a#b }\n  - { name: B, store: «vault:kv/a#b» }\n",
    says: "`B` is kept at `vault:kv/a#b`, where `A` is kept.",
    ok: "secrets:\n  - { name: A, store: vault:kv/a#b }\n  - { name: B, store: vault:kv/a#c }\n",
  },
  {
    id: "inventory/environment-mismatch",
    flag: one("environment: production"),
    says: "`A_TOKEN` is for `production`, and this job is of `staging`.",
    ok: one("environments: [production, staging]"),
    workflow: job("deploy", uses("«A_TOKEN»", "environment: staging\n")).replace(
      "secrets.«A_TOKEN»",
      "«secrets.A_TOKEN»",
    ),
  },
  {
    id: "inventory/misrouted-secret",
    flag: one("services: [registry.npmjs.org]", "NPM_TOKEN"),
    says: "`NPM_TOKEN` goes to `docker.io`, and is for `registry.npmjs.org`.",
    ok: one("services: [docker]", "NPM_TOKEN"),
    workflow: job(
      "release",
      "steps:\n  - run: «docker login -u robot --password-stdin <<< $KEY»\n    env:\n      KEY: ${{ secrets.NPM_TOKEN }}",
    ),
  },
  {
    id: "inventory/missing-governance",
    flag: one("governance: { read: [ci] }", "«A_TOKEN»"),
    says: "`A_TOKEN` has no `governance.request` and no `governance.approve`.",
    ok: one("governance: { request: [web], approve: [security], read: [ci] }"),
  },
  {
    id: "inventory/missing-inventory-expiry",
    flag: one("owner: a", "«A_TOKEN»"),
    says: "`A_TOKEN` has no `expires` and no `ttl`.",
    ok: one("expires: 2027-01-01"),
  },
  {
    id: "inventory/missing-inventory-rotation",
    flag: one("owner: a", "«A_TOKEN»"),
    says: "`A_TOKEN` has no `rotation.every` and no `rotation.method`.",
    ok: one("rotation: { every: 30d, method: auto }"),
  },
  {
    id: "inventory/missing-owner",
    flag: one("purpose: a", "«A_TOKEN»"),
    says: "`A_TOKEN` has no owner.",
    ok: one("owner: team-payments"),
  },
  {
    id: "inventory/missing-purpose",
    flag: one('purpose: ""', "«A_TOKEN»"),
    says: "`A_TOKEN` has no purpose.",
    ok: one("purpose: publish npm package"),
  },
  {
    id: "inventory/orphaned-secret",
    flag: one("owner: a", "«OLD_KEY»"),
    says: "`OLD_KEY` is used by no pipeline.",
    ok: "secrets:\n  - { name: USED_KEY }\n  - { name: OLD_KEY, consumers: ['repo:shop/api'] }\n",
    workflow: job("deploy", uses("USED_KEY")),
  },
  {
    id: "inventory/owner-departed",
    flag: one('owner: "«@left-in-march»"'),
    says: "The owner of `A_TOKEN` is neither in CODEOWNERS nor among the `owners` of the inventory.",
    ok: `owners: [security]\nsecrets:\n  - { name: A_TOKEN, owner: platform }\n  - { name: B_TOKEN, owner: security }\n`,
    owners: "* @org/platform\n",
  },
  {
    id: "inventory/policy-not-traced",
    flag: one("policy: «vault/gone.hcl»"),
    says: "The policy of `A_TOKEN` is no file of the repository.",
    ok: one("policy: vault/ci-npm.hcl"),
    files: ["vault/ci-npm.hcl"],
  },
  {
    id: "inventory/reader-not-allowed",
    flag: one("consumers: [deploy]"),
    says: "`.github/workflows/deploy.yml#lint` reads `A_TOKEN` and is not among its consumers.",
    ok: one('consumers: [".github/workflows/*.yml#l*t"]'),
    workflow: job("lint", uses("«A_TOKEN»")).replace("secrets.«A_TOKEN»", "«secrets.A_TOKEN»"),
  },
  {
    id: "inventory/review-overdue",
    flag: one("review: { last: «2025-01-31» }"),
    says: "`A_TOKEN` was to be reviewed by 2025-05-01, 571 days ago: the last time on 2025-01-31, every 90d.",
    ok: one("review: { last: 2026-11-01 }"),
  },
  {
    id: "inventory/scope-drift",
    flag: one('scopes: ["contents:read"]', "APP_KEY"),
    says: "`contents:write` is asked for with `APP_KEY`, and is not among its scopes.",
    ok: one('scopes: ["contents:write"]', "APP_KEY"),
    workflow: job(
      "release",
      "steps:\n  - uses: acme/create-app-token@v2\n    with:\n      private-key: ${{ secrets.APP_KEY }}\n      permission-contents: «write»",
    ),
  },
  {
    id: "inventory/shared-across-environments",
    flag: "secrets:\n  - { name: DB, environments: [staging, «production»] }\n",
    says: "`DB` is the same in `staging` and `production`.",
    ok: "secrets:\n  - { name: DB, environment: staging, store: vault:kv/s }\n  - { name: DB, environment: production, store: vault:kv/p }\n",
  },
  {
    id: "inventory/store-not-central",
    flag: "secrets:\n  - { name: A, store: vault:kv/a }\n  - { name: B, store: «github-secret:B» }\n",
    says: "`B` is kept in `github-secret`, and not in `vault`.",
    ok: one("store: github-secret:B"),
  },
  {
    id: "inventory/undeclared-secret",
    flag: one("owner: a", "NPM_TOKEN"),
    says: "`NPM_TOEKN` is not declared in `.sealint/inventory.yaml`. Did you mean `NPM_TOKEN`?",
    ok: one("owner: a", "NPM_TOEKN"),
    workflow: job("release", uses("«NPM_TOEKN»")).replace("secrets.«NPM_TOEKN»", "«secrets.NPM_TOEKN»"),
  },
  {
    id: "inventory/unknown-environment",
    flag: "environments: { production: { protected: true } }\nsecrets: []\n",
    says: "`prodution` is no environment of `.sealint/inventory.yaml`. Did you mean `production`?",
    ok: "environments: { prodution: {} }\nsecrets: []\n",
    workflow: job("deploy", "environment: «prodution»\nsteps:\n  - run: ./deploy"),
  },
  {
    id: "inventory/value-in-inventory",
    flag: "secrets:\n  - { name: A, value: «abc» }\n",
    says: "The inventory seems to hold the value of a secret here.",
    ok: one("store: 'vault:secret/ci/npm#token'"),
  },
  {
    id: "vault/hsm-required",
    flag: one("class: high", "«A_TOKEN»"),
    says: "`A_TOKEN` is of class `high`, and neither in an HSM nor under a `kms` key.",
    ok: "secrets:\n  - { name: A, class: high, hsm: true }\n  - { name: B, class: high, kms: alias/deploy }\n",
  },
];
