import type { Flag } from "./flags.ts";

/** Names what says what stores hold. */
export const OBSERVED_FLAG: Flag = {
  name: "observed",
  kind: "list",
  value: "[STORE=]FILE",
  group: "What to search",
  text: "JSON of what a store holds, to hold the inventory against; repeat it for more.",
  more: "What `gh secret list`, `gh variable list`, `glab variable list`, `aws secretsmanager list-secrets`, `aws iam list-access-keys`, `vault kv metadata get`, `vault kv list`, `vault read`, `az keyvault secret list`, `gcloud secrets list`, `kubectl get externalsecrets,secrets`, `doppler secrets` and `op item list` print as JSON, told by its shape; `-` is standard input. STORE says what the list itself does not, as `store` of an entry does: `github-secret:production=FILE` is of that environment, `github-secret=FILE` of the repository, `vault:kv/prod/web=FILE` of that path. Values in a file are left out as it is read, and a note says so.",
};
