import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { ObservedSecret } from "../../../src/core/observed.ts";
import { unitOf } from "../../../src/core/source.ts";
import { readObserved } from "../../../src/inventory/observed/read-observed.ts";
import { parseStore } from "../../../src/inventory/stores.ts";

const STORES = path.resolve(import.meta.dirname, "../../../fixtures/stores");
const bytesOf = (file: string): Buffer => readFileSync(path.join(STORES, file));
const read = (file: string, asked = ""): ReturnType<typeof readObserved> =>
  readObserved(unitOf(file, bytesOf(file)), parseStore(asked));

/** A secret as one would tell it, without its places. */
function told({ place: _, changed, expires, policies, ...rest }: ObservedSecret): object {
  return {
    ...rest,
    ...(changed === undefined ? {} : { changed: changed.value }),
    ...(expires === undefined ? {} : { expires: expires.value }),
    ...(policies === undefined ? {} : { policies: policies.map(({ value }) => value) }),
  };
}

interface Listed {
  readonly file: string;
  readonly asked?: string;
  readonly from: string;
  readonly whole: readonly string[];
  readonly secrets: readonly object[];
  /** Policies that a list of them has. */
  readonly policies?: readonly string[];
  /** How many values are told to have been left out. */
  readonly values?: number;
}

