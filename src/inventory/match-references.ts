import type { Inventory, InventoryEntry } from "../core/inventory.ts";
import type { Reference } from "../core/pipeline.ts";
import { matchesEnvironment } from "./environment-pattern.ts";

/** Platforms that take a secret's name in upper and lower case for the same. */
const CASELESS_PLATFORMS: ReadonlySet<string> = new Set(["github-actions"]);

/** Tokens that a platform makes for each run by itself: nobody owns, rotates or declares them. In lower case. */
const BUILT_IN_TOKENS: ReadonlySet<string> = new Set([
  "github_token",
  "ci_job_token",
  "system_accesstoken",
  "system.accesstoken",
]);

/** Whether a reference names one secret that people made, rather than a token of the platform or the whole context. */
export function namesSecret({ secret, builtIn = false, computed = false }: Reference): boolean {
  return secret !== "*" && !builtIn && !computed && !BUILT_IN_TOKENS.has(secret.toLowerCase());
}

/** Whether a platform takes a secret's name in upper and lower case for the same. */
export const isCaseless = (platform: string): boolean => CASELESS_PLATFORMS.has(platform);

/** A reference's name in the form that is the same for all ways to write it on its platform. */
export function normalName({ platform, secret }: Pick<Reference, "platform" | "secret">): string {
  return isCaseless(platform) ? secret.toLowerCase() : secret;
}

type Declarations = (reference: Pick<Reference, "platform" | "secret">) => readonly InventoryEntry[];

/** Several rules ask for the same, and thousands of entries take a while to be put in order. */
const declarations = new WeakMap<Inventory, Declarations>();

/** The entries of that name, whatever environment they are for. */
export function declarationsOf(inventory: Inventory): Declarations {
  const known = declarations.get(inventory) ?? createDeclarations(inventory);
  declarations.set(inventory, known);
  return known;
}

function createDeclarations(inventory: Inventory): Declarations {
  const exact = Map.groupBy(inventory.entries, ({ name }) => name.value);
  const caseless = Map.groupBy(inventory.entries, ({ name }) => name.value.toLowerCase());
  return (reference) => {
    const names = isCaseless(reference.platform) ? caseless : exact;
    return names.get(normalName(reference)) ?? [];
  };
}

/** Of entries of one name those that a reference may mean; one that says its environment uses no entry of another. */
export function meantBy(
  { environment }: Pick<Reference, "environment">,
  declared: readonly InventoryEntry[],
): readonly InventoryEntry[] {
  return environment === undefined ? declared : declared.filter((entry) => matchesEnvironment(entry, environment));
}

type Uses = ReadonlyMap<InventoryEntry, readonly Reference[]>;

const knownUses = new WeakMap<readonly Reference[], { readonly inventory: Inventory; readonly uses: Uses }>();

/** Which references use which entry. */
export function usesByEntry(inventory: Inventory, references: readonly Reference[]): Uses {
  const known = knownUses.get(references);
  if (known?.inventory === inventory) return known.uses;
  const uses = createUses(inventory, references);
  knownUses.set(references, { inventory, uses });
  return uses;
}

function createUses(inventory: Inventory, references: readonly Reference[]): Uses {
  const declared = declarationsOf(inventory);
  const uses = new Map<InventoryEntry, Reference[]>();
  for (const reference of references.filter(namesSecret)) {
    for (const entry of meantBy(reference, declared(reference))) {
      const known = uses.get(entry);
      if (known === undefined) uses.set(entry, [reference]);
      else known.push(reference);
    }
  }
  return uses;
}
