// Written by scripts/write-registries.ts from the folders beside it; do not edit.
import type { Policy } from "../core/stages.ts";
import { prodGroupOutsideEnvironment } from "./environment/prod-group-outside-environment.ts";
import { longTokenTtl } from "./expiry/long-token-ttl.ts";
import { nonExpiringTokenCommand } from "./expiry/non-expiring-token-command.ts";
import { failOpenSecretFetch } from "./failopen/fail-open-secret-fetch.ts";
import { secretDefaultFallback } from "./failopen/secret-default-fallback.ts";
import { debugEnabled } from "./logs/debug-enabled.ts";
import { envDump } from "./logs/env-dump.ts";
import { secretEcho } from "./logs/secret-echo.ts";
import { shellTrace } from "./logs/shell-trace.ts";
import { staticAwsKeys } from "./oidc/static-aws-keys.ts";
import { staticGcpKey } from "./oidc/static-gcp-key.ts";
import { staticPublishToken } from "./oidc/static-publish-token.ts";
import { plaintextConnectionString } from "./plaintext/plaintext-connection-string.ts";
import { plaintextEnv } from "./plaintext/plaintext-env.ts";
import { plaintextRegistryAuth } from "./plaintext/plaintext-registry-auth.ts";
import { plaintextSetvariable } from "./plaintext/plaintext-setvariable.ts";
import { plaintextWithInput } from "./plaintext/plaintext-with-input.ts";
import { broadTokenPermissions } from "./scope/broad-token-permissions.ts";
import { githubAppUnscoped } from "./scope/github-app-unscoped.ts";
import { missingPermissions } from "./scope/missing-permissions.ts";
import { persistedGitCredentials } from "./scope/persisted-git-credentials.ts";
import { secretAllJobsContext } from "./scope/secret-all-jobs-context.ts";
import { secretsInherit } from "./scope/secrets-inherit.ts";
import { vaultFetchAll } from "./scope/vault-fetch-all.ts";
import { wholeSecretsContext } from "./scope/whole-secrets-context.ts";
import { unpinnedActionWithSecret } from "./unpinned/unpinned-action-with-secret.ts";
import { unpinnedImageWithSecret } from "./unpinned/unpinned-image-with-secret.ts";
import { unversionedTask } from "./unpinned/unversioned-task.ts";
import { prBuildRunsCode } from "./untrusted/pr-build-runs-code.ts";
import { prtCheckoutSecrets } from "./untrusted/prt-checkout-secrets.ts";
import { secretInInjectableStep } from "./untrusted/secret-in-injectable-step.ts";
import { secretOnPrTrigger } from "./untrusted/secret-on-pr-trigger.ts";
import { spoofableActorGuard } from "./untrusted/spoofable-actor-guard.ts";

/** All policies, in the order of their ids. */
export const policies: readonly Policy[] = [
  // A file in a family's folder each.
  prodGroupOutsideEnvironment,
  longTokenTtl,
  nonExpiringTokenCommand,
  failOpenSecretFetch,
  secretDefaultFallback,
  debugEnabled,
  envDump,
  secretEcho,
  shellTrace,
  staticAwsKeys,
  staticGcpKey,
  staticPublishToken,
  plaintextConnectionString,
  plaintextEnv,
  plaintextRegistryAuth,
  plaintextSetvariable,
  plaintextWithInput,
  broadTokenPermissions,
  githubAppUnscoped,
  missingPermissions,
  persistedGitCredentials,
  secretAllJobsContext,
  secretsInherit,
  vaultFetchAll,
  wholeSecretsContext,
  unpinnedActionWithSecret,
  unpinnedImageWithSecret,
  unversionedTask,
  prBuildRunsCode,
  prtCheckoutSecrets,
  secretInInjectableStep,
  secretOnPrTrigger,
  spoofableActorGuard,
];