const LISTED: readonly Listed[] = [
  {
    file: "gh-secret-list.json",
    from: "gh secret list",
    whole: [""],
    secrets: [
      { name: "DEPLOY_TOKEN", changed: "2026-03-05" },
      { name: "OLD_KEY", changed: "2024-01-31" },
    ],
  },
  {
    file: "gh-secret-list.json",
    asked: "github-secret:production",
    from: "gh secret list",
    whole: ["production"],
    secrets: [
      { name: "DEPLOY_TOKEN", scope: "production", environments: ["production"], changed: "2026-03-05" },
      { name: "OLD_KEY", scope: "production", environments: ["production"], changed: "2024-01-31" },
    ],
  },
  {
    file: "gh-secret-list-org.json",
    from: "gh secret list",
    whole: ["organization"],
    secrets: [{ name: "NPM_TOKEN", scope: "organization", environments: ["*"], changed: "2026-10-02" }],
  },
  {
    file: "gh-variable-list.json",
    from: "gh variable list",
    whole: [],
    values: 2,
    secrets: [
      { name: "REGION", isPlain: true, isDoubtful: true, changed: "2026-01-01" },
      { name: "DEPLOY_TOKEN", isPlain: true, isDoubtful: false, changed: "2026-02-01" },
    ],
  },
  {
    file: "glab-variable-list.json",
    from: "glab variable list",
    whole: ["*"],
    values: 3,
    secrets: [
      { name: "DB_PASSWORD", environments: ["production"], isDoubtful: false, isUnprotected: true },
      { name: "LOG_LEVEL", environments: ["*"], isDoubtful: true, isUnprotected: true },
      { name: "KUBECONFIG", environments: ["review/*"], isDoubtful: false, isUnprotected: false },
    ],
  },
  {
    file: "aws-secretsmanager-list-secrets.json",
    from: "aws secretsmanager list-secrets",
    whole: ["eu-west-1:123456789012"],
    secrets: [
      { name: "prod/web/db", scope: "eu-west-1:123456789012", changed: "2026-09-01" },
      { name: "prod/old", scope: "eu-west-1:123456789012", changed: "2020-01-01", ended: "is to be deleted" },
    ],
  },
  {
    file: "aws-iam-list-access-keys.json",
    from: "aws iam list-access-keys",
    whole: [],
    secrets: [
      { name: "deploy-robot", changed: "2026-01-10" },
      { name: "deploy-robot", changed: "2024-01-10", ended: "is inactive" },
    ],
  },
  {
    file: "vault-kv-metadata-get.json",
    asked: "vault:kv/prod/web",
    from: "vault kv metadata get",
    whole: [],
    secrets: [{ name: "kv/prod/web", changed: "2026-11-30" }],
  },
  {
    file: "vault-kv-metadata-get-ending.json",
    asked: "vault:kv/prod/ending",
    from: "vault kv metadata get",
    whole: [],
    secrets: [{ name: "kv/prod/ending", changed: "2026-11-30", expires: "2026-12-30" }],
  },
  {
    file: "vault-kv-metadata-get-gone.json",
    asked: "vault:kv/prod/gone",
    from: "vault kv metadata get",
    whole: [],
    secrets: [{ name: "kv/prod/gone", changed: "2026-11-30", ended: "has been destroyed" }],
  },
  {
    file: "vault-kv-list.json",
    asked: "vault:kv/prod/",
    from: "vault kv list",
    whole: ["*"],
    secrets: [{ name: "kv/prod/ending" }, { name: "kv/prod/gone" }, { name: "kv/prod/web" }],
  },
  ...["vault-list-policies.json", "vault-policy-list.json"].map((file) => ({
    file,
    asked: "vault:sys/policies/acl",
    from: "vault kv list",
    whole: [],
    secrets: [],
    policies: ["ci-deploy", "default", "root"],
  })),
  {
    file: "vault-read-approle.json",
    asked: "vault:auth/approle/role/ci",
    from: "vault read auth/…/role/NAME",
    whole: [],
    secrets: [{ name: "auth/approle/role/ci", canExpire: true, policies: ["ci-deploy"] }],
  },
  {
    file: "vault-token-lookup.json",
    asked: "vault:auth/token/ci",
    from: "vault read auth/…/role/NAME",
    whole: [],
    values: 1,
    secrets: [{ name: "auth/token/ci", canExpire: true, policies: ["root"] }],
  },
  {
    file: "az-keyvault-secret-list.json",
    from: "az keyvault secret list",
    whole: ["shop-prod"],
    secrets: [
      { name: "deploy-token", scope: "shop-prod", canExpire: true, changed: "2026-08-01", expires: "2026-12-31" },
      { name: "old-key", scope: "shop-prod", canExpire: true, changed: "2024-02-01", ended: "is disabled" },
    ],
  },
  {
    file: "gcloud-secrets-list.json",
    from: "gcloud secrets list",
    whole: ["123456789012"],
    secrets: [
      { name: "deploy-token", canExpire: false, changed: "2026-11-01" },
      { name: "ending", canExpire: true, expires: "2026-11-01" },
      { name: "endless", canExpire: true },
    ],
  },
  {
    file: "kubectl-all-namespaces.json",
    from: "kubectl get externalsecrets,secrets",
    whole: ["prod", "staging"],
    values: 18,
    secrets: [
      { name: "kept", scope: "prod", copyOf: ["prod/web"] },
      { name: "mail", scope: "prod", copyOf: ["prod/mail"] },
      { name: "merged", scope: "prod", copyOf: ["prod/web"] },
      { name: "web-session", scope: "prod", copyOf: ["prod/web"] },
      { name: "lost", scope: "staging", copyOf: ["staging/lost"], ended: "has never been fetched from its store" },
      { name: "applied", scope: "prod" },
      { name: "db", scope: "prod" },
      { name: "deploy-key", scope: "prod" },
      { name: "fixed", scope: "prod", changed: "2026-11-30" },
      { name: "login", scope: "prod" },
      { name: "registry", scope: "prod" },
      { name: "shop-tls", scope: "prod" },
      { name: "db", scope: "staging" },
    ],
  },
  {
    file: "kubectl-managed-fields.json",
    from: "kubectl get externalsecrets,secrets",
    whole: ["prod"],
    values: 17,
    secrets: [
      { name: "kept", scope: "prod", copyOf: ["prod/web"] },
      { name: "mail", scope: "prod", copyOf: ["prod/mail"] },
      { name: "merged", scope: "prod", copyOf: ["prod/web"] },
      { name: "web-session", scope: "prod", copyOf: ["prod/web"] },
      ...["applied", "db", "deploy-key", "fixed", "login", "registry", "shop-tls"].map((name) => ({
        name,
        scope: "prod",
        changed: "2026-11-30",
      })),
    ],
  },
  {
    file: "kubectl-secret.json",
    from: "kubectl get externalsecrets,secrets",
    whole: [],
    values: 1,
    secrets: [{ name: "applied", scope: "prod" }],
  },
  {
    file: "kubectl-empty.json",
    asked: "kubernetes:empty",
    from: "kubectl get externalsecrets,secrets",
    whole: ["empty"],
    secrets: [],
  },
  {
    file: "doppler-secrets.json",
    from: "doppler secrets",
    whole: ["shop/prd"],
    values: 1,
    secrets: [{ name: "API_TOKEN", scope: "shop/prd" }],
  },
  {
    file: "doppler-secrets-only-names.json",
    asked: "doppler:shop/prd",
    from: "doppler secrets",
    whole: ["shop/prd"],
    secrets: [{ name: "API_TOKEN", scope: "shop/prd" }],
  },
  {
    file: "op-item-list.json",
    from: "op item list",
    whole: ["shop ci"],
    secrets: [{ name: "Deploy token", scope: "shop ci", changed: "2026-04-01" }],
  },
];

