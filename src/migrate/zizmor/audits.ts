import { readTable } from "../read-table.ts";

/**
 * Audits of zizmor by their ids, with the policies of ours that are about the same thing; empty where there is none. A policy
 * may see less of it, where it reports only what has secrets within its reach. Facts, to be held up to date by hand.
 */
const TABLE = `
adhoc-packages:
agentic-actions:
anonymous-definition:
archived-uses:
artipacked: scope/persisted-git-credentials
bot-conditions: untrusted/spoofable-actor-guard
cache-poisoning: artefact/cache-poisoning-release
concurrency-limits:
dangerous-triggers:
dependabot-cooldown:
dependabot-execution:
excessive-permissions: scope/broad-token-permissions scope/missing-permissions
forbidden-uses:
github-app: scope/github-app-unscoped
github-env: untrusted/github-env-write-untrusted
hardcoded-container-credentials: plaintext/plaintext-registry-auth
impostor-commit:
insecure-commands: untrusted/insecure-workflow-commands
known-vulnerable-actions:
misfeature:
obfuscation:
overprovisioned-secrets: scope/whole-secrets-context
ref-confusion:
ref-version-mismatch:
secrets-inherit: scope/secrets-inherit
secrets-outside-env: environment/prod-secret-outside-environment
self-hosted-runner: untrusted/self-hosted-fork
stale-action-refs:
superfluous-actions:
template-injection: untrusted/secret-in-injectable-step
typosquat-uses:
undocumented-permissions: scope/undocumented-permission
unpinned-images: unpinned/unpinned-image-with-secret
unpinned-tools: unpinned/unpinned-secret-fetcher
unpinned-uses: unpinned/unpinned-action-with-secret
unredacted-secrets: logs/unmasked-derived-secret
unsound-condition:
unsound-contains:
unsound-ternary:
use-trusted-publishing: oidc/static-publish-token
`;

export const ZIZMOR_AUDITS: ReadonlyMap<string, readonly string[]> = readTable(TABLE);
