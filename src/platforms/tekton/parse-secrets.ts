import { asScalar, valueOf } from "../document/access.ts";
import type { DocumentNode, Scalar } from "../document/tree.ts";
import type { SecretName } from "./model.ts";
import { items, optional, textOf } from "./parse-values.ts";

/** Names of the secrets that a volume brings: as such, among others, or by the driver of a store. */
export function secretsOfVolume(node: DocumentNode | undefined): Scalar[] {
  const secret = valueOf(node, "secret");
  const own = textOf(secret, "secretName") ?? textOf(secret, "name");
  const driver = textOf(valueOf(valueOf(node, "csi"), "volumeAttributes"), "secretProviderClass");
  const others = items(valueOf(valueOf(node, "projected"), "sources")).flatMap(secretsOfVolume);
  return [own ?? [], driver ?? [], others].flat();
}

/** Secrets that workspaces are bound to. */
export function parseWorkspaces(node: DocumentNode | undefined): SecretName[] {
  return items(node).flatMap((item) => {
    const boundTo = textOf(item, "name");
    return secretsOfVolume(item).map(
      (secret): SecretName => ({ secret, via: "mount", ...optional("boundTo", boundTo) }),
    );
  });
}

/** Secrets that are named anywhere below a node by `secretRef`, `secretKeyRef` or the like, where nothing else reads them. */
export function secretsBelow(node: DocumentNode | undefined, depth = 0): SecretName[] {
  if (node === undefined || depth > 30 || node.kind === "scalar") return [];
  if (node.kind === "sequence") return node.items.flatMap((item) => secretsBelow(item, depth + 1));
  return node.entries.flatMap(({ key, value }): SecretName[] => {
    if (!SECRET_KEYS.has(key.value) || value.kind !== "map") return secretsBelow(value, depth + 1);
    const secret = textOf(value, "secretName") ?? textOf(value, "name");
    const part = textOf(value, "secretKey") ?? textOf(value, "key");
    if (secret === undefined) return secretsBelow(value, depth + 1);
    return [{ secret, via: "input", boundTo: key, ...optional("key", part) }];
  });
}

const SECRET_KEYS = new Set(["secretRef", "secretKeyRef", "secret_ref", "secret", "webhook_secret"]);

/** Secrets that open registries for the pods of a run, or belong to an account. */
export function parsePullSecrets(node: DocumentNode | undefined): SecretName[] {
  if (node?.kind !== "sequence") return [];
  return node.items.flatMap((item) => {
    const secret = asScalar(valueOf(item, "name"));
    return secret === undefined ? [] : [{ secret, via: "input" as const }];
  });
}

/** Secrets that a repository's settings name: those behind the parameters of its own, and the others. */
export function parseRepository(spec: DocumentNode | undefined): {
  readonly custom: readonly SecretName[];
  readonly others: readonly SecretName[];
} {
  const custom = items(valueOf(spec, "params")).flatMap((item): SecretName[] => {
    const boundTo = textOf(item, "name");
    return boundTo === undefined ? [] : secretsBelow(item).map((secret) => ({ ...secret, boundTo }));
  });
  const places = new Set(custom.map(({ secret }) => secret));
  return { custom, others: secretsBelow(spec).filter(({ secret }) => !places.has(secret)) };
}
