import type { InventoryRule } from "../../../core/stages.ts";
import { activeEntries, isWritten, lacking } from "../../lacking.ts";
import { opensNothing } from "../../opens-nothing.ts";
import { pathIn } from "../../path-in-repository.ts";

export const policyNotTraced: InventoryRule = {
  meta: {
    id: "inventory/policy-not-traced",
    title: "Secret without a policy",
    why: "What a secret may do is decided by a policy somewhere: of the vault, the cloud, the provider. Where the entry does not lead to it, nobody can check whether it grants more than is needed, and nobody thinks of it when it changes.",
    fix: "Name the policy that grants the secret: a file of the repository, such as `policy: vault/ci-npm.hcl`, a link, or its name in the store. If the file was moved, correct the path.",
    severity: "medium",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P26"],
    cwe: [284],
  },
  *check({ inventory, surroundings }) {
    yield* lacking(inventory, (entry) =>
      isWritten(entry, "policy") || opensNothing(entry) ? undefined : "has no policy",
    );
    for (const { policy, name } of activeEntries(inventory)) {
      const path = policy === undefined ? undefined : pathIn(policy.value);
      if (policy === undefined || path === undefined || surroundings.exists(path)) continue;
      yield { place: policy.place, message: `The policy of \`${name.value}\` is no file of the repository.` };
    }
  },
};
