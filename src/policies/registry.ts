// Written by scripts/write-registries.ts from the folders beside it; do not edit.
import type { Policy } from "../core/stages.ts";
import { artefactIncludesSecretPath } from "./artefact/artefact-includes-secret-path.ts";
import { artefactNoExpiry } from "./artefact/artefact-no-expiry.ts";
import { cacheIncludesSecretPath } from "./artefact/cache-includes-secret-path.ts";
import { cachePoisoningRelease } from "./artefact/cache-poisoning-release.ts";
import { dotenvSecretReport } from "./artefact/dotenv-secret-report.ts";
import { publicArtefact } from "./artefact/public-artefact.ts";
import { sourcemapOrPackageLeak } from "./artefact/sourcemap-or-package-leak.ts";
import { composeSecretEnv } from "./cmdline/compose-secret-env.ts";
import { expressionInScript } from "./cmdline/expression-in-script.ts";
import { helmSetSecret } from "./cmdline/helm-set-secret.ts";
import { passwordFlag } from "./cmdline/password-flag.ts";
import { secretBuildArg } from "./cmdline/secret-build-arg.ts";
import { tfVarOnCli } from "./cmdline/tf-var-on-cli.ts";
import { debugOnProd } from "./environment/debug-on-prod.ts";
import { deployFromAnyBranch } from "./environment/deploy-from-any-branch.ts";
import { missingApproval } from "./environment/missing-approval.ts";
import { prodGroupOutsideEnvironment } from "./environment/prod-group-outside-environment.ts";
import { prodSecretInNonprod } from "./environment/prod-secret-in-nonprod.ts";
import { prodSecretOutsideEnvironment } from "./environment/prod-secret-outside-environment.ts";
import { sharedSecretAcrossEnvironments } from "./environment/shared-secret-across-environments.ts";
import { longTokenTtl } from "./expiry/long-token-ttl.ts";
import { noRevokeAfterUse } from "./expiry/no-revoke-after-use.ts";
import { nonExpiringTokenCommand } from "./expiry/non-expiring-token-command.ts";
import { failOpenSecretFetch } from "./failopen/fail-open-secret-fetch.ts";
import { plainHttpSecretFetch } from "./failopen/plain-http-secret-fetch.ts";
import { retryLessSecretFetch } from "./failopen/retry-less-secret-fetch.ts";
import { secretDefaultFallback } from "./failopen/secret-default-fallback.ts";
import { staleSecretCache } from "./failopen/stale-secret-cache.ts";
import { tlsVerifyOffSecretFetch } from "./failopen/tls-verify-off-secret-fetch.ts";
import { unsetSecretUnchecked } from "./failopen/unset-secret-unchecked.ts";
import { vaultExportFailureIgnored } from "./failopen/vault-export-failure-ignored.ts";
import { driftCheckMissing } from "./incident/drift-check-missing.ts";
import { noSecretScanStep } from "./incident/no-secret-scan-step.ts";
import { buildkiteRedactionOff } from "./logs/buildkite-redaction-off.ts";
import { debugEnabled } from "./logs/debug-enabled.ts";
import { envDump } from "./logs/env-dump.ts";
import { secretEcho } from "./logs/secret-echo.ts";
import { secretExfil } from "./logs/secret-exfil.ts";
import { secretInNotification } from "./logs/secret-in-notification.ts";
import { secretInUrl } from "./logs/secret-in-url.ts";
import { shellTrace } from "./logs/shell-trace.ts";
import { terraformOutputSecret } from "./logs/terraform-output-secret.ts";
import { transformDefeatsMask } from "./logs/transform-defeats-mask.ts";
import { unmaskedDerivedSecret } from "./logs/unmasked-derived-secret.ts";
import { unmaskedOutput } from "./logs/unmasked-output.ts";
import { verboseHttpClient } from "./logs/verbose-http-client.ts";
import { gitlabLegacyJwt } from "./oidc/gitlab-legacy-jwt.ts";
import { idTokenTooWide } from "./oidc/id-token-too-wide.ts";
import { staticAwsKeys } from "./oidc/static-aws-keys.ts";
import { staticAzureSecret } from "./oidc/static-azure-secret.ts";
import { staticGcpKey } from "./oidc/static-gcp-key.ts";
import { staticPublishToken } from "./oidc/static-publish-token.ts";
import { staticSshKey } from "./oidc/static-ssh-key.ts";
import { staticVaultToken } from "./oidc/static-vault-token.ts";
import { plaintextConnectionString } from "./plaintext/plaintext-connection-string.ts";
import { plaintextEnv } from "./plaintext/plaintext-env.ts";
import { plaintextRegistryAuth } from "./plaintext/plaintext-registry-auth.ts";
import { plaintextSetvariable } from "./plaintext/plaintext-setvariable.ts";
import { plaintextVariableDefault } from "./plaintext/plaintext-variable-default.ts";
import { plaintextWithInput } from "./plaintext/plaintext-with-input.ts";
import { broadTokenPermissions } from "./scope/broad-token-permissions.ts";
import { dockerSockOrPrivileged } from "./scope/docker-sock-or-privileged.ts";
import { githubAppUnscoped } from "./scope/github-app-unscoped.ts";
import { missingPermissions } from "./scope/missing-permissions.ts";
import { patInsteadOfJobToken } from "./scope/pat-instead-of-job-token.ts";
import { persistedGitCredentials } from "./scope/persisted-git-credentials.ts";
import { secretAllJobsContext } from "./scope/secret-all-jobs-context.ts";
import { secretEnvTooWide } from "./scope/secret-env-too-wide.ts";
import { secretsInherit } from "./scope/secrets-inherit.ts";
import { undocumentedPermission } from "./scope/undocumented-permission.ts";
import { unusedPermission } from "./scope/unused-permission.ts";
import { vaultFetchAll } from "./scope/vault-fetch-all.ts";
import { wholeSecretsContext } from "./scope/whole-secrets-context.ts";
import { codecovStyleUploader } from "./unpinned/codecov-style-uploader.ts";
import { curlPipeShellWithSecret } from "./unpinned/curl-pipe-shell-with-secret.ts";
import { imageFromUntrustedRegistry } from "./unpinned/image-from-untrusted-registry.ts";
import { unpinnedActionWithSecret } from "./unpinned/unpinned-action-with-secret.ts";
import { unpinnedGithubAction } from "./unpinned/unpinned-github-action.ts";
import { unpinnedImageWithSecret } from "./unpinned/unpinned-image-with-secret.ts";
import { unpinnedInclude } from "./unpinned/unpinned-include.ts";
import { unpinnedOrb } from "./unpinned/unpinned-orb.ts";
import { unpinnedSecretFetcher } from "./unpinned/unpinned-secret-fetcher.ts";
import { unversionedTask } from "./unpinned/unversioned-task.ts";
import { dependabotExternalCode } from "./untrusted/dependabot-external-code.ts";
import { githubEnvWriteUntrusted } from "./untrusted/github-env-write-untrusted.ts";
import { insecureWorkflowCommands } from "./untrusted/insecure-workflow-commands.ts";
import { multibranchUnprotected } from "./untrusted/multibranch-unprotected.ts";
import { ownMachine } from "./untrusted/own-machine.ts";
import { prBuildRunsCode } from "./untrusted/pr-build-runs-code.ts";
import { prtCheckoutSecrets } from "./untrusted/prt-checkout-secrets.ts";
import { pullRequestArtefact } from "./untrusted/pull-request-artefact.ts";
import { secretInInjectableStep } from "./untrusted/secret-in-injectable-step.ts";
import { secretOnPrTrigger } from "./untrusted/secret-on-pr-trigger.ts";
import { secretsOnCommentTrigger } from "./untrusted/secrets-on-comment-trigger.ts";
import { selfHostedFork } from "./untrusted/self-hosted-fork.ts";
import { spoofableActorGuard } from "./untrusted/spoofable-actor-guard.ts";
import { workflowDispatchSecretInput } from "./untrusted/workflow-dispatch-secret-input.ts";

