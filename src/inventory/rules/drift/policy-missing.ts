import { nearest } from "../../../core/nearest.ts";
import type { InventoryRule } from "../../../core/stages.ts";
import { nameOf } from "../../entry-names.ts";
import { activeEntries } from "../../lacking.ts";
import { policyName } from "../../observed/policy-name.ts";
import { parseStore } from "../../stores.ts";

export const policyMissing: InventoryRule = {
  meta: {
    id: "drift/policy-missing",
    title: "Policy that its store does not have",
    why: "An entry that is traced to a policy says who may read the secret and why. Where the store has no such policy, something else lets people and machines read it, which nobody has looked at, or nothing does and they fail.",
    fix: "Write the name of the policy that the store has, as `vault policy list` prints it, or put the policy there from its file in the repository: `vault policy write ci-deploy vault/ci-deploy.hcl`.",
    severity: "medium",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://developer.hashicorp.com/vault/docs/concepts/policies"],
    practices: ["P8", "P21", "P26"],
    cwe: [1059],
  },
  *check({ inventory, observed }) {
    for (const { scheme, policies } of observed) {
      if (policies === undefined) continue;
      const names = new Set(policies.map(({ value }) => value));
      for (const entry of activeEntries(inventory)) {
        if (entry.policy === undefined || parseStore(entry.store?.value ?? "")?.scheme !== scheme) continue;
        const name = policyName(entry.policy.value);
        // A link may lead to any policy.
        if (name === undefined || names.has(name)) continue;
        const near = nearest(name, names);
        const meant = near === undefined ? "" : ` Did you mean \`${near}\`?`;
        yield {
          place: entry.policy.place,
          message: `${nameOf(entry)} is traced to the policy \`${name}\`, which the store does not have.${meant}`,
        };
      }
    }
  },
};
