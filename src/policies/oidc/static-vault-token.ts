import type { PipelineFlows, Reference } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { definePolicy } from "../define-policy.ts";
import { toolsAt } from "../located.ts";
import { onePerPlace } from "../one-per-place.ts";

/** A stored token of a store of secrets, in a pipeline that could sign in with its own identity. */
export const staticVaultToken = definePolicy({
  meta: {
    id: "oidc/static-vault-token",
    title: "Permanent token of a store of secrets",
    why: "The store is there so that no secret lies around, and its own token then does: whoever gets hold of it reads all that the pipeline may read, for as long as the token is renewed. The same goes for the secret id of an AppRole and the token of a service account. Vault and others know the pipeline by the token that the platform signs for each job (JWT), and bind a role to its project, branch and environment.",
    fix: "Set up JWT login for the platform in the store, with a role that names the project and the branch (`bound_claims`). On GitHub give the job `permissions: { id-token: write }` and `hashicorp/vault-action` `method: jwt` with the `role`; on GitLab use `secrets:` with `id_tokens:`, or `vault write auth/jwt/login role=… jwt=$VAULT_ID_TOKEN`. Then revoke the old token.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/security-for-github-actions/security-hardening-your-deployments/configuring-openid-connect-in-hashicorp-vault",
      "https://docs.gitlab.com/ci/secrets/hashicorp_vault/",
      "https://github.com/hashicorp/vault-action#authentication-methods",
      "https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/",
    ],
    practices: ["P9", "P4"],
    cwe: [798, 522],
    allows: { what: "secrets", example: "VAULT_TOKEN" },
  },
  platforms: [
    "azure-pipelines",
    "bitbucket-pipelines",
    "buildkite",
    "circleci",
    "cloud-build",
    "codebuild",
    "drone",
    "github-actions",
    "gitlab-ci",
    "jenkins",
    "tekton",
    "woodpecker",
  ],
  examples: {
    flag: [
      {
        text: `
          on: push
          jobs:
            deploy:
              runs-on: ubuntu-latest
              env:
                VAULT_TOKEN: \${{ «secrets.VAULT» }}
              steps:
                - uses: hashicorp/vault-action@${"0123456789".repeat(4)}
                  with:
                    method: approle
                    roleId: \${{ secrets.ROLE }}
                    secretId: \${{ «secrets.ROLE_SECRET» }}
                - uses: hashicorp/vault-action@${"0123456789".repeat(4)}
                  with:
                    token: \${{ «secrets.TOKEN» }}
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          deploy:
            script:
              - vault login "«$VAULT_TOKEN»"
              - vault write auth/approle/login role_id="$ROLE" secret_id="«$VAULT_SECRET_ID_TOKEN»"
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          steps:
            - bash: vault kv get -field=key secret/ci
              env:
                VAULT_TOKEN: «$(VaultToken)»
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          jobs:
            deploy:
              docker: [{ image: cimg/base:2026.01 }]
              environment: { VAULT_TOKEN: «$CI_VAULT_TOKEN» }
              steps:
                - run: vault kv get secret/ci
        `,
      },
    ],
    ok: [
      {
        text: `
          on: push
          jobs:
            deploy:
              runs-on: ubuntu-latest
              permissions:
                id-token: write
              steps:
                - uses: hashicorp/vault-action@${"0123456789".repeat(4)}
                  id: vault
                  with:
                    method: jwt
                    role: ci
                - run: vault kv get secret/ci
                  env:
                    VAULT_TOKEN: \${{ steps.vault.outputs.vault_token }}
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          deploy:
            id_tokens:
              VAULT_ID_TOKEN:
                aud: https://vault.example.com
            script:
              - export VAULT_TOKEN="$(vault write -field=token auth/jwt/login role=ci jwt=$VAULT_ID_TOKEN)"
              - vault kv get secret/ci
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          steps:
            - bash: vault write -field=token auth/jwt/login role=ci jwt="$ID_TOKEN" > token
              env:
                VAULT_ADDR: https://vault.example.com
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          jobs:
            deploy:
              docker: [{ image: cimg/base:2026.01 }]
              steps:
                - run: vault write auth/jwt/login role=ci jwt="$CIRCLE_OIDC_TOKEN" > login.json
        `,
      },
    ],
  },
  check({ flows }) {
    return onePerPlace(
      flows.references
        .filter((one) => one.builtIn !== true && isStoreToken(one, flows))
        .map((one): PolicyMatch => ({ place: one.place, subject: one.secret, message: messageOf(one) })),
    );
  },
});

const messageOf = ({ secret, boundTo }: Reference): string =>
  `A stored credential opens the store of secrets (${boundTo ?? secret}), where the pipeline's own identity would do.`;

const NAME =
  /^(?:VAULT|BAO|OPENBAO)_(?:\w+_)?(?:TOKEN|SECRET_ID|SECRETID|SECRET_ID_TOKEN|PASSWORD|ROOT_TOKEN)$|^APPROLE_SECRET_?ID$|^(?:INFISICAL_TOKEN|INFISICAL_CLIENT_SECRET|CONJUR_AUTHN_API_KEY|AKEYLESS_ACCESS_KEY)$/i;

const STORE_ACTION =
  /^(?:hashicorp\/vault-action|cyberark\/conjur-action|akeyless-community\/akeyless-github-action|infisical\/secrets-action)$/i;

const INPUT = /^(?:token|secretid|password|githubtoken|authn_token|api_key|client-secret)$/i;

/** Tokens that the platform signs for the job, declared in another file. */
const IDENTITY = /(?<!SECRET)_ID_TOKEN$/i;

function isStoreToken(reference: Reference, flows: PipelineFlows): boolean {
  const { secret, boundTo = "", via } = reference;
  if (NAME.test(boundTo) || NAME.test(secret)) return !IDENTITY.test(secret);
  if (via !== "input" || !INPUT.test(boundTo)) return false;
  return toolsAt(flows, reference).some(({ name }) => STORE_ACTION.test(name));
}
