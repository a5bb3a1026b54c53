// Written by scripts/write-registries.ts from the folders beside it; do not edit.
import type { Policy } from "../core/stages.ts";
import { longTokenTtl } from "./expiry/long-token-ttl.ts";
import { secretEcho } from "./logs/secret-echo.ts";
import { staticAwsKeys } from "./oidc/static-aws-keys.ts";
import { staticGcpKey } from "./oidc/static-gcp-key.ts";
import { plaintextEnv } from "./plaintext/plaintext-env.ts";
import { broadTokenPermissions } from "./scope/broad-token-permissions.ts";
import { missingPermissions } from "./scope/missing-permissions.ts";
import { persistedGitCredentials } from "./scope/persisted-git-credentials.ts";
import { secretsInherit } from "./scope/secrets-inherit.ts";
import { wholeSecretsContext } from "./scope/whole-secrets-context.ts";
import { unpinnedActionWithSecret } from "./unpinned/unpinned-action-with-secret.ts";
import { prtCheckoutSecrets } from "./untrusted/prt-checkout-secrets.ts";
import { secretOnPrTrigger } from "./untrusted/secret-on-pr-trigger.ts";

/** All policies, in the order of their ids. */
export const policies: readonly Policy[] = [
  // A file in a family's folder each.
  longTokenTtl,
  secretEcho,
  staticAwsKeys,
  staticGcpKey,
  plaintextEnv,
  broadTokenPermissions,
  missingPermissions,
  persistedGitCredentials,
  secretsInherit,
  wholeSecretsContext,
  unpinnedActionWithSecret,
  prtCheckoutSecrets,
  secretOnPrTrigger,
];
