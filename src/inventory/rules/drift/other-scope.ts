import type { Inventory } from "../../../core/inventory.ts";
import type { InventoryRule, PolicyMatch } from "../../../core/stages.ts";
import { isRevoked } from "../../due.ts";
import { nameOf } from "../../entry-names.ts";
import { isFor, type Sighting, sightingsOf } from "../../observed/match-observed.ts";
import { policyName } from "../../observed/policy-name.ts";
import { storeName, whereItIs } from "../../observed/where-it-is.ts";
import { isProduction } from "../../production.ts";

export const otherScope: InventoryRule = {
  meta: {
    id: "drift/other-scope",
    title: "Secret with another reach than declared",
    why: "A secret that is declared for one environment and lies where every job or every repository gets it is open to whoever may change any of these. A copy in a place that nobody wrote down is left behind at the next rotation, and is forgotten when the secret is revoked.",
    fix: "Move the secret to where the entry says that it lies, and delete it where it was. If the wider reach is meant, have that approved, and correct `store`, `environment` or `policy` of the entry. What is secret is never kept as a plain variable.",
    severity: "medium",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
      "https://docs.github.com/en/actions/reference/security/secrets",
    ],
    practices: ["P5", "P18", "P21"],
    cwe: [653, 732],
  },
  *check({ inventory, observed }) {
    for (const sighting of sightingsOf(inventory, observed).all) {
      const { entry, secret } = sighting;
      if (isRevoked(entry)) continue;
      const complaint = complaintOf(sighting, inventory);
      if (complaint === undefined) continue;
      const { text, at, isSevere } = complaint;
      yield {
        place: at ?? (entry.store ?? entry.name).place,
        message: `${nameOf(entry)} ${text}.`,
        ...(isSevere === true ? { severity: "high" as const } : {}),
        related: [{ place: secret.place, message: "It is listed here." }],
      };
    }
  },
};

interface Complaint {
  readonly text: string;
  readonly at?: PolicyMatch["place"];
  readonly isSevere?: boolean;
}

function complaintOf({ entry, secret, list, lies }: Sighting, inventory: Inventory): Complaint | undefined {
  const place = whereItIs(list, secret);
  if (secret.isPlain === true)
    return { text: "is kept as a plain variable, which is shown to whoever may see the pipelines", isSevere: true };
  if (lies === "store")
    return { text: `lies in ${place} as well, and is declared in ${declaredIn(entry.store?.value)}` };
  const [environment] = entry.environments;
  const isSevere = entry.environments.some(({ value }) => isProduction(inventory, value));
  if (environment !== undefined && secret.environments !== undefined) {
    const names = entry.environments.map(({ value }) => `\`${value}\``).join(" and ");
    const isWider = secret.environments.includes("*") && !entry.environments.some(({ value }) => value === "*");
    if (isWider)
      return {
        text: `is for ${names}, and lies in ${place}, where jobs of all environments get it`,
        at: environment.place,
        isSevere,
      };
    if (!secret.environments.some((one) => isFor(entry, one)))
      return { text: `is for ${names}, and lies in ${place}`, at: environment.place };
  }
  if (lies === "scope")
    return { text: `lies in ${place}${pathOf(secret.name)}, and is declared as \`${entry.store?.value ?? ""}\`` };
  const isProtected = inventory.environments.some(
    (one) => one.isProtected && entry.environments.some(({ value }) => value === one.name.value),
  );
  if (secret.isUnprotected === true && isProtected && environment !== undefined)
    return {
      text: `is for the protected \`${environment.value}\`, and pipelines of every branch get it`,
      at: environment.place,
    };
  return policyComplaint(entry.policy, secret.policies);
}

/** Where a store has paths, the one that it lies at. */
const pathOf = (name: string): string => (name.includes("/") ? ` at \`${name}\`` : "");

/** The policy that an entry is traced to is one of those that its holder has. */
function policyComplaint(
  declared: Sighting["entry"]["policy"],
  held: Sighting["secret"]["policies"],
): Complaint | undefined {
  if (declared === undefined || held === undefined) return undefined;
  const name = policyName(declared.value);
  if (name === undefined) return undefined;
  const others = held.filter(({ value }) => value !== "default" && value !== name).map(({ value }) => `\`${value}\``);
  if (others.length === 0 && held.some(({ value }) => value === name)) return undefined;
  const has = others.length === 0 ? "none but `default`" : others.join(" and ");
  return { text: `is traced to the policy \`${name}\`, and its holder has ${has}`, at: declared.place };
}

const declaredIn = (store: string | undefined): string => (store === undefined ? "no store" : storeName(store));