describe("what a store's tool prints", () => {
  it.each(LISTED)(
    "is told by its shape: $file $asked",
    ({ file, asked, from, whole, secrets, policies, values = 0 }) => {
      const { list, problems } = read(file, asked);
      expect(list?.secrets.map(told)).toEqual(secrets);
      expect(list).toMatchObject({ from, whole });
      expect(list?.policies?.map(({ value }) => value)).toEqual(policies);
      expect(problems.map(({ level }) => level)).toEqual(values === 0 ? [] : ["note"]);
      if (values > 1) expect(problems[0]?.message).toContain(`, ${values} of them: left out`);
    },
  );

  it("has all its files in the list above", () => {
    const files = readdirSync(STORES).filter((name) => name.endsWith(".json"));
    expect(new Set(LISTED.map(({ file }) => file))).toEqual(new Set(files));
  });

  it.each(LISTED)("keeps no value: $file $asked", ({ file, asked }) => {
    const { unit } = read(file, asked);
    const text = Buffer.from(unit.bytes).toString("utf8");
    expect(text).not.toMatch(/placeholder|cGxhY2Vob2xkZX|EXAMPLEKEYID|eu-west-1"/);
    expect(unit.bytes.length).toBe(bytesOf(file).length);
  });

  it("is refused where its shape is none of those, with what was seen and never a value", () => {
    const refuse = (text: string, asked = ""): { message: string; hint: string } => {
      const { list, problems } = readObserved(unitOf("a.json", Buffer.from(text)), parseStore(asked));
      expect(list).toBeUndefined();
      expect(problems).toHaveLength(1);
      expect(problems[0]?.level).toBeUndefined();
      return problems[0] ?? { message: "", hint: "" };
    };
    expect(refuse('{"Users":[],"x y":"hunter2"}').message).toBe(
      "has a shape that is not known: an object with `Users`, one more",
    );
    expect(refuse('[{"a":"hunter2"},1]').message).toBe(
      "has a shape that is not known: a list of 2, the first of which is an object with `a`",
    );
    expect(refuse('[{"a":1}]', "vault:kv").hint).toMatch(/^Give what one of these prints: `vault kv metadata get`/);
    expect(refuse("NAME\tUPDATED\n", "github-secret")).toMatchObject({
      message: "is no JSON that can be read: it has a word that means nothing in JSON",
      hint: expect.stringContaining("gh secret list --json name,updatedAt,visibility"),
    });
    expect(refuse("[]").message).toBe("is an empty list, which does not say of what store");
    expect(refuse('{"SecretList":[]}', "vault:kv").message).toBe(
      "is what `aws secretsmanager list-secrets` prints, and not of `vault`",
    );
    expect(refuse('["web","db/"]').hint).toContain("`vault:kv/prod=FILE`");
  });

  it("of Kubernetes tells when data was changed, and not when a label was", () => {
    const list = JSON.parse(bytesOf("kubectl-managed-fields.json").toString()) as {
      readonly items: readonly {
        readonly metadata: { readonly managedFields?: { manager: string; time: string }[] };
      }[];
    };
    const labels = list.items.flatMap(({ metadata }) => metadata.managedFields ?? []);
    for (const field of labels.filter(({ manager }) => manager === "kubectl-label"))
      field.time = "2027-05-01T00:00:00Z";
    const text = JSON.stringify(list);
    expect(text).toContain("2027-05-01");
    const { list: seen } = readObserved(unitOf("a.json", Buffer.from(text)));
    expect(seen?.secrets.find(({ name }) => name === "db")?.changed?.value).toBe("2026-11-30");
  });

  it("of Kubernetes is refused where it is empty and nobody says of what namespace", () => {
    const { list, problems } = readObserved(unitOf("a.json", bytesOf("kubectl-empty.json")));
    expect(list).toBeUndefined();
    expect(problems[0]?.hint).toContain("`kubernetes:prod=FILE`");
  });

  it("is read though it is empty, where the person says of what store", () => {
    const { list, problems } = readObserved(unitOf("a.json", Buffer.from("[]\n")), parseStore("github-secret:prod"));
    expect(problems).toEqual([]);
    expect(list).toMatchObject({ scheme: "github-secret", secrets: [], whole: ["prod"] });
  });
});