/** All policies, in the order of their ids. */
export const policies: readonly Policy[] = [
  // A file in a family's folder each.
  artefactIncludesSecretPath,
  artefactNoExpiry,
  cacheIncludesSecretPath,
  cachePoisoningRelease,
  dotenvSecretReport,
  publicArtefact,
  sourcemapOrPackageLeak,
  composeSecretEnv,
  expressionInScript,
  helmSetSecret,
  passwordFlag,
  secretBuildArg,
  tfVarOnCli,
  debugOnProd,
  deployFromAnyBranch,
  missingApproval,
  prodGroupOutsideEnvironment,
  prodSecretInNonprod,
  prodSecretOutsideEnvironment,
  sharedSecretAcrossEnvironments,
  longTokenTtl,
  noRevokeAfterUse,
  nonExpiringTokenCommand,
  failOpenSecretFetch,
  plainHttpSecretFetch,
  retryLessSecretFetch,
  secretDefaultFallback,
  staleSecretCache,
  tlsVerifyOffSecretFetch,
  unsetSecretUnchecked,
  vaultExportFailureIgnored,
  driftCheckMissing,
  noSecretScanStep,
  buildkiteRedactionOff,
  debugEnabled,
  envDump,
  secretEcho,
  secretExfil,
  secretInNotification,
  secretInUrl,
  shellTrace,
  terraformOutputSecret,
  transformDefeatsMask,
  unmaskedDerivedSecret,
  unmaskedOutput,
  verboseHttpClient,
  gitlabLegacyJwt,
  idTokenTooWide,
  staticAwsKeys,
  staticAzureSecret,
  staticGcpKey,
  staticPublishToken,
  staticSshKey,
  staticVaultToken,
  plaintextConnectionString,
  plaintextEnv,
  plaintextRegistryAuth,
  plaintextSetvariable,
  plaintextVariableDefault,
  plaintextWithInput,
  broadTokenPermissions,
  dockerSockOrPrivileged,
  githubAppUnscoped,
  missingPermissions,
  patInsteadOfJobToken,
  persistedGitCredentials,
  secretAllJobsContext,
  secretEnvTooWide,
  secretsInherit,
  undocumentedPermission,
  unusedPermission,
  vaultFetchAll,
  wholeSecretsContext,
  codecovStyleUploader,
  curlPipeShellWithSecret,
  imageFromUntrustedRegistry,
  unpinnedActionWithSecret,
  unpinnedGithubAction,
  unpinnedImageWithSecret,
  unpinnedInclude,
  unpinnedOrb,
  unpinnedSecretFetcher,
  unversionedTask,
  dependabotExternalCode,
  githubEnvWriteUntrusted,
  insecureWorkflowCommands,
  multibranchUnprotected,
  ownMachine,
  prBuildRunsCode,
  prtCheckoutSecrets,
  pullRequestArtefact,
  secretInInjectableStep,
  secretOnPrTrigger,
  secretsOnCommentTrigger,
  selfHostedFork,
  spoofableActorGuard,
  workflowDispatchSecretInput,
];
