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
    fix: "Set up JWT login for the platform in the store, with a role that names the project and the branch (`bound_claims`). Then revoke the old token.",
    on: {
      "github-actions": {
        fix: "Give the job `permissions: { id-token: write }` and `hashicorp/vault-action` `method: jwt` with the `role`.",
      },
      "gitlab-ci": {
        fix: "Use `secrets:` with `id_tokens:`, or `vault write auth/jwt/login role=… jwt=$VAULT_ID_TOKEN`.",
      },
    },
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
