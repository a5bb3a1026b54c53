/** The name of the policy that an entry is traced to: `vault/ci-deploy.hcl` is `ci-deploy`. Undefined for a link. */
export function policyName(written: string): string | undefined {
  if (written.includes("://")) return undefined;
  const [last = written] = written.split("/").slice(-1);
  return last.replace(/\.(?:hcl|json|ya?ml|tf)$/, "");
}
