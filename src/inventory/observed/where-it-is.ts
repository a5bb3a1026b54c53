import type { ObservedList, ObservedSecret } from "../../core/observed.ts";
import { isStore, parseStore, STORES } from "../stores.ts";

/** A store as a message names it, by its scheme or by what `store` says: `Vault`. */
export function storeName(store: string): string {
  const scheme = parseStore(store)?.scheme ?? store;
  return isStore(scheme) ? (PLAIN[scheme] ?? STORES[scheme].name) : `\`${scheme}\``;
}

const PLAIN: Readonly<Record<string, string>> = {
  "github-secret": "GitHub",
  "gitlab-variable": "GitLab",
  "aws-iam": "IAM",
};

/** Where a secret was seen, as far as the list says. */
export function whereItIs({ scheme }: ObservedList, { scope, environments, isPlain }: ObservedSecret): string {
  if (scheme === "github-secret") {
    const what = isPlain === true ? "variables" : "secrets";
    if (scope === undefined) return `GitHub's ${what}`;
    if (scope === "") return `the repository's ${what}`;
    return scope === "organization" ? `the organisation's ${what}` : `the ${what} of the environment \`${scope}\``;
  }
  const of =
    scheme === "gitlab-variable" ? (environments ?? []).filter((one) => one !== "*").join(", ") : (scope ?? "");
  return of === "" ? storeName(scheme) : `\`${of}\` of ${storeName(scheme)}`;
}
